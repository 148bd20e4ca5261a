"""The workdays of a person, as the week on a profile shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from directory.models import Workday


@dataclass(frozen=True)
class WeekDay:
    """A day of the week around a day; `work` is None on a day off."""

    on: date
    is_today: bool
    work: Workday | None


def week_of(workdays: Iterable[Workday], today: date) -> list[WeekDay]:
    """Return Monday to Friday of the week of `today`, and the weekend days that are worked.

    In a weekend of which no day is worked, the coming week.
    """
    by_weekday = {workday.weekday: workday for workday in workdays}
    monday = today - timedelta(days=today.weekday())
    if today.weekday() > 4 and not {6, 7} & by_weekday.keys():
        monday += timedelta(days=7)
    days = [monday + timedelta(days=number) for number in range(7)]
    return [
        WeekDay(day, day == today, by_weekday.get(day.isoweekday()))
        for day in days
        if day.weekday() < 5 or day.isoweekday() in by_weekday
    ]
