import pytest

from access.models import User
from access.traces import Policy
from dialogue.models import BrinkComment
from dialogue.services import edit_comment, report_comment, say_helped
from directory.leaving import leave
from directory.models import Person
from directory.privacy.erasing import erase_person
from tests.factories.dialogue import NOW, colleague, comment_on
from tests.factories.pages import NewsPageFactory

pytestmark = pytest.mark.django_db

State = BrinkComment.AnswerState


@pytest.mark.parametrize("policy", Policy)
def test_what_was_said_on_behalf_of_somebody_stays_with_who_said_it(policy: Policy) -> None:
    leader, delegate = colleague("Liv Aerts"), colleague("Emre Demir")
    answer = comment_on(NewsPageFactory(), "Dat kan.", author=delegate)
    BrinkComment.objects.filter(pk=answer.pk).update(on_behalf_of=leader.person)
    edit_comment(editor=delegate, comment=answer, text="Dat mag.", now=NOW)

    _erase(leader, policy)

    answer.refresh_from_db()
    assert (answer.comment, answer.withdrawn_at) == ("Dat mag.", None)
    assert [edit.text for edit in answer.edits.all()] == ["Dat kan."]


def test_erased_words_are_not_left_with_a_report_of_somebody_else() -> None:
    author = colleague("Hugo Smit")
    comment = comment_on(NewsPageFactory(), "Jullie zijn dom.", author=author)
    report = report_comment(reporter=colleague("Noor Bakker"), comment=comment, reason="Onaardig.", now=NOW)

    _erase(author, Policy.REMOVE)

    report.refresh_from_db()
    assert (report.text, report.reason) == ("", "Onaardig.")


def test_a_question_waits_again_when_the_answers_that_helped_are_erased() -> None:
    page = NewsPageFactory(keeper=colleague("Sam de Wit").person)
    asker, helper = colleague("Noor Bakker"), colleague("Hugo Smit")
    question = comment_on(page, "Wanneer?", author=asker, is_question=True)
    for text in ("Morgen.", "Of overmorgen."):
        answer = comment_on(page, text, author=helper, parent=question)
        say_helped(asker=asker, answer=answer, now=NOW)

    _erase(helper, Policy.REMOVE)

    question.refresh_from_db()
    assert question.answer_state == State.WAITING
    assert question.conversation.waits_since == question.waits_since
    assert not BrinkComment.objects.exclude(helped_at=None).exists()


def _erase(user: User, policy: Policy) -> None:
    person = Person.objects.get(user=user)
    leave(person=person, on=NOW.date(), now=NOW)
    assert erase_person(person=person, policy=policy, actor=None, now=NOW)
