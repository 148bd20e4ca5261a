"""News about a question for who asked it."""

from datetime import datetime

from groups.models import Question
from notices.happening import note
from notices.models import Event


def tell_asker(question: Question, *, now: datetime) -> None:
    """Let who asked know that somebody closed their question; its screen says why, and where to look."""
    note(
        kind=Event.Kind.ANSWER,
        key=f"question-closed:{question.pk}:{now:%Y%m%d%H%M%S}",
        happened_at=now,
        scope_id=question.scope_id,
        page_id=question.page_id,
        comment=question.comment,
    )
