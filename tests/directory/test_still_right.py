"""“Still right?”: once in six months, to the person alone, with a way to change it or to wait."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from access.models import User
from directory.models import Person, PersonChange, Workday
from directory.profile.still_right import confirm, due_on
from tests.conftest import QueryCounter
from tests.factories.directory import PersonFactory, SubjectFactory

QUESTION = "Klopt dit nog?"


@pytest.fixture
def noor(employee: User) -> Person:
    """Who reads, and has been listed for a year."""
    noor: Person = PersonFactory(
        name="Noor de Wit", slug="noor", user=employee, made_at=timezone.now() - timedelta(days=365)
    )
    return noor


def is_asked(reader: Client) -> bool:
    return QUESTION in reader.get("/").text


def test_who_was_not_asked_for_half_a_year_is_asked_also_while_there_is_no_news(
    reader: Client, noor: Person
) -> None:
    Workday.objects.create(person=noor, weekday=2)

    page = reader.get("/").text

    assert QUESTION in page
    assert "dinsdag" in page
    assert "Er staat nog niets" in page


@pytest.mark.parametrize(
    "changed",
    [
        {"made_at": timezone.now() - timedelta(days=30)},
        {"confirmed_on": timezone.localdate() - timedelta(days=100)},
        {"asked_again_on": timezone.localdate() + timedelta(days=1)},
        {"left_on": timezone.localdate()},
        {"user": None},
    ],
)
def test_others_are_left_in_peace(reader: Client, noor: Person, changed: dict[str, object]) -> None:
    Person.objects.filter(pk=noor.pk).update(**changed)

    assert not is_asked(reader)


def test_who_confirms_is_asked_again_after_half_a_year(reader: Client, noor: Person) -> None:
    answer = reader.post("/people/noor/still-right/", {"work": "right", "contact": "right", "about": "right"})

    assert answer["Location"] == "/"
    assert not is_asked(reader)
    today = timezone.localdate()
    assert not Person.objects.filter(due_on(today + timedelta(days=181)), pk=noor.pk).exists()
    assert Person.objects.filter(due_on(today + timedelta(days=182)), pk=noor.pk).exists()


def test_who_waits_is_asked_again_after_two_weeks(reader: Client, noor: Person) -> None:
    reader.post("/people/noor/still-right/", {"later": ""})

    assert not is_asked(reader)
    today = timezone.localdate()
    assert Person.objects.filter(due_on(today + timedelta(days=14)), pk=noor.pk).exists()


def test_one_thing_to_change_leads_to_its_form_and_more_to_all(reader: Client, noor: Person) -> None:
    one = reader.post("/people/noor/still-right/", {"work": "change"})
    more = reader.post("/people/noor/still-right/", {"work": "change", "about": "change"})

    assert one["Location"] == "/people/noor/edit/work/"
    assert more["Location"] == "/people/noor/edit/"


def test_the_answer_leaves_no_trace_for_others(reader: Client, noor: Person) -> None:
    reader.post("/people/noor/still-right/", {})

    assert not PersonChange.objects.exists()


def test_nobody_answers_for_another(reader: Client, noor: Person) -> None:
    other = PersonFactory(slug="other", user=User.objects.create_user("other"))

    assert reader.post("/people/other/still-right/").status_code == 404
    with pytest.raises(PermissionDenied):
        confirm(actor=other.user, person=noor, now=timezone.now())


def test_the_front_page_costs_as_much_with_three_subjects_as_with_six(
    queries_of: QueryCounter, noor: Person
) -> None:
    noor.subjects.add(*[SubjectFactory() for _ in range(3)])
    few = queries_of("/")

    noor.subjects.add(*[SubjectFactory() for _ in range(3)])

    assert queries_of("/") == few
