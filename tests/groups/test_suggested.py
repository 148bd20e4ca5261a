"""Who may know an answer is asked for it on the front page, and says when a subject is not theirs."""

from datetime import timedelta

import pytest
from django.test import Client

from access.models import User
from dialogue.services import say_helped
from directory.models import Subject
from groups.models import Skip
from groups.panels import helpful_answers
from groups.suggested import RESTS, skip_subject, suggested_to
from home.models import HomePage
from tests.factories.dialogue import colleague, comment_on
from tests.factories.directory import SubjectFactory
from tests.factories.groups import NOW, GroupFactory, ask_in, stranger

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

TODAY = NOW.date()


@pytest.fixture
def subject() -> Subject:
    return SubjectFactory(name_nl="Inkoop", slug="inkoop")


@pytest.fixture
def expert(subject: Subject) -> User:
    expert = colleague("Hanna")
    expert.person.subjects.add(subject)
    return expert


def test_two_questions_on_one_s_subjects_are_suggested_until_the_subject_rests(
    subject: Subject, expert: User
) -> None:
    for number in range(3):
        ask_in(GroupFactory(), f"Vraag {number}?", subjects=[subject])
    ask_in(GroupFactory(access="secret"), "Geheime vraag?", subjects=[subject])

    assert [each.subject for each in suggested_to(expert, TODAY)] == [subject, subject]

    skip_subject(reader=expert, subject=subject, today=TODAY)
    assert suggested_to(expert, TODAY) == []
    assert len(suggested_to(expert, TODAY + RESTS + timedelta(days=1))) == 2


def test_a_subject_that_rests_is_seen_in_the_settings_and_comes_back(
    client: Client, home: HomePage, subject: Subject, expert: User
) -> None:
    ask_in(GroupFactory(), "Wie koopt dit?", subjects=[subject])
    client.force_login(expert)
    assert "Wie koopt dit?" in client.get("/").text

    client.post("/questions/not-mine/", {"subject": "inkoop"})
    assert "Inkoop" in client.get("/questions/not-mine/subjects/").text
    assert "Wie koopt dit?" not in client.get("/").text

    client.post("/questions/not-mine/", {"subject": "inkoop", "again": "on"})
    assert not Skip.objects.exists()


def test_a_profile_shows_what_somebody_s_answers_helped_with_to_who_may_read_it(expert: User) -> None:
    for access in ("open", "secret"):
        post = ask_in(GroupFactory(access=access), f"Een {access} vraag?")
        assert post.author is not None
        author = expert if access == "open" else post.author
        answer = comment_on(post, "Zo.", author=author)
        if access == "open":
            say_helped(asker=post.author, answer=answer, now=NOW)

    panel = helpful_answers(expert.person, stranger())

    assert panel is not None
    assert [example["place"].title for example in panel.context["examples"]] == ["Een open vraag?"]
