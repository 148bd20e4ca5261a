"""The task to extend a page, from the day that colleagues keep asking until it is published anew."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from access.holders import who_meet
from content.scopes import carried_scope_id
from dialogue.models import BrinkComment
from dialogue.promises import due_after
from dialogue.services.waits import State, waits
from dialogue.signals import waiting_changed
from groups.models import Question
from groups.services.clocks import CLOSED_AFTER
from notices.happening import note
from notices.models import Event
from search.lessons.solving import begin_anew
from search.models import EditTask, Lesson


@transaction.atomic
def raise_task(
    *, page: Page, questions: Sequence[Question], searches: Sequence[Lesson] = (), core: str, now: datetime
) -> EditTask | None:
    """Return the task for whoever keeps `page`, or None where there is one already: then it grows.

    One at a time for a page, so that a page never has two.
    """
    Page.objects.select_for_update(of=("self",), no_key=True).get(pk=page.pk)
    scope_id = carried_scope_id(page)
    if scope_id is None:
        return None
    task, is_new = EditTask.objects.get_or_create(
        page_id=page.pk, done_at=None, defaults={"core": core[:200], "raised_at": now}
    )
    task.questions.add(*questions)
    task.searches.add(*searches)
    if not is_new:
        return None
    note(
        kind=Event.Kind.QUESTION,
        key=f"repeat:{task.pk}",
        happened_at=now,
        scope_id=scope_id,
        page_id=page.pk,
    )
    return task


@transaction.atomic
def answer_by_publishing(page: Page, *, now: datetime) -> int:
    """Let a page that was published answer what asked for it, and return how many questions that were.

    Of those that still wait; who may not see the page is not answered by it. Searches that failed for want of
    it are counted anew.
    """
    task = EditTask.objects.select_for_update().filter(page=page.pk, done_at=None).first()
    scope_id = carried_scope_id(page) if task is not None else None
    if task is None or scope_id is None:
        return 0
    waiting = list(task.questions.filter(state=Question.State.OPEN, stands=True).order_by("pk"))
    readers = who_meet(scope_id, [question.asker_id for question in waiting if question.asker_id is not None])
    answered = [question for question in waiting if question.asker_id in readers]
    for question in answered:
        _answer(question, page, scope_id, now)
    for lesson in task.searches.select_for_update().order_by("pk"):
        begin_anew(lesson, now=now)
    task.done_at = now
    task.save(update_fields=["done_at"])
    return len(answered)


def _answer(question: Question, page: Page, scope_id: int, now: datetime) -> None:
    Question.objects.filter(pk=question.pk).update(became=page.pk)
    waiting = BrinkComment.objects.filter(pk=question.comment_id, answer_state=State.WAITING)
    waiting.update(**waits(None, State.ANSWERED))
    waiting_changed.send(sender=BrinkComment, comment_ids=[question.comment_id])
    # The notice asks whether it helps: nobody is asked a second time.
    Question.objects.filter(pk=question.pk).update(
        asked_whether_it_helped_at=now, next_step_at=due_after(now, hours=CLOSED_AFTER)
    )
    note(
        kind=Event.Kind.ANSWER,
        key=f"became:{question.pk}:{now:%Y%m%d%H%M%S}",
        happened_at=now,
        scope_id=scope_id,
        page_id=page.pk,
    )
