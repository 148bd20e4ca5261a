"""The screen of a subject."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from access.models import Scope, User
from directory.models import FieldVisibility, Subject
from tests.conftest import QueryCounter
from tests.factories.directory import PersonFactory, SubjectFactory
from tests.factories.pages import NewsPageFactory
from tests.factories.privacy import restrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject(db: None) -> Subject:
    return SubjectFactory(name_nl="Aanbesteden", slug="aanbesteden")


def test_who_hides_what_they_know_does_not_stand_there(reader: Client, subject: Subject) -> None:
    PersonFactory(name="Joris Hoekstra", subjects=[subject])
    hidden = PersonFactory(name="Karin Jansma", subjects=[subject])
    FieldVisibility.objects.create(
        person=hidden, field="ask_me_about", level="self", scope=Scope.objects.for_sets([[]])
    )
    PersonFactory(name="Tom Verdonk", subjects=[subject], left_on="2026-01-01")

    screen = reader.get(subject.get_absolute_url()).text

    assert "Joris Hoekstra" in screen
    assert "Karin Jansma" not in screen
    assert "Tom Verdonk" not in screen


def test_a_name_that_is_there_in_dutch_alone_is_said_to_be_dutch(
    client: Client, employee: User, subject: Subject
) -> None:
    User.objects.filter(pk=employee.pk).update(language="en")
    Subject.objects.filter(pk=subject.pk).update(name_en="")
    client.force_login(employee)

    assert '<h1 lang="nl">Aanbesteden</h1>' in client.get(subject.get_absolute_url()).text


def test_more_colleagues_cost_no_more(
    subject: Subject, queries_of: QueryCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Not all six are shown.
    monkeypatch.setattr("directory.subject_views.MOST_PEOPLE", 4)
    PersonFactory.create_batch(3, subjects=[subject])
    with_three = queries_of(subject.get_absolute_url())
    PersonFactory.create_batch(3, subjects=[subject])

    assert queries_of(subject.get_absolute_url()) == with_three


def test_what_is_closed_to_a_reader_is_not_among_what_appeared(reader: Client, subject: Subject) -> None:
    NewsPageFactory(title="Wie koopt wat", subjects=[subject])
    restrict(
        NewsPageFactory(title="Voor de directie", subjects=[subject]), Group.objects.create(name="Directie")
    )

    screen = reader.get(subject.get_absolute_url()).text

    assert "Wie koopt wat" in screen
    assert "Voor de directie" not in screen
