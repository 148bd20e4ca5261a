"""When a person may be disturbed: not in their quiet hours, nor in their free time unless they want to."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias

from django.db.models import Q
from django.utils import timezone

from directory.calendar import closed_days
from directory.models import Absence, Workday
from notices.models import Preference

# Whoever told nothing of their week works on these; 1 is Monday.
OFFICE_WEEK = range(1, 6)

# From a time until another, which is not part of it; None is midnight at the end of the day.
Span: TypeAlias = tuple[time, time | None]
WHOLE_DAY: Span = (time.min, None)
# Whoever is away longer reads of it in a digest.
LOOKED_AHEAD = timedelta(days=14)


def day_of(now: datetime) -> date:
    """Return which day it is at `now` where the organisation is."""
    return timezone.localdate(now, timezone.get_default_timezone())


@dataclass(frozen=True)
class Hours:
    """The hours of one person on the days from `first` to `last`; other days count as free."""

    first: date
    last: date
    # {weekday: from when until when they work}
    week: Mapping[int, Span]
    # Absences and closing days.
    free_days: Collection[date]
    quiet_from: time
    quiet_until: time
    is_quiet_when_free: bool

    def is_free(self, day: date) -> bool:
        """Tell whether the person does not work on `day`."""
        return (
            not self.first <= day <= self.last or day.isoweekday() not in self.week or day in self.free_days
        )

    def is_quiet(self, moment: datetime) -> bool:
        """Tell whether the person is not to be disturbed at `moment`."""
        local = timezone.localtime(moment, timezone.get_default_timezone())
        return not any(_holds(span, local.time()) for span in self._open_spans(local.date()))

    def next_moment(self, now: datetime) -> datetime | None:
        """Return the first moment from `now` on that is not quiet, or None where the days hold none."""
        if not self.is_quiet(now):
            return now
        later = (moment for moment in self._openings() if moment > now)
        return next((moment for moment in later if not self.is_quiet(moment)), None)

    def _openings(self) -> Iterator[datetime]:
        zone = timezone.get_default_timezone()
        for number in range((self.last - self.first).days + 1):
            day = self.first + timedelta(days=number)
            # In the night in which the clock goes back an hour comes twice.
            yield from sorted(
                datetime.combine(day, start, zone).replace(fold=fold).astimezone(UTC)
                for start, _end in self._open_spans(day)
                for fold in (0, 1)
            )

    def _open_spans(self, day: date) -> list[Span]:
        """Return between which times of `day` the person may be disturbed."""
        if not self.first <= day <= self.last:
            return []
        awake = _outside(self.quiet_from, self.quiet_until)
        if not self.is_quiet_when_free:
            return awake
        if self.is_free(day):
            return []
        # Who works in their quiet hours alone would never hear: there the quiet hours decide.
        return _within(awake, self.week[day.isoweekday()]) or awake


def hours_of(user_ids: Collection[int], first: date, last: date) -> dict[int, Hours]:
    """Return {account: its hours} for each of `user_ids` on the days from `first` to `last`; four queries.

    Whoever chose nothing has the quiet hours that everyone begins with; whoever told nothing of their week,
    or stands in no directory, works from Monday to Friday.
    """
    chosen = {
        user_id: (quiet_from, quiet_until, is_quiet_when_free)
        for user_id, quiet_from, quiet_until, is_quiet_when_free in Preference.objects.filter(
            user__in=user_ids
        ).values_list("user_id", "quiet_from", "quiet_until", "is_quiet_when_free")
    }
    weeks = _weeks_of(user_ids)
    office_week = dict.fromkeys(OFFICE_WEEK, WHOLE_DAY)
    closed = frozenset(closed_days(first, last))
    away = _days_away(user_ids, first, last)
    defaults = Preference()
    found = {}
    for user_id in user_ids:
        quiet_from, quiet_until, is_quiet_when_free = chosen.get(
            user_id, (defaults.quiet_from, defaults.quiet_until, defaults.is_quiet_when_free)
        )
        found[user_id] = Hours(
            first=first,
            last=last,
            week=weeks.get(user_id, office_week),
            free_days=closed | away[user_id] if user_id in away else closed,
            quiet_from=quiet_from,
            quiet_until=quiet_until,
            is_quiet_when_free=is_quiet_when_free,
        )
    return found


def hours_from(user_ids: Collection[int], now: datetime) -> dict[int, Hours]:
    """Return {account: its hours} on the days from `now` on for which a mail may wait."""
    today = day_of(now)
    return hours_of(user_ids, today, today + LOOKED_AHEAD)


def _weeks_of(user_ids: Collection[int]) -> dict[int, dict[int, Span]]:
    weeks: dict[int, dict[int, Span]] = defaultdict(dict)
    rows = Workday.objects.filter(person__user__in=user_ids).order_by()
    for user_id, weekday, starts_at, ends_at in rows.values_list(
        "person__user", "weekday", "starts_at", "ends_at"
    ):
        weeks[user_id][weekday] = (starts_at or time.min, ends_at)
    return weeks


def _days_away(user_ids: Collection[int], first: date, last: date) -> dict[int, set[date]]:
    away: dict[int, set[date]] = defaultdict(set)
    rows = Absence.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=first), person__user__in=user_ids, starts_on__lte=last
    ).order_by()
    for user_id, starts_on, ends_on in rows.values_list("person__user", "starts_on", "ends_on"):
        begins, ends = max(starts_on, first), min(ends_on or last, last)
        away[user_id] |= {begins + timedelta(days=number) for number in range((ends - begins).days + 1)}
    return away


def _outside(quiet_from: time, quiet_until: time) -> list[Span]:
    """Return what is left of a day; from and until the same time is no quiet at all."""
    if quiet_from == quiet_until:
        return [WHOLE_DAY]
    if quiet_from > quiet_until:
        return [(quiet_until, quiet_from)]
    before: list[Span] = [(time.min, quiet_from)] if quiet_from > time.min else []
    return [*before, (quiet_until, None)]


def _within(spans: list[Span], limit: Span) -> list[Span]:
    """Return what of `spans` lies within `limit`."""
    cut = [(max(start, limit[0]), _sooner(end, limit[1])) for start, end in spans]
    return [(start, end) for start, end in cut if end is None or start < end]


def _sooner(one: time | None, other: time | None) -> time | None:
    return min((end for end in (one, other) if end is not None), default=None)


def _holds(span: Span, at: time) -> bool:
    start, end = span
    return start <= at and (end is None or at < end)
