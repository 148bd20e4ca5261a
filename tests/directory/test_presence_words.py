"""Whether somebody can be reached today: workdays, times, absence, closing days, and what is hidden."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from access.models import Scope, User
from directory.models import Absence, ClosingDay, FieldVisibility, Person, Workday
from directory.presence_words import Presence, presence_of
from directory.visibility import set_visibility
from tests.factories.directory import PersonFactory

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# A Wednesday.
MORNING = datetime(2026, 11, 25, 10, 0, tzinfo=AMSTERDAM)
EVENING = datetime(2026, 11, 25, 19, 0, tzinfo=AMSTERDAM)
TODAY = MORNING.date()


@pytest.fixture
def joris(db: None) -> Person:
    """A colleague who works on Monday, Wednesday and Thursday, from nine to five."""
    joris: Person = PersonFactory(name="Joris Hoekstra")
    for weekday in (1, 3, 4):
        Workday.objects.create(person=joris, weekday=weekday, starts_at=time(9), ends_at=time(17))
    return joris


def seen(person: Person, viewer: User, now: datetime = MORNING, language: str = "nl") -> Presence | None:
    with override(language):
        return presence_of([person], viewer, now).get(person.pk)


def test_who_works_today_can_be_reached_until_the_end_of_the_day(joris: Person, employee: User) -> None:
    assert seen(joris, employee) == Presence(True, "Vandaag bereikbaar tot 17.00 uur")
    assert seen(joris, employee, language="en") == Presence(True, "Reachable today until 17:00")


def test_who_starts_later_says_from_when(joris: Person, employee: User) -> None:
    early = MORNING.replace(hour=7)

    assert seen(joris, employee, early) == Presence(True, "Vandaag bereikbaar van 9.00 tot 17.00 uur")


def test_after_work_it_says_when_somebody_is_back(joris: Person, employee: User) -> None:
    assert seen(joris, employee, EVENING) == Presence(False, "Klaar voor vandaag, morgen weer")


def test_a_day_off_says_when_somebody_is_back(joris: Person, employee: User) -> None:
    tuesday = datetime(2026, 11, 24, 10, 0, tzinfo=AMSTERDAM)

    assert seen(joris, employee, tuesday) == Presence(False, "Vandaag vrij, morgen weer")


def test_a_closing_day_is_not_worked(joris: Person, employee: User) -> None:
    ClosingDay.objects.create(on=TODAY, name="Brugdag")

    assert seen(joris, employee) == Presence(False, "Vandaag gesloten, morgen weer")


def test_a_public_holiday_is_skipped_for_the_day_of_return(joris: Person, employee: User) -> None:
    # Christmas Day is a Friday; Joris is back on Monday the 28th.
    day_before = datetime(2026, 12, 24, 19, 0, tzinfo=AMSTERDAM)
    Workday.objects.create(person=joris, weekday=5)

    assert seen(joris, employee, day_before) == Presence(False, "Klaar voor vandaag, weer op maandag")


def test_absence_names_the_last_day_and_who_stands_in(joris: Person, employee: User) -> None:
    joost = PersonFactory(name="Joost Bakker")
    Absence.objects.create(person=joris, starts_on=TODAY, ends_on=date(2026, 12, 3), stand_in=joost)

    assert seen(joris, employee) == Presence(
        False, "Afwezig tot en met 3 december, Joost neemt waar", stand_in=joost
    )


def test_absence_without_an_end_promises_nothing(joris: Person, employee: User) -> None:
    Absence.objects.create(person=joris, starts_on=date(2026, 11, 1))

    assert seen(joris, employee) == Presence(False, "Afwezig")


def test_a_stand_in_whom_the_reader_may_not_see_is_not_named(joris: Person, employee: User) -> None:
    secret = PersonFactory(name="Geheime Gast", scope=Scope.objects.for_sets([["role:999"]]))
    Absence.objects.create(person=joris, starts_on=TODAY, ends_on=TODAY, stand_in=secret)

    assert seen(joris, employee) == Presence(False, "Vandaag vrij, morgen weer")


def test_a_stand_in_who_left_is_not_named(joris: Person, employee: User) -> None:
    former = PersonFactory(name="Daan Pronk", left_on=date(2026, 11, 1))
    Absence.objects.create(person=joris, starts_on=TODAY, stand_in=former)

    assert seen(joris, employee) == Presence(False, "Afwezig")


def test_hidden_workdays_say_nothing_to_an_outsider(joris: Person, employee: User) -> None:
    administrator = User.objects.create_superuser("administrator")
    set_visibility(
        actor=administrator, person=joris, field="workdays", level=FieldVisibility.Level.UNIT, now=MORNING
    )

    assert seen(joris, employee) is None


def test_who_left_or_told_nothing_is_left_out(joris: Person, employee: User) -> None:
    silent = PersonFactory(name="Stille Kracht")
    joris.left_on = date(2026, 11, 1)

    assert presence_of([joris, silent], employee, MORNING) == {}


def test_three_people_and_six_cost_equal_queries(employee: User) -> None:
    def cost(count: int) -> int:
        people = [PersonFactory() for _ in range(count)]
        for person in people:
            Workday.objects.create(person=person, weekday=3)
            Absence.objects.create(person=person, starts_on=TODAY, stand_in=PersonFactory())
        with CaptureQueriesContext(connection) as queries:
            presence_of(people, employee, MORNING)
        return len(queries)

    cost(1)

    assert cost(3) == cost(6) == 4
