"""What the front page tells a reader in person, and what it shows of what they follow."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from access.models import User
from content.models import ContentPage
from tests.conftest import QueryCounter
from tests.factories.dialogue import colleague, comment_on
from tests.factories.directory import PersonFactory
from tests.factories.pages import ProcedurePageFactory
from tests.factories.privacy import restrict

pytestmark = pytest.mark.any_database


@pytest.fixture
def page(employee: User) -> ContentPage:
    """A procedure of which `employee` answers the questions."""
    person = PersonFactory(user=employee, name="Noor Wit")
    procedure: ContentPage = ProcedurePageFactory(title="Fiets lenen", keeper=person)
    return procedure


@pytest.fixture
def asker(db: None) -> User:
    return colleague("Joris Hoek")


def ask(
    page: ContentPage, asker: User, on_commit: DjangoCaptureOnCommitCallbacks, *, is_question: bool = True
) -> None:
    with on_commit(execute=True):
        comment_on(page, "Mag het?", author=asker, is_question=is_question, now=timezone.now())


def test_who_is_not_spoken_to_sees_no_empty_box(reader: Client, page: ContentPage) -> None:
    assert 'id="for-me"' not in reader.get("/").text


def test_what_is_meant_for_me_stands_there_until_i_open_it(
    reader: Client,
    page: ContentPage,
    asker: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    ask(page, asker, django_capture_on_commit_callbacks, is_question=False)

    front = reader.get("/")
    [block] = [block for block in front.context["front"].me if block.name == "for-me"]
    [line] = block.context["lines"]
    reader.get(line.address)

    assert "Joris Hoek" in front.text
    assert "Fiets lenen" in front.text
    assert 'id="for-me"' not in reader.get("/").text


def test_what_waits_for_my_answer_is_said_also_once_i_read_of_it(
    reader: Client,
    page: ContentPage,
    asker: User,
    employee: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    ask(page, asker, django_capture_on_commit_callbacks)
    employee.notices.update(read_at=timezone.now())

    assert "1 reactie wacht op antwoord van jou" in reader.get("/").text


def test_of_a_page_that_was_closed_to_me_nothing_is_left(
    reader: Client,
    page: ContentPage,
    asker: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    ask(page, asker, django_capture_on_commit_callbacks)
    restrict(page, Group.objects.create(name="Ondernemingsraad"))

    front = reader.get("/").text

    assert "Fiets lenen" not in front
    assert 'id="for-me"' not in front


def test_one_notice_and_many_cost_equal_queries(
    page: ContentPage,
    queries_of: QueryCounter,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    costs = []
    for count in (1, 5):
        for number in range(count):
            ask(page, colleague(f"Collega {count} {number}"), django_capture_on_commit_callbacks)
        costs.append(queries_of("/"))

    assert costs[0] == costs[1]
