"""The workdays of a person, as the week on a profile shows them."""

from datetime import date, timedelta
from typing import NamedTuple


class Workday(NamedTuple):
    """One of the five workdays of the week around a day."""

    on: date
    is_today: bool
    is_worked: bool


def week_of(workdays: str, today: date) -> list[Workday]:
    """Return Monday to Friday of the week of `today`.

    `workdays` holds a digit per day that is worked, 1 for Monday. In a weekend, the coming week.
    """
    monday = today - timedelta(days=today.weekday())
    if today.weekday() > 4:
        monday += timedelta(days=7)
    days = [monday + timedelta(days=number) for number in range(5)]
    return [Workday(day, day == today, str(day.isoweekday()) in workdays) for day in days]
