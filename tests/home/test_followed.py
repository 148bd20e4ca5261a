"""What of all that a reader follows stands on the front page."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from access.models import User
from directory.models import Subject
from following.models import Visit
from home.models import HomePage
from tests.conftest import QueryCounter
from tests.factories.directory import SubjectFactory
from tests.factories.following import let_follow
from tests.factories.pages import NewsPageFactory
from tests.factories.privacy import restrict

pytestmark = pytest.mark.any_database


@pytest.fixture
def subject(home: HomePage, employee: User) -> Subject:
    """A subject that `employee` follows."""
    followed: Subject = SubjectFactory()
    let_follow(employee, "subject", followed.pk)
    return followed


def titles(reader: Client) -> list[str]:
    blocks = reader.get("/").context["front"].stream
    return [entry.line.card.title for block in blocks for entry in block.context["entries"]]


def test_who_follows_nothing_has_no_empty_box(reader: Client) -> None:
    NewsPageFactory(subjects=[SubjectFactory()])

    assert titles(reader) == []
    assert "col-stream" not in reader.get("/").text


def test_the_newest_four_of_what_i_follow_stand_there(reader: Client, subject: Subject) -> None:
    now = timezone.now()
    for number in range(6):
        NewsPageFactory(
            title=f"Bericht {number}",
            subjects=[subject],
            published_on=now.date(),
            first_published_at=now - timedelta(hours=number),
        )

    assert titles(reader) == [f"Bericht {number}" for number in range(4)]


def test_what_was_closed_to_me_is_gone(reader: Client, subject: Subject) -> None:
    restrict(NewsPageFactory(title="Besloten", subjects=[subject]), Group.objects.create(name="Kring"))
    NewsPageFactory(title="Open", subjects=[subject])

    assert titles(reader) == ["Open"]


def test_after_an_absence_the_way_to_what_i_missed_stands_there(
    reader: Client, employee: User, subject: Subject
) -> None:
    NewsPageFactory(subjects=[subject])
    today = timezone.localdate()
    Visit.objects.create(visitor=employee, last_on=today, away_since=today - timedelta(days=6))

    assert "Je was 5 dagen weg." in reader.get("/").text


def test_a_clock_that_was_put_back_makes_no_absence(reader: Client, employee: User, subject: Subject) -> None:
    NewsPageFactory(subjects=[subject])
    tomorrow = timezone.localdate() + timedelta(days=1)
    Visit.objects.create(visitor=employee, last_on=tomorrow, away_since=tomorrow)

    assert "dagen weg" not in reader.get("/").text


def test_one_line_and_many_cost_equal_queries(subject: Subject, queries_of: QueryCounter) -> None:
    costs = []
    for count in (1, 5):
        for number in range(count):
            NewsPageFactory(title=f"Bericht {count} {number}", subjects=[subject])
        costs.append(queries_of("/"))

    assert costs[0] == costs[1]
