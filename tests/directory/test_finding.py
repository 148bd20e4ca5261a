"""Colleagues are found within what the viewer may see, and never by what they hide."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from access.models import Scope, User
from directory.finding import ReasonKind, find_people, find_plainly, marked
from directory.models import FieldVisibility, Person
from directory.visibility import set_visibility
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def found(text: str, viewer: User) -> list[int]:
    return [found.person_id for found in find_people(text, viewer, Person.objects.working_here())]


def test_a_stranger_finds_nobody_and_an_employee_not_whom_they_may_not_see(employee: User) -> None:
    seen = PersonFactory(name="Joris Bos")
    PersonFactory(name="Joris Geheim", scope=Scope.objects.for_sets([["role:999"]]))

    assert found("joris", employee) == [seen.pk]
    assert find_people("joris", AnonymousUser(), Person.objects.all()) == []


@pytest.mark.parametrize("text", ["", "  ", "\x00", "%", "'; --", "((", "x" * 5000, "q w x y z v u"])
def test_whatever_is_typed_is_answered(employee: User, text: str) -> None:
    PersonFactory(name="Joris Bos")

    assert found(text, employee) == []


def test_plain_words_find_nobody_by_what_they_hide(employee: User) -> None:
    person = PersonFactory(name="Joris Bos", ask_me_about="aanbesteden", user=UserFactory())

    def plainly() -> list[list[ReasonKind]]:
        people = Person.objects.visible_to(employee)
        return [[why.kind for why in one.reasons] for one in find_plainly("aanbesteden", employee, people, 5)]

    assert plainly() == [[ReasonKind.OWN_WORDS]]
    set_visibility(
        actor=person.user,
        person=person,
        field="ask_me_about",
        level=FieldVisibility.Level.SELF,
        now=timezone.now(),
    )
    assert plainly() == []


def test_found_words_are_marked_and_the_rest_is_shown_as_written() -> None:
    assert marked("<b> & jan", [(6, 9)]) == "&lt;b&gt; &amp; <mark>jan</mark>"
    assert marked("jan jansen", [(0, 3), (4, 7), (2, 5)]) == "<mark>jan</mark> <mark>jan</mark>sen"
