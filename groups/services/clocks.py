"""The clock of a question: when it runs, when it is answered, and when a worker looks at it next.

All of it is reckoned on a row that its caller holds and saves.
"""

from datetime import datetime, timedelta

from dialogue.models import BrinkComment
from dialogue.promises import HOURS_A_DAY, due_after, working_time
from dialogue.querysets import CommentQuerySet
from dialogue.services.waits import below
from groups.models import Question

Answer = BrinkComment.AnswerState
State = Question.State
Step = Question.Step

# After an answer the asker has a working day to say of their own accord whether it helped.
ASKED_WHETHER_IT_HELPED_AFTER = HOURS_A_DAY
# Whoever says nothing for two weeks of work needs no more.
CLOSED_AFTER = 10 * HOURS_A_DAY


def start_clock(question: Question, since: datetime) -> None:
    """Let the promise of `question` run from a moment on, from the first step of its route."""
    question.waits_since = since
    question.due_at = due_after(since, hours=question.promised_hours)
    question.step = Step.GROUP
    question.next_step_at = due_after(since, hours=question.promised_hours / 2)


def stop_clock(question: Question, *, look_again_at: datetime) -> None:
    """Let the promise stand still, as nobody can answer; at that moment a worker looks whether they can."""
    question.due_at = None
    question.next_step_at = look_again_at


def follow_comment(question: Question, comment: BrinkComment) -> None:
    """Give `question` the state of the comment that asks it.

    What is closed stays so, until its asker asks again or says that an answer helped.
    """
    if question.state == State.CLOSED:
        if not _goes_on(question, comment):
            return
        question.closed_at, question.closed_by, question.closed_reason = None, None, ""
    if comment.answer_state == Answer.WAITING:
        _wait(question, comment)
    elif comment.answer_state == Answer.HELPED:
        _be_answered(question, comment)
        question.state, question.next_step_at = State.HELPED, None
        question.helped_at = _latest_help(comment)
    elif question.state != State.ANSWERED:
        _be_answered(question, comment)
        question.state, question.helped_at = State.ANSWERED, None
        question.next_step_at = _when_to_ask(question, comment)


def forget_answer(question: Question) -> bool:
    """Forget the first answer if nobody's stands any more; return whether that changed `question`."""
    if question.answered_at is None or question.state != State.OPEN:
        return False
    if _said_by_others(question.comment).exists():
        return False
    question.answered_at = question.answer_minutes = question.was_in_time = None
    return True


def _when_to_ask(question: Question, comment: BrinkComment) -> datetime:
    latest = _said_by_others(comment).order_by("-submit_date").first()
    if comment.answer_state == Answer.SET_ASIDE or latest is None:
        # There is nothing to ask of: at the next look it closes.
        return question.waits_since or question.asked_at
    return due_after(latest.submit_date, hours=ASKED_WHETHER_IT_HELPED_AFTER)


def _goes_on(question: Question, comment: BrinkComment) -> bool:
    assert question.closed_at is not None
    if comment.waits_since is not None:
        return comment.waits_since > question.closed_at
    return comment.answer_state == Answer.HELPED and question.closed_by_id is None


def _wait(question: Question, comment: BrinkComment) -> None:
    assert comment.waits_since is not None
    # A question that moved waits since a later moment than its words do.
    if (
        question.state != State.OPEN
        or question.waits_since is None
        or comment.waits_since > question.waits_since
    ):
        start_clock(question, comment.waits_since)
        question.asked_whether_it_helped_at = question.helped_at = None
    question.state = State.OPEN


def _be_answered(question: Question, comment: BrinkComment) -> None:
    """Note when the first answer came, and whether that was in time."""
    if question.answered_at is not None:
        return
    answer = _said_by_others(comment).order_by("-submit_date").first()
    if answer is None:
        # Who answers for the page says that it needs none.
        return
    due_at = question.due_at or due_after(question.asked_at, hours=question.promised_hours)
    question.answered_at = answer.submit_date
    since = question.waits_since or question.asked_at
    question.answer_minutes = int(working_time(since, answer.submit_date) / timedelta(minutes=1))
    question.was_in_time = answer.submit_date <= due_at


def _said_by_others(comment: BrinkComment) -> CommentQuerySet:
    found: CommentQuerySet = below(comment).standing().exclude(pk=comment.pk).exclude(user=comment.user_id)
    return found


def _latest_help(comment: BrinkComment) -> datetime | None:
    helped = below(comment).exclude(helped_at=None).order_by("-helped_at")
    moment: datetime | None = helped.values_list("helped_at", flat=True).first()
    return moment
