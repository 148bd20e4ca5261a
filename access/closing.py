"""Closing an account, so that nothing that was given for it opens anything any more."""

from collections.abc import Iterable
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from access.audit import record
from access.models import FeedKey, Invitation, OwnToken, User


@transaction.atomic
def close_accounts(*, users: Iterable[User], actor: User | None, now: datetime) -> list[User]:
    """Close the accounts and return those that were open; their sessions, keys and invitations end.

    What they may do stays with them, and opens nothing while they are closed. Who calls it has checked
    that `actor` may; without an actor Brink does it itself.
    """
    ids = [user.pk for user in users]
    closing = list(User.objects.select_for_update().filter(pk__in=ids, is_active=True).order_by("pk"))
    User.objects.filter(pk__in=[user.pk for user in closing]).update(is_active=False)
    sessions = UserSession.objects.filter(user__in=ids)
    Session.objects.filter(session_key__in=list(sessions.values_list("session_key", flat=True))).delete()
    sessions.delete()
    FeedKey.objects.filter(user__in=ids).delete()
    OwnToken.objects.filter(user__in=ids).delete()
    Invitation.objects.open().filter(user__in=ids).update(withdrawn_at=now)
    for user in closing:
        record(actor=actor, action="account.closed", thing=user, now=now)
    return closing


@transaction.atomic
def reopen_accounts(*, users: Iterable[User], actor: User | None, now: datetime) -> list[User]:
    """Open the accounts again and return those that were closed; what had ended stays so."""
    ids = [user.pk for user in users]
    opening = list(User.objects.select_for_update().filter(pk__in=ids, is_active=False).order_by("pk"))
    User.objects.filter(pk__in=[user.pk for user in opening]).update(is_active=True)
    for user in opening:
        record(actor=actor, action="account.opened", thing=user, details={"again": True}, now=now)
    return opening
