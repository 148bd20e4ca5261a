"""The end of a question that is not its answer: closed with a reason, a duplicate, or out of date."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from access.models import User
from dialogue.models import BrinkComment
from dialogue.services.changing import give
from dialogue.services.refusals import OutOfSight
from dialogue.services.sight import lock_thread
from dialogue.services.waits import waits
from dialogue.signals import waiting_changed
from dialogue.targets import target_of
from groups.models import Question
from groups.services.reasons import REPEATED
from groups.services.refusals import GroupRefused
from groups.services.telling import tell_asker
from groups.signals import question_changed

State = Question.State
Answer = BrinkComment.AnswerState
LONGEST_REASON = 300


class NotYoursToSettle(GroupRefused):
    """Who asked it settles a question, or who hosts its group or answers for its page."""

    sentence = _("Only who asked this, or who answers for this place, can do this.")


class NoReason(GroupRefused):
    """Nobody closes a question without saying why."""

    sentence = _("Say in one sentence why, so that who finds this question understands it.")


class NoSuchQuestion(GroupRefused):
    """What is pointed at is no other question that the settler may read."""

    sentence = _("Give the address of another question. You copy it from the address bar of your browser.")


def may_settle(question: Question, user: User) -> bool:
    """Tell whether `user` may say that `question` needs no answer here: one query at most."""
    if question.asker_id == user.pk:
        return True
    thing = question.post if question.post is not None else question.page
    if thing is None:
        return False
    target = target_of(thing)
    return target.is_answered_by(user) or target.is_moderated_by(user)


@transaction.atomic
def close_question(*, settler: User, question: Question, reason: str, now: datetime) -> Question:
    """Return the question, closed for a reason that its readers see. Raises NotYoursToSettle or NoReason."""
    question = _held(settler, question)
    return _close(question, settler, reason, now)


@transaction.atomic
def merge_question(*, settler: User, question: Question, into: Question, now: datetime) -> Question:
    """Return the question, closed as one that repeats `into`: its talk stays, and it points there.

    Of a chain the end is pointed at. Raises NotYoursToSettle or NoSuchQuestion.
    """
    # Both, in one order: two that are merged into each other at this moment would point in a circle.
    both = Question.objects.select_for_update(of=("self",)).filter(pk__in=[question.pk, into.pk])
    list(both.order_by("pk").values_list("pk", flat=True))
    question = _held(settler, question)
    seen = Question.objects.visible_to(settler).standing()
    found = seen.filter(pk=into.pk).first()
    if found is not None and found.duplicate_of_id is not None:
        found = seen.filter(pk=found.duplicate_of_id).first()
    if found is None or found.pk == question.pk:
        raise NoSuchQuestion
    question.duplicate_of = found
    # What pointed here goes along, so that no pointer leads to a pointer.
    for twin in Question.objects.filter(duplicate_of=question):
        twin.duplicate_of = found
        twin.save(update_fields=["duplicate_of"])
        question_changed.send(sender=Question, question=twin)
    merged = _close(question, settler, REPEATED, now)
    # Its words are also those of the other one.
    question_changed.send(sender=Question, question=found)
    return merged


@transaction.atomic
def mark_outdated(
    *, settler: User, question: Question, points_to: str, reason: str, now: datetime
) -> Question:
    """Return the question, of which the answer does not hold any more, with where to look instead.

    Raises NotYoursToSettle or NoReason.
    """
    question = _held(settler, question)
    question.is_outdated, question.points_to = True, points_to
    return _close(question, settler, reason, now)


@transaction.atomic
def reopen_question(*, settler: User, question: Question, now: datetime) -> Question:
    """Return the question, which waits for an answer again. Raises NotYoursToSettle."""
    question = _held(settler, question)
    if question.state != State.CLOSED:
        return question
    old = question.duplicate_of
    question.duplicate_of, question.is_outdated, question.points_to = None, False, ""
    question.save(update_fields=["duplicate_of", "is_outdated", "points_to"])
    give(question.comment, waits(now))
    waiting_changed.send(sender=BrinkComment, comment_ids=[question.comment_id])
    if old is not None:
        question_changed.send(sender=Question, question=old)
    question.refresh_from_db()
    return question


def _held(settler: User, question: Question) -> Question:
    # The thread before the question, as whoever answers or is helped at this moment takes them.
    try:
        lock_thread(question.comment.thread_id)
    except OutOfSight as gone:
        raise NotYoursToSettle from gone
    rows = Question.objects.visible_to(settler).standing().select_for_update(of=("self",))
    held: Question | None = (
        rows.select_related("comment", "post__group", "page").filter(pk=question.pk).first()
    )
    if held is None or not may_settle(held, settler):
        raise NotYoursToSettle
    return held


def _close(question: Question, settler: User, reason: str, now: datetime) -> Question:
    reason = " ".join(reason.split())[:LONGEST_REASON]
    if not reason:
        raise NoReason
    question.state = State.CLOSED
    question.closed_at, question.closed_by, question.closed_reason = now, settler, reason
    question.next_step_at = None
    question.save()
    if question.asker_id != settler.pk:
        tell_asker(question, now=now)
    if question.comment.answer_state == Answer.WAITING:
        give(question.comment, waits(None, Answer.SET_ASIDE))
        waiting_changed.send(sender=BrinkComment, comment_ids=[question.comment_id])
    question_changed.send(sender=Question, question=question)
    return question
