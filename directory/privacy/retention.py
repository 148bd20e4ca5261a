"""Throwing away what is kept long enough, by the periods that the organisation chose."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from access.models import Invitation
from directory.models import ImportRun, Person, PersonChange, PrivacySettings
from directory.privacy.erasing import erase_in_background
from directory.privacy.my_data import drop_expired

BATCH_SIZE = 1000

Rows: TypeAlias = "QuerySet[Any]"  # Any: rows of any model


@dataclass(frozen=True)
class Period:
    """A setting with a number of days, and the rows that are older than a moment."""

    setting: str
    older_than: Callable[[datetime], Rows]


def ended_sessions(moment: datetime) -> Rows:
    """Return the sessions of browsers that were last used before `moment`."""
    unused = UserSession.objects.filter(last_seen_at__lt=moment).values("session_key")
    return Session.objects.filter(session_key__in=unused)


def closed_invitations(moment: datetime) -> Rows:
    """Return the invitations that ended before `moment`, or whose link did."""
    ended = Q(accepted_at__lt=moment) | Q(withdrawn_at__lt=moment)
    return Invitation.objects.filter(ended | Q(accepted_at=None, withdrawn_at=None, expires_at__lt=moment))


# Who typed an address and who let somebody leave is asked as long as they stand: by the last change of each.
REMEMBERED = ("email", "left_on")


def forgettable_changes(moment: datetime) -> Rows:
    """Return the changes of profiles before `moment`, but for last words that still matter."""
    later = PersonChange.objects.filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")),
        person=OuterRef("person"),
        field=OuterRef("field"),
    )
    is_last_word = Q(field__in=REMEMBERED, by__isnull=False) & ~Exists(later)
    return PersonChange.objects.filter(at__lt=moment).exclude(is_last_word)


PERIODS = [
    Period("keep_changes_days", forgettable_changes),
    Period("keep_sessions_days", ended_sessions),
    Period("keep_sessions_days", lambda moment: UserSession.objects.filter(last_seen_at__lt=moment)),
    Period("keep_invitations_days", closed_invitations),
    Period("keep_imports_days", lambda moment: ImportRun.objects.filter(started_at__lt=moment)),
    Period(
        "keep_failed_tasks_days", lambda moment: DBTaskResult.objects.failed().filter(finished_at__lt=moment)
    ),
]


def apply_periods(now: datetime) -> dict[str, int]:
    """Throw away all that is too old, a batch at a time, and return {model: how many rows}.

    Former colleagues whose time is over are erased by tasks of their own.
    """
    kept = PrivacySettings.load()
    gone: dict[str, int] = {}
    for period in PERIODS:
        rows = period.older_than(now - timedelta(days=getattr(kept, period.setting)))
        label = rows.model._meta.label
        gone[label] = gone.get(label, 0) + _delete(rows)
    # Sessions that ran out by themselves; nobody can use them.
    gone["sessions.Session"] = gone.get("sessions.Session", 0) + _delete(
        Session.objects.filter(expire_date__lt=now)
    )
    gone["directory.DataArchive"] = drop_expired(now)
    for person_id in people_to_erase(kept, now):
        erase_in_background.enqueue(person_id, kept.policy, None, "")
    return gone


def people_to_erase(kept: PrivacySettings, now: datetime) -> list[int]:
    """Return the keys of the former colleagues whose time is over."""
    if kept.erase_after_days is None:
        return []
    last_day = timezone.localdate(now) - timedelta(days=kept.erase_after_days)
    former = Person.objects.filter(left_on__lte=last_day, erased_at=None)
    return list(former.order_by("pk").values_list("pk", flat=True))


def _delete(rows: Rows) -> int:
    count = 0
    while pks := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH_SIZE]):
        with transaction.atomic():
            rows.model._base_manager.filter(pk__in=pks).delete()
        count += len(pks)
    return count
