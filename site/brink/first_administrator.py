"""The pages and the administrator that a new Brink begins with."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from access.accounts import AddressTaken, give_password, open_account
from access.models import Role, User
from access.roles import give_role
from home.services import lay_out


def lay_out_pages() -> None:
    """Lay out the pages of both languages at the address of the environment."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    lay_out(
        hostname=address.hostname or "localhost",
        port=address.port or (443 if address.scheme == "https" else 80),
    )


def administrators() -> list[str]:
    """Return the names by which administrators sign in."""
    return list(
        User.objects.filter(is_superuser=True, is_active=True)
        .order_by("pk")
        .values_list("username", flat=True)[:5]
    )


@transaction.atomic
def make_administrator(*, name: str, email: str, password: str, now: datetime) -> User:
    """Return the first administrator. Raises ValidationError when address or password cannot be used."""
    try:
        user = open_account(actor=None, email=email, full_name=name, now=now)
    except AddressTaken as taken:
        raise ValidationError(
            f"There is an account with the address {email}, which is no administrator."
        ) from taken
    give_password(user=user, password=password)
    give_role(user, Role.ADMINISTRATOR)
    return user
