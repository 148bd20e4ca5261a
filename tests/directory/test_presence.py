from datetime import UTC, date, datetime, timedelta

import pytest

from directory.calendar import closed_days, is_closed
from directory.models import Absence, ClosingDay, FieldVisibility, Person, Workday
from directory.presence import available_on
from directory.visibility import set_visibility
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory

WEDNESDAY = date(2026, 11, 25)
CHRISTMAS = date(2026, 12, 25)

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague() -> Person:
    """Someone who works on Wednesdays and Fridays."""
    person: Person = PersonFactory.create(user=UserFactory.create())
    Workday.objects.bulk_create(Workday(person=person, weekday=weekday) for weekday in (3, 5))
    return person


def available(day: date) -> bool:
    return available_on(Person.objects.all(), day, UserFactory.create()).exists()


def test_someone_is_available_on_their_workdays(colleague: Person) -> None:
    assert available(WEDNESDAY)
    assert not available(WEDNESDAY + timedelta(days=1))


def test_nobody_is_available_on_a_public_holiday(colleague: Person) -> None:
    assert CHRISTMAS.isoweekday() == 5
    assert not available(CHRISTMAS)


def test_a_closing_day_counts_and_a_holiday_may_be_worked(colleague: Person) -> None:
    ClosingDay.objects.create(on=WEDNESDAY, name="Personeelsdag")
    ClosingDay.objects.create(on=CHRISTMAS, name="De balie is open", is_open=True)

    assert not available(WEDNESDAY)
    assert available(CHRISTMAS)
    assert closed_days(WEDNESDAY, CHRISTMAS) == {WEDNESDAY}
    assert is_closed(CHRISTMAS + timedelta(days=1))


@pytest.mark.parametrize(
    ("days_before", "days_after", "expected"),
    [(0, 0, False), (3, None, False), (3, -1, True), (-1, 5, True)],
    ids=["today only", "no end known", "back since yesterday", "from tomorrow"],
)
def test_who_is_away_is_not_available(
    colleague: Person, days_before: int, days_after: int | None, expected: bool
) -> None:
    Absence.objects.create(
        person=colleague,
        starts_on=WEDNESDAY - timedelta(days=days_before),
        ends_on=None if days_after is None else WEDNESDAY + timedelta(days=days_after),
    )

    assert available(WEDNESDAY) == expected


def test_hidden_workdays_make_nobody_available_to_who_may_not_see_them(colleague: Person) -> None:
    assert colleague.user
    set_visibility(
        actor=colleague.user,
        person=colleague,
        field="workdays",
        level=FieldVisibility.Level.SELF,
        now=datetime(2026, 11, 25, 9, 0, tzinfo=UTC),
    )

    assert not available(WEDNESDAY)
    assert available_on(Person.objects.all(), WEDNESDAY, colleague.user).exists()
