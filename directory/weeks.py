"""The week of a person, as their profile shows it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext, pgettext

from directory.models import Absence, Workday


@dataclass(frozen=True)
class WeekDay:
    """A day of the week around a day; `work` is None on a day off."""

    on: date
    is_today: bool
    work: Workday | None
    is_closed: bool = False
    is_away: bool = False
    names_location: bool = True

    @property
    def is_worked(self) -> bool:
        """Whether the person works on this very day."""
        return self.work is not None and not self.is_closed and not self.is_away

    @property
    def words(self) -> str:
        """Where the person is, in a word or two."""
        if self.work is None:
            return pgettext("a day of the week", "off")
        if self.is_closed:
            return pgettext("a day of the week", "closed")
        if self.is_away:
            return pgettext("a day of the week", "away")
        if self.work.place == Workday.Place.HOME:
            return pgettext("a day of the week", "home")
        if self.work.place == Workday.Place.ROAD:
            return pgettext("a day of the week", "on the road")
        if self.names_location and self.work.location:
            return self.work.location.name
        return pgettext("a day of the week", "office")

    @property
    def times(self) -> str:
        """Between which times the person works, where these are known."""
        if self.work is None or not self.is_worked:
            return ""
        starts, ends = self.work.starts_at, self.work.ends_at
        if starts and ends:
            return f"{_clock(starts)}\N{EN DASH}{_clock(ends)}"
        if starts:
            return gettext("from %(start)s") % {"start": _clock(starts)}
        return gettext("until %(end)s") % {"end": _clock(ends)} if ends else ""


def hours_in_words(week: Iterable[WeekDay]) -> str:
    """Return the hours of the days that are worked, the days with equal hours together.

    Without the names of days where every day has the same hours; nothing where no hours are known.
    """
    days: dict[str, list[str]] = {}
    worked = [day for day in week if day.is_worked]
    for day in worked:
        if day.times:
            days.setdefault(day.times, []).append(date_format(day.on, "D"))
    if len(days) == 1 and all(day.times for day in worked):
        return next(iter(days))
    return "; ".join(f"{', '.join(names)} {times}" for times, names in days.items())


def week_of(
    workdays: Iterable[Workday],
    today: date,
    *,
    closed: Collection[date] = (),
    absences: Iterable[Absence] = (),
    names_location: bool = True,
) -> list[WeekDay]:
    """Return Monday to Friday of the week of `today`, and the weekend days that are worked.

    In a weekend of which no day is worked, the coming week. `names_location` is untrue for who may not know
    the place.
    """
    by_weekday = {workday.weekday: workday for workday in workdays}
    absences = list(absences)
    return [
        WeekDay(
            on=day,
            is_today=day == today,
            work=by_weekday.get(day.isoweekday()),
            is_closed=day in closed,
            is_away=any(_covers(absence, day) for absence in absences),
            names_location=names_location,
        )
        for day in days_of_week(today, works_in_weekend=bool({6, 7} & by_weekday.keys()))
        if day.weekday() < 5 or day.isoweekday() in by_weekday
    ]


def days_of_week(today: date, *, works_in_weekend: bool) -> list[date]:
    """Return Monday to Sunday of the week of `today`, or of the coming week in a weekend that is free."""
    monday = today - timedelta(days=today.weekday())
    if today.weekday() > 4 and not works_in_weekend:
        monday += timedelta(days=7)
    return [monday + timedelta(days=number) for number in range(7)]


def _covers(absence: Absence, day: date) -> bool:
    return absence.starts_on <= day and (absence.ends_on is None or day <= absence.ends_on)


def _clock(at: time) -> str:
    return time_format(at)
