"""A new password by mail, for who lost the old one."""

from datetime import datetime, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.accounts import give_password
from access.audit import record
from access.devices import sign_out_elsewhere
from access.mail import full_address, language_of, send_mail
from access.models import User


def account_to_reset(address: str) -> User | None:
    """Return the open account with that address and a password of its own.

    Who was invited and has no password yet comes in by the invitation, which can be withdrawn.
    """
    user = User.objects.filter(email__iexact=address, is_active=True).exclude(email="").first()
    return user if user is not None and user.has_usable_password() else None


def mail_reset_link(*, address: str, language: str, now: datetime) -> None:
    """Mail the account with that address a link that works once; do nothing when there is none."""
    user = account_to_reset(address)
    if user is None:
        return
    record(actor=None, action="password.link_sent", thing=user, now=now)
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])
    send_mail(
        # As the account has it: what was typed may look alike and lead elsewhere.
        to=user.email,
        language=language_of(user, language),
        subject=_("A new password for Brink"),
        template="password_reset",
        context={
            "user": user,
            "url": full_address(path),
            "until": now + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT),
        },
    )


@transaction.atomic
def reset_password(*, user: User, password: str, now: datetime) -> None:
    """Give `user` the new password and end every session. Raises ValidationError when it is too easy."""
    give_password(user=user, password=password)
    sign_out_elsewhere(user=user, this_session=None, now=now)
    record(actor=user, action="password.reset", thing=user, now=now)
