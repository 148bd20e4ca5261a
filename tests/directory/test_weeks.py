from datetime import date

from directory.models import Workday
from directory.weeks import week_of

WEDNESDAY = date(2026, 11, 25)
SATURDAY = date(2026, 11, 28)


def worked(*weekdays: int) -> list[Workday]:
    return [Workday(weekday=weekday) for weekday in weekdays]


def test_the_week_runs_from_monday_to_friday_around_today() -> None:
    week = week_of(worked(1, 2, 4), WEDNESDAY)

    assert [day.on.isoformat() for day in week][::4] == ["2026-11-23", "2026-11-27"]
    assert [day.work is not None for day in week] == [True, True, False, True, False]
    assert [day.is_today for day in week] == [False, False, True, False, False]


def test_in_a_weekend_the_coming_week_is_shown() -> None:
    week = week_of(worked(1, 2, 3, 4, 5), SATURDAY)

    assert week[0].on == date(2026, 11, 30)
    assert not any(day.is_today for day in week)


def test_a_weekend_that_is_worked_is_part_of_the_week() -> None:
    week = week_of(worked(5, 6), SATURDAY)

    assert [day.on.isoweekday() for day in week] == [1, 2, 3, 4, 5, 6]
    assert week[-1].is_today
