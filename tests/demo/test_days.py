from datetime import UTC, date, datetime

import pytest

from home.demo.days import Days

WEDNESDAY = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 29, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "ago", "day"),
    [
        (WEDNESDAY, 0, date(2026, 11, 25)),
        (WEDNESDAY, 2, date(2026, 11, 23)),
        (WEDNESDAY, 3, date(2026, 11, 20)),
        (SUNDAY, 0, date(2026, 11, 27)),
        (SUNDAY, 5, date(2026, 11, 20)),
    ],
)
def test_working_days_skip_the_weekend(now: datetime, ago: int, day: date) -> None:
    assert Days(now).worked(ago) == day


def test_a_moment_is_told_in_local_time() -> None:
    assert Days(WEDNESDAY).moment("1 09:14") == datetime(2026, 11, 24, 8, 14, tzinfo=UTC)


def test_nothing_was_said_in_the_future() -> None:
    early = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)

    assert Days(early).moment("0 09:05") < early


def test_what_is_planned_comes_on_a_working_day() -> None:
    assert Days(WEDNESDAY).ahead("3 10:00") == datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def test_a_day_ahead_is_a_working_day_in_the_language_of_the_text() -> None:
    days = Days(WEDNESDAY)

    assert days.fill("Kom op {+3}.", "nl") == "Kom op maandag 30 november."
    assert days.fill("Come on {+3}.", "en") == "Come on Monday 30 November."
