"""When somebody may be disturbed, by their week, their quiet hours and the calendar."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from access.models import User
from directory.models import Absence, ClosingDay, Workday
from notices.hours import WHOLE_DAY, Hours, hours_of
from notices.models import Preference
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory

pytestmark = [pytest.mark.django_db]

HERE = ZoneInfo("Europe/Amsterdam")
MONDAY, FRIDAY, SATURDAY, NEXT_MONDAY = (date(2026, 11, day) for day in (23, 27, 28, 30))
WEEKS = (date(2026, 11, 23), date(2026, 12, 13))
Hearing = Callable[[datetime], datetime | None]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), HERE)


def hours(user: User) -> Hours:
    return hours_of([user.pk], *WEEKS)[user.pk]


@pytest.fixture
def noor(employee: User) -> User:
    """Works on Monday and Tuesday, on the last from ten to three."""
    person = PersonFactory(user=employee)
    Workday.objects.create(person=person, weekday=1)
    Workday.objects.create(person=person, weekday=2, starts_at=time(10), ends_at=time(15))
    return employee


def test_whoever_chose_nothing_is_disturbed_in_office_hours_alone(employee: User) -> None:
    hearing = hours(employee).next_moment

    assert hearing(at(MONDAY, 8)) == at(MONDAY, 8)
    assert hearing(at(MONDAY, 7, 59)) == at(MONDAY, 8)
    assert hearing(at(MONDAY, 17, 29)) == at(MONDAY, 17, 29)
    assert hearing(at(MONDAY, 17, 30)) == at(MONDAY + timedelta(days=1), 8)
    assert hearing(at(FRIDAY, 18)) == at(NEXT_MONDAY, 8)
    assert hearing(at(SATURDAY, 11)) == at(NEXT_MONDAY, 8)


def test_own_days_and_hours_come_first(noor: User) -> None:
    hearing = hours(noor).next_moment

    assert hearing(at(MONDAY, 18)) == at(MONDAY + timedelta(days=1), 10)
    assert hearing(at(MONDAY + timedelta(days=1), 15)) == at(NEXT_MONDAY, 8)


def test_absences_and_closing_days_are_free(noor: User) -> None:
    Absence.objects.create(person=noor.person, starts_on=NEXT_MONDAY, ends_on=NEXT_MONDAY)
    ClosingDay.objects.create(on=NEXT_MONDAY + timedelta(days=1), name="Schoonmaak")

    assert hours(noor).next_moment(at(FRIDAY, 12)) == at(NEXT_MONDAY + timedelta(days=7), 8)


def test_who_is_away_for_all_of_these_days_hears_nothing(noor: User) -> None:
    Absence.objects.create(person=noor.person, starts_on=FRIDAY)

    assert hours(noor).next_moment(at(FRIDAY, 12)) is None


def test_who_wants_to_hear_on_days_off_has_quiet_hours_only(noor: User) -> None:
    Preference.objects.create(user=noor, is_quiet_when_free=False, quiet_from=time(12), quiet_until=time(13))
    hearing = hours(noor).next_moment

    assert hearing(at(SATURDAY, 11, 59)) == at(SATURDAY, 11, 59)
    assert hearing(at(SATURDAY, 12)) == at(SATURDAY, 13)
    assert hearing(at(SATURDAY, 23)) == at(SATURDAY, 23)
    assert hours(noor).is_free(SATURDAY)


def test_no_quiet_hours_are_those_that_end_when_they_begin(noor: User) -> None:
    Preference.objects.create(user=noor, quiet_from=time(9), quiet_until=time(9))

    assert hours(noor).next_moment(at(MONDAY, 3)) == at(MONDAY, 3)


def test_who_works_in_quiet_hours_alone_hears_before_or_after_them(noor: User) -> None:
    Workday.objects.filter(weekday=2).update(starts_at=time(18), ends_at=time(23))

    assert hours(noor).next_moment(at(MONDAY, 18)) == at(MONDAY + timedelta(days=1), 8)


def test_six_people_cost_as_many_queries_as_three() -> None:
    people = [PersonFactory(user=UserFactory()) for _number in range(6)]
    for person in people:
        Workday.objects.create(person=person, weekday=1)
        Absence.objects.create(person=person, starts_on=FRIDAY)
    ids = [person.user_id for person in people]

    with CaptureQueriesContext(connection) as few:
        hours_of(ids[:3], *WEEKS)
    with CaptureQueriesContext(connection) as many:
        hours_of(ids, *WEEKS)

    assert len(many) == len(few) == 4


quarters = st.integers(0, 95).map(lambda number: time(number // 4, number % 4 * 15))


@settings(max_examples=100, deadline=None)
@given(
    quiet_from=quarters,
    quiet_until=quarters,
    minutes=st.integers(0, 3 * 24 * 60),
    begins=st.sampled_from([date(2026, 3, 28), date(2026, 10, 24), date(2026, 6, 2)]),
)
def test_the_next_moment_is_the_first_that_is_not_quiet(
    quiet_from: time, quiet_until: time, minutes: int, begins: date
) -> None:
    """Also in the nights in which the clock goes forward and back."""
    person = Hours(
        first=begins,
        last=begins + timedelta(days=5),
        week=dict.fromkeys(range(1, 8), WHOLE_DAY),
        free_days=(),
        quiet_from=quiet_from,
        quiet_until=quiet_until,
        is_quiet_when_free=True,
    )
    now = at(begins, 0).astimezone(ZoneInfo("UTC")) + timedelta(minutes=minutes)

    found = person.next_moment(now)

    assert found is not None
    assert not person.is_quiet(found)
    # All that is quiet begins and ends at a quarter.
    quarter = now + timedelta(minutes=-now.minute % 15)
    every = (quarter + number * timedelta(minutes=15) for number in range(400))
    first = next(moment for moment in [now, *every] if not person.is_quiet(moment))
    # Quiet that ends in the hour that is skipped in spring ends as long after that hour.
    assert first <= found <= first + (timedelta(hours=1) if begins.month == 3 else timedelta(0))
