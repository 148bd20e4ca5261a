from datetime import date

from directory.weeks import week_of

WEDNESDAY = date(2026, 11, 25)
SATURDAY = date(2026, 11, 28)


def test_the_week_runs_from_monday_to_friday_around_today() -> None:
    week = week_of("124", WEDNESDAY)

    assert [day.on.isoformat() for day in week][::4] == ["2026-11-23", "2026-11-27"]
    assert [day.is_worked for day in week] == [True, True, False, True, False]
    assert [day.is_today for day in week] == [False, False, True, False, False]


def test_in_a_weekend_the_coming_week_is_shown() -> None:
    week = week_of("12345", SATURDAY)

    assert week[0].on == date(2026, 11, 30)
    assert not any(day.is_today for day in week)
