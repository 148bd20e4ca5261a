"""The time in which an answer is promised: working hours on days when the organisation is open."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import ceil

from django.utils import timezone
from django.utils.translation import ngettext

from dialogue.models import BrinkComment
from directory.calendar import closed_days

DAY_BEGINS, DAY_ENDS = time(9), time(17)
HOURS_A_DAY = 8
SATURDAY = 6
# An answer that is promised later is promised by nobody: no holiday is that long.
LONGEST_WAIT = timedelta(days=120)
# Below this many working days the hours are told, which is what somebody plans by.
DAYS_TOLD_FROM = 3


@dataclass(frozen=True)
class Clock:
    """What is left of a promised time."""

    promised: timedelta
    left: timedelta

    @property
    def is_over(self) -> bool:
        """Whether the promised time has passed."""
        return self.left <= timedelta(0)

    @property
    def is_soon(self) -> bool:
        """Whether the last quarter has begun."""
        return self.left * 4 <= self.promised

    @property
    def percentage(self) -> int:
        """How much of the dial is still filled."""
        return max(0, round(100 * (self.left / self.promised)))

    @property
    def words(self) -> str:
        """How much is left, as part of a sentence: “3 working days left”."""
        # The hour that runs counts: what was asked this minute has all its days, and “0 hours left” would
        # say that it is over.
        hours = max(1, ceil(self.left / timedelta(hours=1)))
        days = hours // HOURS_A_DAY
        if days >= DAYS_TOLD_FROM:
            return ngettext("%(days)d working day left", "%(days)d working days left", days) % {"days": days}
        return ngettext("%(hours)d working hour left", "%(hours)d working hours left", hours) % {
            "hours": hours
        }


def clocks_for(comments: Iterable[BrinkComment], *, days: int, now: datetime) -> dict[int, Clock]:
    """Return {key: clock} for those of `comments` that wait; one query."""
    moments = {comment.pk: comment.waits_since for comment in comments if comment.waits_since is not None}
    clocks = clocks_of(set(moments.values()), days=days, now=now)
    return {key: clocks[moment] for key, moment in moments.items()}


def clocks_of(moments: Collection[datetime], *, days: int, now: datetime) -> dict[datetime, Clock]:
    """Return for each moment since when somebody waits what is left of `days` working days; one query."""
    if not moments:
        return {}
    today = timezone.localdate(now)
    closed = closed_days(min(timezone.localdate(moment) for moment in moments), today)
    promised = timedelta(hours=HOURS_A_DAY * days)
    return {
        moment: Clock(promised, promised - _worked(moment, now, closed, at_most=promised))
        for moment in moments
    }


def clocks_within(promises: Mapping[int, tuple[datetime, float]], *, now: datetime) -> dict[int, Clock]:
    """Return {key: clock} of promises, each since a moment and for so many working hours; one query."""
    if not promises:
        return {}
    zone = timezone.get_default_timezone()
    first = min(since for since, _hours in promises.values())
    closed = closed_days(timezone.localdate(first, zone), timezone.localdate(now, zone))
    clocks = {}
    for key, (since, hours) in promises.items():
        promised = timedelta(hours=hours)
        clocks[key] = Clock(promised, promised - _worked(since, now, closed, at_most=promised))
    return clocks


def due_after(since: datetime, *, hours: float) -> datetime:
    """Return when so many working hours have passed since a moment; at the latest in LONGEST_WAIT."""
    left = timedelta(hours=hours)
    day = timezone.localdate(since, timezone.get_default_timezone())
    last = day + LONGEST_WAIT
    closed = closed_days(day, last)
    while day < last:
        for begins, ends in _working_spans(day, closed):
            start = max(begins, since)
            if start < ends and left <= ends - start:
                return start + left
            left -= max(timedelta(0), ends - start)
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(last, DAY_ENDS), timezone.get_default_timezone())


def working_time(since: datetime, until: datetime) -> timedelta:
    """Return how much working time lies between two moments; one query."""
    zone = timezone.get_default_timezone()
    closed = closed_days(timezone.localdate(since, zone), timezone.localdate(until, zone))
    return _worked(since, until, closed, at_most=timedelta.max)


def _working_spans(day: date, closed: set[date]) -> list[tuple[datetime, datetime]]:
    if day.isoweekday() >= SATURDAY or day in closed:
        return []
    zone = timezone.get_default_timezone()
    begins, ends = (timezone.make_aware(datetime.combine(day, at), zone) for at in (DAY_BEGINS, DAY_ENDS))
    return [(begins, ends)]


def _worked(since: datetime, until: datetime, closed: set[date], *, at_most: timedelta) -> timedelta:
    """Return how much working time lies between two moments; beyond `at_most` it does not matter."""
    zone = timezone.get_default_timezone()
    worked = timedelta(0)
    day = timezone.localdate(since, zone)
    while day <= timezone.localdate(until, zone) and worked < at_most:
        for begins, ends in _working_spans(day, closed):
            worked += max(timedelta(0), min(ends, until) - max(begins, since))
        day += timedelta(days=1)
    return worked
