"""The answer clock, over weekends, holidays, part-time days and the nights in which the clock changes."""

from datetime import UTC, date, datetime, time, timedelta

import holidays
import pytest
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dialogue.promises import clocks_within, due_after, working_time
from directory.models import Absence, ClosingDay, Person, Workday
from groups.experts import there_at
from groups.services.route import is_working_moment
from tests.factories.directory import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

# Holidays of the years in which `MOMENTS` are, and a day that the organisation chose itself.
OWN_DAY = date(2026, 12, 31)
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 3 * 365 * 24 * 3600).map(lambda seconds: BEGIN + timedelta(seconds=seconds))
HOURS = st.integers(1, 80)
# The nights in which an hour is skipped and in which one comes twice, and the last hours before Christmas.
SPRING, AUTUMN = datetime(2026, 3, 27, 15, 30, tzinfo=UTC), datetime(2026, 10, 23, 15, 30, tzinfo=UTC)
CHRISTMAS = datetime(2026, 12, 24, 15, 30, tzinfo=UTC)

quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def own_day(db: None) -> None:
    ClosingDay.objects.create(on=OWN_DAY, name="Oudjaar")


def is_open(moment: datetime) -> bool:
    """Say by other means whether the clock runs."""
    local = timezone.localtime(moment)
    dutch = holidays.country_holidays("NL", years=local.year)
    is_workday = local.isoweekday() <= 5 and local.date() not in dutch and local.date() != OWN_DAY
    return is_workday and time(9) <= local.time() < time(17)


@quick
@given(MOMENTS, HOURS)
@example(SPRING, 8)
@example(AUTUMN, 8)
@example(CHRISTMAS, 16)
def test_when_it_is_due_just_so_many_working_hours_have_passed(since: datetime, hours: int) -> None:
    due = due_after(since, hours=hours)

    assert working_time(since, due) == timedelta(hours=hours)
    assert is_open(due - timedelta(seconds=1))


@quick
@given(MOMENTS, HOURS, HOURS)
@example(AUTUMN, 3, 9)
def test_two_waits_after_each_other_are_one_wait(since: datetime, first: int, second: int) -> None:
    in_turn = due_after(due_after(since, hours=first), hours=second)

    assert in_turn == due_after(since, hours=first + second)


@quick
@given(MOMENTS, MOMENTS, HOURS)
def test_who_asks_first_is_answered_first(one: datetime, other: datetime, hours: int) -> None:
    earlier, later = sorted((one, other))

    assert due_after(earlier, hours=hours) <= due_after(later, hours=hours)
    assert later < due_after(later, hours=hours / 2) < due_after(later, hours=hours)


@quick
@given(MOMENTS, HOURS, st.integers(-3000, 3000))
@example(SPRING, 8, 0)
def test_the_dial_is_empty_from_the_moment_that_was_promised(
    since: datetime, hours: int, minutes: int
) -> None:
    due = due_after(since, hours=hours)
    now = max(since, due + timedelta(minutes=minutes))

    clock = clocks_within({1: (since, hours)}, now=now)[1]

    assert clock.is_over == (now >= due)
    assert 0 <= clock.percentage <= 100


@quick
@given(MOMENTS)
@example(datetime(2026, 12, 31, 10, tzinfo=UTC))
@example(datetime(2026, 4, 27, 10, tzinfo=UTC))
def test_steps_are_taken_while_the_organisation_works(moment: datetime) -> None:
    # At five the clock has just stopped, and nothing more happens.
    at_five = timezone.localtime(moment).time() == time(17)
    assert is_working_moment(moment) == is_open(moment) or at_five


@settings(quick, max_examples=15)
@given(
    MOMENTS,
    st.dictionaries(
        st.integers(1, 7), st.none() | st.tuples(st.integers(6, 12), st.integers(13, 20)), max_size=5
    ),
    st.integers(-3, 3),
)
def test_an_expert_is_there_on_their_days_and_in_their_hours(
    moment: datetime, week: dict[int, tuple[int, int] | None], away: int
) -> None:
    local = timezone.localtime(moment)
    person = PersonFactory()
    for weekday, span in week.items():
        starts_at, ends_at = (time(hour) for hour in span) if span else (None, None)
        Workday.objects.create(person=person, weekday=weekday, starts_at=starts_at, ends_at=ends_at)
    leave = local.date() + timedelta(days=away)
    Absence.objects.create(person=person, starts_on=leave, ends_on=leave)

    is_there = there_at(Person.objects.filter(pk=person.pk), None, moment).exists()

    closed = local.date() in holidays.country_holidays("NL", years=local.year) or local.date() == OWN_DAY
    span = week.get(local.isoweekday())
    in_hours = span is None or time(span[0]) <= local.time() < time(span[1])
    assert is_there == (local.isoweekday() in week and in_hours and away != 0 and not closed)
