"""A question is asked from anywhere: one sentence, a place that fits, and nothing typed gets lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from access.models import User
from groups.answering import usual_answers
from groups.models import AskedPerson, FoundAnswer, PostDraft, Question
from groups.services.asking import subjects_named_in
from home.models import HomePage
from notices.models import Notice
from notices.telling import told
from tests.factories.dialogue import colleague, comment_on
from tests.factories.directory import SubjectFactory
from tests.factories.groups import NOW, GroupFactory, ask_in, member_of
from tests.factories.notices import pass_all_on
from tests.factories.pages import NewsPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ASK = "/questions/ask/"


def send(reader: Client, **typed: Any) -> Any:  # Any: what a form has, and the answer of a test client
    return reader.post(ASK, {"title": "Mag ik een brief in gewone taal sturen?", "act": "ask", **typed})


def test_a_question_goes_to_the_group_that_was_chosen(reader: Client) -> None:
    group = GroupFactory()

    answer = send(reader, text="Over bezwaar.", place=f"group:{group.slug}")

    question = Question.objects.get()
    assert answer["Location"] == question.get_absolute_url()
    assert (question.group, str(question.post)) == (group, "Mag ik een brief in gewone taal sturen?")
    assert not PostDraft.objects.exists()


def test_without_a_place_nothing_is_asked_and_what_was_typed_stays(reader: Client, employee: User) -> None:
    GroupFactory()

    answer = send(reader, text="Over bezwaar.")

    assert answer.status_code == 422
    assert "Over bezwaar." in answer.content.decode()
    assert PostDraft.objects.get(author=employee, group=None).text == "Over bezwaar."
    assert "Over bezwaar." in reader.get(ASK).content.decode()


@pytest.mark.parametrize("access", ["closed", "secret"])
def test_a_group_that_one_cannot_read_is_no_place_to_ask(reader: Client, access: str) -> None:
    group = GroupFactory(access=access, name="Verborgen tuin")

    answer = send(reader, place=f"group:{group.slug}")

    assert answer.status_code == 422
    assert "Verborgen tuin" not in answer.content.decode()
    assert not Question.objects.exists()


def test_the_same_form_sent_twice_asks_once(reader: Client) -> None:
    group = GroupFactory()
    key = "6f4b1c1e-0000-4000-8000-000000000001"

    first, second = (send(reader, place=f"group:{group.slug}", submission_key=key) for _time in range(2))

    assert Question.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_a_question_about_a_page_stands_below_that_page(reader: Client) -> None:
    page = NewsPageFactory()

    send(reader, page=page.pk, place=f"page:{page.pk}")

    assert Question.objects.get().page_id == page.pk


@pytest.mark.parametrize(
    ("typed", "field"), [({"title": " ? "}, "id_title"), ({"title": "Waarom " * 40}, "id_title")]
)
def test_what_is_wrong_is_told_at_its_field(reader: Client, typed: dict[str, str], field: str) -> None:
    group = GroupFactory()

    answer = send(reader, place=f"group:{group.slug}", **typed)

    assert answer.status_code == 422
    assert f'id="{field}_error"' in answer.content.decode()


def test_the_next_step_shows_where_it_belongs_before_anything_is_asked(reader: Client) -> None:
    GroupFactory(name="Klantgericht schrijven")

    answer = reader.post(ASK, {"title": "Mag ik een brief in gewone taal sturen?", "act": "look"})

    assert answer.status_code == 200
    assert "Klantgericht schrijven" in answer.content.decode()
    assert not Question.objects.exists()


def test_an_answer_that_was_found_counts_without_anybody_s_name(reader: Client, home: HomePage) -> None:
    question = ask_in(GroupFactory()).question
    address = reverse("groups:answer-choose", args=["question", question.pk])

    for _time in range(2):
        assert reader.post(address)["Location"] == question.get_absolute_url()

    assert FoundAnswer.objects.get(question=question).times == 2


def test_an_answer_that_one_may_not_read_cannot_be_found(reader: Client, home: HomePage) -> None:
    question = ask_in(GroupFactory(access="secret")).question

    answer = reader.post(reverse("groups:answer-choose", args=["question", question.pk]))

    assert answer.status_code == 404
    assert not FoundAnswer.objects.exists()


def test_the_usual_answer_is_told_from_ten_questions_on() -> None:
    group, helper = GroupFactory(promised_hours=8), colleague("Hanna")
    asker = member_of(group)
    for number in range(10):
        post = ask_in(group, f"Vraag {number}?", author=asker, now=NOW + timedelta(minutes=number))
        if number == 8:
            assert usual_answers([group], NOW + timedelta(days=2)) == {}
        if number < 9:
            # Three of them come within an hour, the others after three.
            hours = 0.5 if number < 3 else 3.5
            comment_on(post, "Zo.", author=helper, now=NOW + timedelta(minutes=number, hours=hours))

    usual = usual_answers([group], NOW + timedelta(days=2))[group.pk]

    assert (usual.hours, usual.in_time_count, usual.count) == (4, 9, 10)


def test_subjects_are_those_that_a_question_names() -> None:
    SubjectFactory(name_nl="Inkoop", name_en="Procurement")
    named = SubjectFactory(name_nl="Klare taal", name_en="Plain language")

    assert subjects_named_in("Wie helpt met klare taal, en verkoop?") == [named]


def test_places_cost_the_same_however_many_groups_there_are(reader: Client, queries_of: Any) -> None:
    # Any: the fixture's own type.
    address = f"{ASK}?q=Mag+ik+een+brief+sturen"
    GroupFactory.create_batch(3)
    few = queries_of(address)
    GroupFactory.create_batch(3)

    assert queries_of(address) == few


def test_who_is_chosen_is_asked_at_once_and_no_more_than_twice_a_week(reader: Client) -> None:
    group, account = GroupFactory(), colleague("Bram Kuiper")
    bram = account.person
    shown = reader.get(ASK, {"person": bram.slug}).content.decode()
    assert f'value="{bram.slug}"' in shown
    assert "checked" in shown

    answers = [
        reader.post(
            ASK,
            {"title": title, "act": "ask", "place": f"group:{group.slug}", "people": [bram.slug]},
            follow=True,
        ).content.decode()
        for title in ("Mag dit?", "En dit?", "Mag dat ook?")
    ]

    asked = AskedPerson.objects.filter(person=bram)
    assert [row.because for row in asked] == ["chosen", "chosen"]
    assert ["Nu niet gevraagd: Bram Kuiper" in answer for answer in answers] == [False, False, True]
    pass_all_on()
    lines = told(list(Notice.objects.filter(receiver=account)), account)
    assert "vraagt jou" in lines[0].sentence


def test_at_most_three_are_chosen_and_none_whom_the_asker_does_not_see(reader: Client) -> None:
    group = GroupFactory()
    people = [colleague(f"Bo {number}").person for number in range(4)]

    for slugs in ([person.slug for person in people], ["niemand"]):
        answer = send(reader, place=f"group:{group.slug}", people=slugs)
        assert answer.status_code == 422
        assert 'id="id_people_error"' in answer.content.decode()
    assert not Question.objects.exists()
