"""Inviting someone to sign in: a mail with a link that works once, until it runs out or is withdrawn."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.accounts import give_password
from access.audit import record
from access.mail import full_address, language_of, send_mail
from access.models import Invitation, User
from background.queue import task

LIFETIME = timedelta(days=14)
SALT = "access.invitation"
# Not in the alphabet of signatures, and needs no escape in an address.
SEPARATOR = "~"


class Refused(Exception):
    """The invitation cannot be sent; the sentence says what to do instead."""

    sentence: str | Promise = ""


class NoAddress(Refused):
    sentence = _("This account has no e-mail address. Fill it in first, and invite again.")


class AlreadyComesIn(Refused):
    sentence = _("This colleague has a password already, and can ask for a new one at the sign-in screen.")


class ClosedAccount(Refused):
    sentence = _("This account is closed. Open it first, and invite again.")


class NoLongerOpen(Refused):
    sentence = _("This invitation was taken up or withdrawn meanwhile.")


class BadLink(Exception):
    """The link leads nowhere."""


class ForgedLink(BadLink):
    """Nobody sent this link."""


class WornLink(BadLink):
    """The link was sent, and works no more."""


class UsedLink(WornLink):
    pass


class WithdrawnLink(WornLink):
    pass


class ExpiredLink(WornLink):
    """Too old, or sent again since."""


@transaction.atomic
def invite(*, actor: User | None, user: User, now: datetime) -> Invitation:
    """Mail `user` a link to choose a first password, and return the invitation; an open one is sent again.

    Raises PermissionDenied unless `actor` is an administrator, and Refused with the reason. Without an actor
    it is Brink that invites, such as after an import of people.
    """
    _check(actor)
    # Locked, so that of two who invite at once the second sends again.
    user = User.objects.select_for_update().get(pk=user.pk)
    _refuse_whom_it_is_not_for(user)
    open_one = Invitation.objects.open().filter(user=user).first()
    if open_one is not None:
        return resend(actor=actor, invitation=open_one, now=now)
    invitation = Invitation.objects.create(
        user=user, invited_by=actor, invited_at=now, expires_at=now + LIFETIME
    )
    record(actor=actor, action="invitation.sent", thing=user, now=now)
    _mail_later(invitation)
    return invitation


@transaction.atomic
def resend(*, actor: User | None, invitation: Invitation, now: datetime) -> Invitation:
    """Mail a new link, after which the earlier ones are void. Raises as `invite` does, and NoLongerOpen."""
    _check(actor)
    locked = _lock_open(invitation)
    _refuse_whom_it_is_not_for(locked.user)
    locked.sending_number += 1
    locked.expires_at = now + LIFETIME
    locked.save(update_fields=["sending_number", "expires_at"])
    record(actor=actor, action="invitation.sent", thing=locked.user, now=now)
    _mail_later(locked)
    return locked


@transaction.atomic
def withdraw(*, actor: User | None, invitation: Invitation, now: datetime) -> Invitation:
    """Make every link of the invitation void. Raises PermissionDenied and NoLongerOpen."""
    _check(actor)
    locked = _lock_open(invitation)
    locked.withdrawn_at = now
    locked.save(update_fields=["withdrawn_at"])
    record(actor=actor, action="invitation.withdrawn", thing=locked.user, now=now)
    return locked


def find_by_link(token: str, *, now: datetime) -> Invitation:
    """Return the invitation that the link of a mail belongs to. Raises BadLink."""
    try:
        number, _dash, sending_number = _signer().unsign(token).partition("-")
    except BadSignature as error:
        raise ForgedLink from error
    invitation = Invitation.objects.select_related("user").filter(pk=number).first()
    if invitation is None:
        raise ExpiredLink
    if invitation.accepted_at is not None:
        raise UsedLink
    if invitation.withdrawn_at is not None or not invitation.user.is_active:
        raise WithdrawnLink
    if invitation.has_run_out(now) or str(invitation.sending_number) != sending_number:
        raise ExpiredLink
    return invitation


@transaction.atomic
def accept(*, token: str, password: str, now: datetime) -> User:
    """Give the invited account its password and return it; the link works no more.

    Raises BadLink, and ValidationError when the password is too easy.
    """
    invitation = find_by_link(token, now=now)
    # Of two who use the link at once, the second finds it used.
    Invitation.objects.select_for_update().get(pk=invitation.pk)
    invitation = find_by_link(token, now=now)
    user = invitation.user
    give_password(user=user, password=password)
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    record(actor=user, action="invitation.accepted", thing=user, now=now)
    return user


def link_of(invitation: Invitation) -> str:
    """Return the address by which the invitation is taken up."""
    token = _signer().sign(f"{invitation.pk}-{invitation.sending_number}")
    return full_address(reverse("access:invitation", args=[token]))


@task(idempotent=True)
def mail_invitation(invitation_id: int, sending_number: int) -> None:
    """Mail the link of this sending, at most once and only while it is the last."""
    # Marked before it is sent: a mail that is lost can be sent again by hand, two at once cannot be undone.
    marked = (
        Invitation.objects.open()
        .filter(pk=invitation_id, sending_number=sending_number, mailed_number__lt=F("sending_number"))
        .update(mailed_number=sending_number)
    )
    if not marked:
        return
    invitation = Invitation.objects.select_related("user", "invited_by").get(pk=invitation_id)
    send_mail(
        to=invitation.user.email,
        language=language_of(invitation.user),
        subject=_("Come and join us on Brink"),
        template="invitation",
        context={
            "user": invitation.user,
            "host": invitation.invited_by,
            "url": link_of(invitation),
            "until": invitation.expires_at,
        },
    )


def _mail_later(invitation: Invitation) -> None:
    transaction.on_commit(lambda: mail_invitation.enqueue(invitation.pk, invitation.sending_number))


def _lock_open(invitation: Invitation) -> Invitation:
    locked = Invitation.objects.open().select_for_update().filter(pk=invitation.pk).first()
    if locked is None:
        raise NoLongerOpen
    return locked


def _refuse_whom_it_is_not_for(user: User) -> None:
    if not user.is_active:
        raise ClosedAccount
    if user.has_usable_password():
        raise AlreadyComesIn
    if not user.email:
        raise NoAddress


def _check(actor: User | None) -> None:
    if actor is not None and not actor.is_superuser:
        raise PermissionDenied("Only an administrator invites.")


def _signer() -> Signer:
    return Signer(salt=SALT, sep=SEPARATOR)
