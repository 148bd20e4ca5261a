"""When an event is: moments are stored, and read out by the clock on the wall where it is."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from directory.calendar import closed_days
from groups.models import GroupEvent

SATURDAY = 6
# No holiday is longer than the days that are looked at for the working day before.
LOOKED_BACK = timedelta(days=14)

# Where colleagues are who do not work where the organisation is; its own zone comes first.
ZONES: dict[str, Promise] = {
    "Europe/Amsterdam": gettext_lazy("the Netherlands"),
    "America/Kralendijk": gettext_lazy("Bonaire, Sint Eustatius, Saba"),
    "America/Curacao": gettext_lazy("Aruba, Curaçao, Sint Maarten"),
    "America/Paramaribo": gettext_lazy("Suriname"),
    "Europe/London": gettext_lazy("the United Kingdom"),
    "America/New_York": gettext_lazy("the east of the United States"),
    "Asia/Jakarta": gettext_lazy("western Indonesia"),
    "UTC": gettext_lazy("world time (UTC)"),
}


class NoSuchMoment(ValueError):
    """The clock there shows this hour never, or twice; `sentence` says which."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def zone_of(event: GroupEvent) -> ZoneInfo:
    """Return the time zone where the event is."""
    return _zone(event.time_zone)


def name_of_zone(name: str) -> str:
    """Return how readers call a time zone."""
    return str(ZONES[name]) if name in ZONES else name.rpartition("/")[2].replace("_", " ")


def moment_at(day: date, at: time, zone_name: str) -> datetime:
    """Return the moment at which the clock in that zone shows this. Raises NoSuchMoment."""
    zone = _zone(zone_name)
    moment = datetime.combine(day, at, zone)
    shown = {"day": date_format(day, "DATE_FORMAT"), "time": time_format(at, "TIME_FORMAT")}
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise NoSuchMoment(
            _("On %(day)s the clock goes forward and skips %(time)s. Choose another hour.") % shown
        )
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        raise NoSuchMoment(
            _("On %(day)s the clock goes back: %(time)s comes twice. Choose another hour.") % shown
        )
    return moment.astimezone(UTC)


def in_words(event: GroupEvent, zone: ZoneInfo | None = None) -> str:
    """Return when it is: “Thursday 26 November 2026, 12:15 to 13:00”, by the clock there or in `zone`."""
    starts = event.starts_at.astimezone(zone or zone_of(event))
    ends = event.ends_at.astimezone(zone or zone_of(event))
    words = {
        "day": date_format(starts, "l j F Y"),
        "start": time_format(starts.time(), "TIME_FORMAT"),
        "end": time_format(ends.time(), "TIME_FORMAT"),
        "last": date_format(ends, "l j F Y"),
    }
    if starts.date() == ends.date():
        return pgettext("a day and times", "%(day)s, %(start)s to %(end)s") % words
    return pgettext("two days and times", "%(day)s, %(start)s to %(last)s, %(end)s") % words


def times_in_words(event: GroupEvent, zone: ZoneInfo | None = None) -> str:
    """Return from when until when on its one day: “12:15 to 13:00”; nothing where it takes more than one."""
    starts = event.starts_at.astimezone(zone or zone_of(event))
    ends = event.ends_at.astimezone(zone or zone_of(event))
    if starts.date() != ends.date():
        return ""
    words = {
        "start": time_format(starts.time(), "TIME_FORMAT"),
        "end": time_format(ends.time(), "TIME_FORMAT"),
    }
    return _("%(start)s to %(end)s") % words


def elsewhere_in_words(event: GroupEvent) -> str:
    """Return when it is by the clock of the organisation, where that shows another time; else nothing."""
    here = _zone(settings.TIME_ZONE)
    if event.starts_at.astimezone(here).utcoffset() == event.starts_at.astimezone(zone_of(event)).utcoffset():
        return ""
    is_same_day = event.starts_at.astimezone(here).date() == day_of(event)
    return (times_in_words(event, here) if is_same_day else "") or in_words(event, here)


def day_of(event: GroupEvent) -> date:
    """Return on which day it begins, where it is."""
    return event.starts_at.astimezone(zone_of(event)).date()


def working_day_before(day: date) -> date:
    """Return the last working day before `day`; one query."""
    closed = closed_days(day - LOOKED_BACK, day)
    found = day - timedelta(days=1)
    while found > day - LOOKED_BACK and (found.isoweekday() >= SATURDAY or found in closed):
        found -= timedelta(days=1)
    return found


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
