"""The clock of a promise: working hours, on days when the organisation is open."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone, translation

from dialogue.promises import Clock, clocks_of
from directory.models import ClosingDay

pytestmark = pytest.mark.django_db


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=timezone.get_current_timezone())


def left(since: datetime, now: datetime, days: int = 2) -> timedelta:
    return clocks_of([since], days=days, now=now)[since].left


def test_only_working_hours_count() -> None:
    assert left(at(23, 9), at(23, 9)) == timedelta(hours=16)
    assert left(at(23, 15), at(24, 10)) == timedelta(hours=13)
    # Asked in the evening, it begins in the morning.
    assert left(at(23, 21), at(24, 8)) == timedelta(hours=16)


def test_a_weekend_and_a_closing_day_do_not_count() -> None:
    ClosingDay.objects.create(on=at(24, 12).date(), name="Personeelsdag")

    assert left(at(20, 16), at(23, 10)) == timedelta(hours=14)
    assert left(at(23, 16), at(25, 10)) == timedelta(hours=14)


def test_a_promise_from_long_ago_is_over_and_costs_no_more(django_assert_num_queries: object) -> None:
    long_ago = datetime(2016, 1, 4, tzinfo=timezone.get_current_timezone())

    with django_assert_num_queries(1):  # type: ignore[operator]  # the fixture has no type
        clocks = clocks_of([long_ago, at(23, 9)], days=2, now=at(23, 12))

    assert [clock.is_over for clock in clocks.values()] == [True, False]


@pytest.mark.parametrize(
    ("hours", "english", "dutch"),
    [
        (40, "5 working days left", "nog 5 werkdagen"),
        (23.5, "3 working days left", "nog 3 werkdagen"),
        (22.5, "23 working hours left", "nog 23 werkuren"),
        (1, "1 working hour left", "nog 1 werkuur"),
        (0.2, "1 working hour left", "nog 1 werkuur"),
    ],
)
def test_words_stand_beside_the_dial(hours: float, english: str, dutch: str) -> None:
    clock = Clock(promised=timedelta(hours=80), left=timedelta(hours=hours))

    with translation.override("en"):
        assert clock.words == english
    with translation.override("nl"):
        assert clock.words == dutch


def test_the_last_quarter_is_soon() -> None:
    promised = timedelta(hours=16)

    assert not Clock(promised, timedelta(hours=5)).is_soon
    assert Clock(promised, timedelta(hours=4)).is_soon
    assert Clock(promised, timedelta(hours=4)).percentage == 25
    assert Clock(promised, timedelta(0)).is_over
