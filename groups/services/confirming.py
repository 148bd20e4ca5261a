"""The end of a question: its asker is asked once whether the answer helped, and at last it closes."""

from datetime import datetime

from dialogue.promises import due_after
from groups.models import Question
from groups.services.clocks import CLOSED_AFTER
from notices.happening import note
from notices.models import Event


def ask_whether_it_helped(question: Question, *, now: datetime) -> None:
    """Ask the asker whether the answer helped; the caller holds and saves the question."""
    question.asked_whether_it_helped_at = now
    question.next_step_at = due_after(now, hours=CLOSED_AFTER)
    note(
        kind=Event.Kind.ANSWER,
        key=f"did-it-help:{question.pk}:{now:%Y%m%d%H%M%S}",
        happened_at=now,
        scope_id=question.scope_id,
        page_id=question.page_id,
        comment=question.comment,
    )


def close_by_itself(question: Question, reason: str, *, now: datetime) -> None:
    """Close the question for one of `groups.services.reasons`; the caller holds and saves it."""
    question.state = Question.State.CLOSED
    question.closed_at, question.closed_by, question.closed_reason = now, None, reason
    question.next_step_at = None
