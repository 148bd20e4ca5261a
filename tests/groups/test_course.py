"""The asker sees the clock of a question and who was asked; who was asked can say that it is not theirs."""

from datetime import UTC, datetime, timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client

from access.models import User
from groups.course import course_of
from groups.models import AskedPerson, Question
from groups.question_part import QuestionPart
from groups.services.route import take_steps
from home.models import HomePage
from tests.factories.dialogue import comment_on
from tests.factories.directory import SubjectFactory
from tests.factories.groups import NOW, GroupFactory, ask_in, stranger
from tests.factories.questions import expert

pytestmark = [pytest.mark.django_db]

HALF = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)


@pytest.fixture
def question() -> Question:
    return ask_in(GroupFactory(name="Inkoopkring"), subjects=[SubjectFactory(name_nl="Inkoop")]).question


def knower_of(question: Question) -> User:
    assert question.post is not None
    return expert("Joris Hoekstra", question.post.subjects.get())


def stages(question: Question, viewer: User, now: datetime = HALF) -> list[str]:
    return [stage.words for stage in course_of(question, viewer, now).stages]


def test_the_clock_says_before_when_an_answer_is_expected(question: Question) -> None:
    assert question.asker is not None

    course = course_of(question, question.asker, NOW)

    assert course.words == "Antwoord verwacht voor woensdag 10.14"
    assert course.promise == "Inkoopkring belooft een antwoord binnen 2 werkdagen."


def test_only_the_asker_reads_why_somebody_was_asked(question: Question) -> None:
    assert question.asker is not None
    knower_of(question)
    take_steps(HALF)

    assert "Naar Joris Hoekstra: weet iets van Inkoop" in stages(question, question.asker)
    assert "Naar Joris Hoekstra" in stages(question, stranger())


def test_an_answer_stops_the_clock(question: Question) -> None:
    assert question.post is not None
    comment_on(question.post, "Zo doe je dat.", now=NOW + timedelta(hours=3))

    answered = course_of(Question.objects.get(), stranger(), HALF)

    assert (answered.words, answered.clock) == ("Beantwoord binnen 3 van de 16 werkuren", None)


def test_whoever_was_asked_says_on_the_screen_that_it_is_not_theirs(
    client: Client, home: HomePage, question: Question
) -> None:
    knower = knower_of(question)
    address = f"/questions/{question.pk}/not-mine/"
    client.force_login(stranger())
    assert client.post(address).status_code == 404
    take_steps(HALF)
    client.force_login(knower)

    assert client.post(address).status_code == 302

    assert AskedPerson.objects.get().reply == AskedPerson.Reply.NOT_MINE


def test_beside_the_question_whoever_was_asked_is_asked(question: Question) -> None:
    assert question.post is not None
    knower = knower_of(question)
    take_steps(HALF)

    part = QuestionPart().shown([question.post], knower)[question.post.pk]

    assert "Niet mijn onderwerp" in render_to_string("groups/question_aside.html", {"part": part})


def test_a_question_that_waits_too_long_says_so_below_its_words(question: Question) -> None:
    assert question.post is not None
    long_ago = question.asked_at - timedelta(days=60)
    Question.objects.filter(pk=question.pk).update(waits_since=long_ago, due_at=long_ago)

    part = QuestionPart().shown([question.post], stranger())[question.post.pk]

    assert part.is_late
    assert "De beloofde tijd is voorbij" in render_to_string("groups/question_head.html", {"part": part})


def test_what_was_never_clocked_has_no_dial(question: Question) -> None:
    question.state, question.due_at, question.answer_minutes = Question.State.HELPED, None, None

    assert not course_of(question, stranger(), NOW).has_dial


def test_who_asked_is_offered_to_say_that_an_answer_helped(
    client: Client, home: HomePage, question: Question
) -> None:
    assert question.post is not None
    assert question.asker is not None
    answer = comment_on(question.post, "Zo doe je dat.")
    client.force_login(question.asker)

    body = client.get(f"/posts/{question.post_id}/").content.decode()

    assert f"/comments/{answer.pk}/helped/" in body

    # They may have said it of the wrong one.
    client.post(f"/comments/{answer.pk}/helped/")
    again = f"/comments/{question.comment_id}/not-yet/"
    assert again in client.get(f"/posts/{question.post_id}/").content.decode()
    client.post(again)
    question.refresh_from_db()
    assert question.state == Question.State.OPEN
