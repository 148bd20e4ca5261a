from datetime import date, time

from directory.models import Workday
from directory.weeks import hours_in_words, week_of

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


def test_hours_are_told_once_when_every_day_has_the_same() -> None:
    week = week_of([at(1, 8, 17), at(2, 8, 17)], WEDNESDAY)

    assert hours_in_words(week) == "8.00–17.00"  # noqa: RUF001  # as a span of hours is written


def test_hours_that_differ_are_told_with_their_days() -> None:
    week = week_of([at(1, 8, 17), at(2, 8, 17), at(5, 8, 12)], WEDNESDAY)

    assert hours_in_words(week) == "ma, di 8.00–17.00; vr 8.00–12.00"  # noqa: RUF001  # as above


def test_hours_of_a_day_that_is_not_worked_are_not_told() -> None:
    week = week_of([at(1, 8, 17), at(2, 9, 12)], WEDNESDAY, closed={date(2026, 11, 24)})

    assert hours_in_words(week) == "8.00–17.00"  # noqa: RUF001  # as above
    assert hours_in_words(week_of(worked(1, 2), WEDNESDAY)) == ""


def at(weekday: int, start: int, end: int) -> Workday:
    return Workday(weekday=weekday, starts_at=time(start), ends_at=time(end))
