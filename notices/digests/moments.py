"""When the next digest of a person comes: on a workday of theirs, at the time that they chose."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from notices.hours import Hours, day_of
from notices.models import Preference

# So far ahead is looked for a workday; after a longer absence it is reckoned anew.
HORIZON = timedelta(days=34)
# A weekly digest that was put off does not come close before the next.
REST = {Preference.Rhythm.WEEKLY: timedelta(days=3)}


def next_digest_at(preference: Preference, hours: Hours, now: datetime) -> datetime | None:
    """Return the first moment after `now` at which a digest is due, or None where none is wanted.

    Without any workday in `hours` it is on their last day, a day off: a moment to reckon it anew.
    """
    if preference.digest_rhythm == Preference.Rhythm.NEVER:
        return None
    days = _weekly(preference, hours, now) if _is_weekly(preference) else _workdays(hours, now)
    return _first_after(now, preference, hours, days)


def digest_put_off(preference: Preference, hours: Hours, now: datetime) -> datetime:
    """Return when a digest comes that was due on what turned out to be a day off: on the next workday."""
    return _first_after(now, preference, hours, _workdays(hours, now))


def after_this_one(preference: Preference, hours: Hours, now: datetime) -> datetime | None:
    """Return the moment of the digest that follows on the one of `now`."""
    rest = REST[Preference.Rhythm.WEEKLY] if _is_weekly(preference) else timedelta(0)
    return next_digest_at(preference, hours, now + rest)


def _is_weekly(preference: Preference) -> bool:
    return preference.digest_rhythm == Preference.Rhythm.WEEKLY


def _first_after(now: datetime, preference: Preference, hours: Hours, days: Iterable[date]) -> datetime:
    moments = (_moment(day, preference) for day in days)
    return next((moment for moment in moments if moment > now), _moment(hours.last, preference))


def _moment(day: date, preference: Preference) -> datetime:
    # A time that the clock skips is an hour later; of one that comes twice it is the first.
    local = datetime.combine(day, preference.digest_at, timezone.get_default_timezone())
    return local.astimezone(UTC)


def _workdays(hours: Hours, now: datetime) -> Iterator[date]:
    return (day for day in _days(hours, now) if not hours.is_free(day))


def _weekly(preference: Preference, hours: Hours, now: datetime) -> Iterator[date]:
    """Yield for each week, which ends on the day that was chosen, its last workday."""
    for day in _days(hours, now):
        if day.isoweekday() == preference.digest_weekday:
            week = (day - timedelta(days=number) for number in range(7))
            if worked := next((day for day in week if not hours.is_free(day)), None):
                yield worked


def _days(hours: Hours, now: datetime) -> Iterator[date]:
    today = day_of(now)
    return (today + timedelta(days=number) for number in range((hours.last - today).days + 1))
