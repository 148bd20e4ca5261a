"""Seeing to it that everyone who wants a digest has a moment for the next one."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from access.models import User
from directory.accounts import accounts_here
from notices.digests.moments import HORIZON, next_digest_at
from notices.hours import Hours, day_of, hours_of
from notices.models import Preference

BATCH = 1_000
# What is left waits for the next turn, so that one turn never takes long.
BATCHES = 20


def plan_digests(now: datetime) -> int:
    """Give a moment to whoever has none, in batches, and return how many accounts were looked at.

    These are people who chose nothing yet, who chose another day, and who came back.
    """
    seen = 0
    for _number in range(BATCHES):
        ids = list(_without_row()[:BATCH])
        Preference.objects.bulk_create([Preference(user_id=pk) for pk in ids], ignore_conflicts=True)
        planned = _plan_batch(now)
        seen += planned
        if not planned and not ids:
            break
    return seen


def coming_digest_at(preference: Preference, now: datetime) -> datetime | None:
    """Return when the next digest of a person comes, also where nobody planned it yet."""
    if preference.next_digest_at is not None and preference.next_digest_at > now:
        return preference.next_digest_at
    hours = hours_around([preference.user_id], now)[preference.user_id]
    return next_digest_at(preference, hours, now)


def hours_around(user_ids: Collection[int], now: datetime) -> dict[int, Hours]:
    """Return {account: its hours} as far as digests are planned, with the week before."""
    today = day_of(now)
    return hours_of(user_ids, today - timedelta(days=7), today + HORIZON)


def can_be_mailed() -> QuerySet[User]:
    """Return the accounts to which a digest could go."""
    return accounts_here().exclude(email="")


def _without_row() -> QuerySet[User, int]:
    return can_be_mailed().filter(notice_preference=None).order_by("pk").values_list("pk", flat=True)


@transaction.atomic
def _plan_batch(now: datetime) -> int:
    waiting = (
        Preference.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(user__in=can_be_mailed(), next_digest_at=None)
        .exclude(digest_rhythm=Preference.Rhythm.NEVER)
        .order_by("pk")[:BATCH]
    )
    preferences = list(waiting)
    hours = hours_around([preference.pk for preference in preferences], now)
    together: dict[datetime | None, list[int]] = defaultdict(list)
    for preference in preferences:
        together[next_digest_at(preference, hours[preference.pk], now)].append(preference.pk)
    # Most people share a few moments.
    for moment, user_ids in together.items():
        Preference.objects.filter(pk__in=user_ids).update(next_digest_at=moment)
    return len(preferences)
