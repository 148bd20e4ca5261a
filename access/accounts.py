"""What people change about their own account."""

from datetime import datetime
from itertools import chain, count

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from access.audit import record
from access.devices import sign_out_elsewhere
from access.models import User


class AddressTaken(ValueError):
    """Another account has this mail address."""


class NameTaken(ValueError):
    """Another account signs in with this name."""


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
def choose_shortcuts(*, user: User, uses_shortcuts: bool) -> None:
    """Let single keys do something from now on, or not."""
    user.uses_shortcuts = uses_shortcuts
    user.save(update_fields=["uses_shortcuts"])


def give_password(*, user: User, password: str) -> None:
    """Let `user` sign in with `password` from now on; who calls it records why. Raises ValidationError.

    The sentence of the error says why the password is too easy.
    """
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])


@transaction.atomic
def change_password(*, user: User, password: str, this_session: str | None, now: datetime) -> None:
    """Give `user` the new password and end every session but this one. Raises as `give_password` does."""
    give_password(user=user, password=password)
    record(actor=user, action="password.changed", thing=user, now=now)
    sign_out_elsewhere(user=user, this_session=this_session, now=now)


def change_address(*, user: User, email: str, now: datetime) -> str:
    """Send the mails about signing in to `email` from now on, and return the address before.

    Raises AddressTaken when another account has it.
    """
    return move_address(user=user, email=email, actor=user, now=now)


def move_address(*, user: User, email: str, actor: User | None, now: datetime) -> str:
    """Do as `change_address`, on behalf of `actor`; without one a source said so."""
    before = user.email
    try:
        with transaction.atomic():
            user.email = email
            user.save(update_fields=["email"])
            record(actor=actor, action="address.changed", thing=user, now=now)
    except IntegrityError as error:
        user.email = before
        raise AddressTaken from error
    return before


def rename_account(*, user: User, username: str, actor: User | None, now: datetime) -> None:
    """Let `user` sign in as `username` from now on. Raises NameTaken when another account has that name."""
    if User.objects.filter(username__iexact=username).exclude(pk=user.pk).exists():
        raise NameTaken
    user.username = username
    user.save(update_fields=["username"])
    record(actor=actor, action="account.renamed", thing=user, now=now)


@transaction.atomic
def open_account(
    *, actor: User | None, email: str, full_name: str, username: str = "", now: datetime
) -> User:
    """Return a new account without a password, which waits for an invitation.

    Without a `username` it is made of the address. Raises PermissionDenied unless `actor` is an
    administrator or Brink itself, AddressTaken and NameTaken.
    """
    if actor is not None and not actor.is_superuser:
        raise PermissionDenied("Only an administrator opens accounts.")
    if email and User.objects.filter(email__iexact=email).exists():
        raise AddressTaken
    if username and User.objects.filter(username__iexact=username).exists():
        raise NameTaken
    first_name, _space, last_name = full_name.strip().partition(" ")
    user = User(
        username=username or _free_username(email),
        email=User.objects.normalize_email(email),
        first_name=first_name[:150],
        last_name=last_name.strip()[:150],
    )
    user.set_unusable_password()
    user.save()
    record(actor=actor, action="account.opened", thing=user, now=now)
    return user


def _free_username(email: str) -> str:
    """Return what stands before the @, with a number if somebody is called that already."""
    wanted = slugify(email.partition("@")[0].replace(".", "-")) or "colleague"
    wanted = wanted[:140]
    taken = set(User.objects.filter(username__istartswith=wanted).values_list("username", flat=True))
    taken = {name.lower() for name in taken}
    numbered = (f"{wanted}{number}" for number in count(2))
    return next(name for name in chain([wanted], numbered) if name not in taken)


def refuse_wrong_password(user: User, password: str) -> None:
    """Raise ValidationError at the field `password` unless it is the password of `user`."""
    if not user.check_password(password):
        raise ValidationError({"password": _("This is not your password. Look at capitals and spaces.")})
