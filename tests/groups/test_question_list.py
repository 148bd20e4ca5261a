"""There is one list of questions, of groups and pages alike, and each reader meets their part of it."""

from typing import Any

import pytest
from django.test import Client

from access.models import User
from groups.question_list import FOR_ME, GROUPS, list_questions
from home.models import HomePage
from tests.factories.dialogue import colleague, comment_on
from tests.factories.directory import SubjectFactory
from tests.factories.groups import NOW, GroupFactory, ask_in, member_of, stranger
from tests.factories.pages import NewsPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def titles(reader: User, **asked: str) -> list[str]:
    return [line.title for line in list_questions(asked, reader, NOW).lines]


def test_questions_of_groups_and_pages_stand_together_and_a_secret_one_does_not(home: HomePage) -> None:
    ask_in(GroupFactory(), "Waar haal ik een parkeerkaart?")
    ask_in(GroupFactory(access="secret"), "Wie weet dit geheim?")
    comment_on(NewsPageFactory(), "Geldt dit ook voor mij?", is_question=True)

    assert set(titles(stranger())) == {"Waar haal ik een parkeerkaart?", "Geldt dit ook voor mij?"}


def test_answered_and_open_questions_are_told_apart() -> None:
    group = GroupFactory()
    ask_in(group, "Wie wacht er nog?")
    comment_on(ask_in(group, "Wie kreeg antwoord?"), "Jij.")

    assert titles(stranger(), state="open") == ["Wie wacht er nog?"]
    assert titles(stranger(), state="answered") == ["Wie kreeg antwoord?"]


def test_the_list_can_be_of_one_s_own_groups() -> None:
    group = GroupFactory()
    member = member_of(group)
    ask_in(group, "Van ons?")
    ask_in(GroupFactory(), "Van anderen?")

    assert titles(member, whose=GROUPS) == ["Van ons?"]


def test_who_knows_of_a_subject_sees_what_they_may_be_able_to_answer() -> None:
    subject, group, expert = SubjectFactory(), GroupFactory(), colleague("Hanna")
    expert.person.subjects.add(subject)
    ask_in(group, "Over mijn vak?", subjects=[subject])
    ask_in(group, "Over iets anders?")
    ask_in(group, "Van mijzelf?", subjects=[subject], author=expert)

    assert titles(expert, whose=FOR_ME) == ["Over mijn vak?"]


def test_the_rest_of_the_list_begins_where_the_first_part_ended(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("groups.question_list.SHOWN", 2)
    group, asker = GroupFactory(), stranger()
    for number in range(3):
        ask_in(group, f"Vraag {number}?", author=asker)

    first = reader.get("/questions/?whose=").context["listing"]
    second = reader.get(f"/questions/?{first.next_query}").context["listing"]

    assert [line.title for line in (*first.lines, *second.lines)] == ["Vraag 2?", "Vraag 1?", "Vraag 0?"]
    assert second.next_query == ""


def test_what_is_asked_of_the_list_and_not_understood_is_left_out(reader: Client) -> None:
    assert reader.get("/questions/?state=x&whose=y&subject=z&after=-1").status_code == 200


def test_a_long_list_costs_what_a_short_one_does(reader: Client, queries_of: Any) -> None:
    # Any: the fixture's own type.
    group, asker = GroupFactory(), stranger()
    for number in range(3):
        ask_in(group, f"Vraag {number}?", author=asker)
    few = queries_of("/questions/")
    for number in range(3):
        ask_in(group, f"Nog een {number}?", author=asker)

    assert queries_of("/questions/") == few
