"""Questions that come back raise one task for the page, and publishing it answers them."""

from datetime import timedelta

import pytest

from groups.models import Question
from groups.services.scopes import give_access
from home.models import HomePage
from knowledge.models import ProcedurePage
from notices.models import Event, Notice
from notices.passing import tell_all
from search.lessons.learning import NOTHING, learn
from search.models import EditTask, Lesson
from search.repeat_notices import RepeatTeller
from search.repeats import Asked, look_for_repeats, repeated
from tests.factories.dialogue import colleague, comment_on
from tests.factories.groups import NOW, GroupFactory, ask_in
from tests.factories.pages import ProcedurePageFactory

pytestmark = [pytest.mark.django_db]

TITLES = (
    "Hoe declareer ik mijn reiskosten?",
    "Reiskosten declareren, hoe gaat dat?",
    "Waar kan ik reiskosten declareren?",
)


@pytest.fixture
def procedure(home: HomePage) -> ProcedurePage:
    return ProcedurePageFactory(title="Reiskosten declareren", keeper=colleague("Beheerder").person)


def asked(*titles: str) -> list[Question]:
    group = GroupFactory()
    return [ask_in(group, title).question for title in titles]


def test_three_questions_with_one_core_belong_together() -> None:
    questions = [Question(pk=number) for number in range(5)]
    cores = [{"reis", "kost"}, {"reis", "kost", "hoe"}, {"brug"}, {"reis", "kost", "waar"}, {"reis", "brug"}]

    groups = repeated([Asked(*pair) for pair in zip(questions, map(frozenset, cores), strict=True)])

    found = [[one.question for one in group] for group in groups]
    assert found == [[questions[0], questions[1], questions[3]]]


def test_questions_that_come_back_raise_one_task(procedure: ProcedurePage) -> None:
    asked(*TITLES)

    look_for_repeats(NOW)
    look_for_repeats(NOW)

    task = EditTask.objects.get()
    assert (task.page_id, task.questions.count()) == (procedure.pk, 3)
    for event in Event.objects.filter(key__startswith="repeat:"):
        tell_all(event.pk, now=NOW)
    keeper = procedure.keeper
    assert keeper is not None
    assert Notice.objects.filter(receiver=keeper.user, event__key=f"repeat:{task.pk}").count() == 1


def test_a_task_tells_what_was_asked_under_a_page_without_whom_it_names(procedure: ProcedurePage) -> None:
    words = comment_on(procedure, f"Weet @{colleague('Hanna').person.slug} dit?", is_question=True)
    task = EditTask.objects.create(page=procedure.page_ptr, core="weet", raised_at=NOW)
    task.questions.add(Question.objects.get(comment=words))

    [subject] = RepeatTeller().subjects([Event(pk=1, key=f"repeat:{task.pk}")], colleague("Beheer")).values()

    assert subject.text == "Weet dit?"


def test_two_questions_or_old_ones_raise_none(procedure: ProcedurePage) -> None:
    asked(*TITLES[:2])
    look_for_repeats(NOW)
    asked(TITLES[2])
    look_for_repeats(NOW + timedelta(days=61))

    assert not EditTask.objects.exists()


def test_searches_that_fail_count_beside_questions_and_begin_anew_with_the_page(
    procedure: ProcedurePage,
) -> None:
    asked(TITLES[0])
    for text in ("reiskosten declareren", "declareren reiskosten formulier"):
        for number in range(5):
            learn(colleague(f"{text} {number}"), text, NOTHING, now=NOW)

    look_for_repeats(NOW)

    task = EditTask.objects.get()
    assert (task.questions.count(), task.searches.count()) == (1, 2)
    event = Event(pk=1, key=f"repeat:{task.pk}")
    [subject] = RepeatTeller().subjects([event], colleague("Beheer")).values()
    assert "gezocht op: reiskosten declareren" in subject.text
    procedure.save_revision().publish()
    assert not Lesson.objects.failed().exists()


def test_searches_that_fail_raise_none_by_themselves(procedure: ProcedurePage) -> None:
    for text in ("reiskosten declareren", "declareren reiskosten formulier", "declareren reiskosten bon"):
        for number in range(5):
            learn(colleague(f"{text} {number}"), text, NOTHING, now=NOW)

    assert look_for_repeats(NOW) == []


def test_what_the_keeper_may_not_read_raises_none(procedure: ProcedurePage) -> None:
    [first, *_others] = asked(*TITLES)
    assert first.group is not None
    give_access(first.group, "closed")

    look_for_repeats(NOW)

    assert not EditTask.objects.exists()


def test_publishing_the_page_answers_them_and_tells_the_askers(procedure: ProcedurePage) -> None:
    [first, *_others] = asked(*TITLES)
    look_for_repeats(NOW)

    procedure.save_revision().publish()

    assert {question.state for question in Question.objects.all()} == {"answered"}
    assert {question.became_id for question in Question.objects.all()} == {procedure.pk}
    assert EditTask.objects.get().done_at is not None
    for event in Event.objects.filter(key__startswith="became:"):
        tell_all(event.pk, now=NOW)
    assert Notice.objects.filter(receiver=first.asker, event__key__startswith="became:").count() == 1
