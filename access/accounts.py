"""What people change about their own account."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from access.audit import record
from access.models import User


class AddressTaken(ValueError):
    """Another account has this mail address."""


@transaction.atomic
def choose_language(*, user: User, language: str) -> None:
    """Read in `language` from now on; empty is what the browser asks for."""
    user.language = language
    user.save(update_fields=["language"])


@transaction.atomic
def choose_theme(*, user: User, theme: str) -> None:
    """See Brink in `theme` from now on; empty is as the device."""
    user.theme = theme
    user.save(update_fields=["theme"])


@transaction.atomic
def change_password(*, user: User, password: str, now: datetime) -> None:
    """Give `user` the new password. Raises ValidationError when it is too easy."""
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    record(actor=user, action="password.changed", thing=user, now=now)


def change_address(*, user: User, email: str, now: datetime) -> str:
    """Send the mails about signing in to `email` from now on, and return the address before.

    Raises AddressTaken when another account has it.
    """
    before = user.email
    try:
        with transaction.atomic():
            user.email = email
            user.save(update_fields=["email"])
            record(actor=user, action="address.changed", thing=user, now=now)
    except IntegrityError as error:
        user.email = before
        raise AddressTaken from error
    return before


def refuse_wrong_password(user: User, password: str) -> None:
    """Raise ValidationError unless it is the password of `user`."""
    if not user.check_password(password):
        raise ValidationError(_("This is not your password. Look at capitals and spaces."))
