"""What is done with a comment that asks: marked, answered to the asker's liking or not, or set aside."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.dispatch import Signal

from access.models import User
from dialogue.conversations import sum_up
from dialogue.models import BrinkComment
from dialogue.pauses import refuse_paused
from dialogue.services.changing import give
from dialogue.services.refusals import (
    CommentGone,
    CommentsClosed,
    NotAnAnswerer,
    NothingAsked,
    NotYours,
    OutOfSight,
)
from dialogue.services.sight import lock_in_sight
from dialogue.services.waits import State, above, begins_to_wait, forget_help, waits
from dialogue.signals import answer_helped, question_asked, question_asked_again, waiting_changed
from dialogue.targets import Target


@transaction.atomic
def mark_question(*, author: User, comment: BrinkComment, now: datetime) -> BrinkComment:
    """Return the comment, which now asks: it waits for who answers for the thing.

    Marking again changes nothing. Raises OutOfSight, NotYours, CommentGone, CommentsClosed or
    WritingPaused.
    """
    refuse_paused(author, now)
    comment, target = _own_standing(author, comment)
    if comment.is_opening and not target.asks:
        # What a thing is, is said where it is written.
        raise OutOfSight
    if (closed := target.closed_to(author)) is not None:
        raise CommentsClosed(closed)
    if comment.is_question:
        return comment
    values: dict[str, object] = {"is_question": True}
    begins = begins_to_wait(author, target, is_question=True, is_first=comment.is_first)
    if begins and comment.answer_state == State.NONE:
        values |= waits(now)
    _change(comment, values)
    _tell(question_asked, comment, target)
    return comment


@transaction.atomic
def unmark_question(*, author: User, comment: BrinkComment, now: datetime) -> BrinkComment:
    """Return the comment, which asks nothing any more; where each first comment waits, it still does.

    Raises OutOfSight, NotYours, CommentGone, or NothingAsked for what has been dealt with already.
    """
    comment, target = _own_standing(author, comment)
    if not comment.is_question:
        return comment
    if comment.answer_state not in (State.NONE, State.WAITING):
        raise NothingAsked
    still_waits = begins_to_wait(author, target, is_question=False, is_first=comment.is_first)
    _change(comment, {"is_question": False, **waits(comment.waits_since if still_waits else None)})
    return comment


@transaction.atomic
def say_helped(*, asker: User, answer: BrinkComment, now: datetime) -> BrinkComment:
    """Return the answer, of which the asker says that it answers their question; more than one can.

    Raises OutOfSight, NotYours (it stands under no question of theirs) or CommentGone.
    """
    answer, target = lock_in_sight(asker, answer)
    question = question_above(asker, answer)
    if question is None:
        raise NotYours
    if not answer.stands:
        raise CommentGone
    if answer.helped_at is None:
        give(answer, {"helped_at": now})
        _tell(answer_helped, answer, target)
    _change(question, waits(None, State.HELPED))
    return answer


@transaction.atomic
def say_not_yet(*, asker: User, question: BrinkComment, now: datetime) -> BrinkComment:
    """Return the question, which waits again: what was answered did not help.

    Raises OutOfSight, NotYours, CommentGone, CommentsClosed, or NothingAsked for what has no answer yet.
    """
    question, target = _own_standing(asker, question)
    if (closed := target.closed_to(asker)) is not None:
        raise CommentsClosed(closed)
    if question.answer_state not in (State.ANSWERED, State.HELPED):
        raise NothingAsked
    forget_help(question)
    _change(question, waits(now))
    _tell(question_asked_again, question, target)
    return question


@transaction.atomic
def set_aside(*, answerer: User, comment: BrinkComment, now: datetime) -> BrinkComment:
    """Return the comment, of which who answers for the thing says that it needs no answer.

    Raises OutOfSight, NotAnAnswerer, CommentGone, or NothingAsked for what does not wait.
    """
    comment = _waiting_for(answerer, comment, State.WAITING)
    _change(comment, waits(None, State.SET_ASIDE))
    return comment


@transaction.atomic
def take_back(*, answerer: User, comment: BrinkComment, now: datetime) -> BrinkComment:
    """Return the comment, which was set aside and waits again. Raises as `set_aside`."""
    comment = _waiting_for(answerer, comment, State.SET_ASIDE)
    _change(comment, waits(now))
    return comment


def _own_standing(user: User, comment: BrinkComment) -> tuple[BrinkComment, Target]:
    comment, target = lock_in_sight(user, comment)
    if comment.user_id != user.pk:
        raise NotYours
    if not comment.stands:
        raise CommentGone
    return comment, target


def question_above(asker: User, answer: BrinkComment) -> BrinkComment | None:
    """Return the nearest comment above `answer`, by somebody else, in which `asker` asks for an answer."""
    if answer.user_id == asker.pk:
        return None
    own = above(answer).standing().exclude(pk=answer.pk).filter(user=asker)
    asked = own.exclude(is_question=False, answer_state=State.NONE)
    found: BrinkComment | None = asked.order_by("-level", "-pk").first()
    return found


def _waiting_for(answerer: User, comment: BrinkComment, state: str) -> BrinkComment:
    comment, target = lock_in_sight(answerer, comment)
    if not target.is_answered_by(answerer):
        raise NotAnAnswerer
    if not comment.stands:
        raise CommentGone
    if comment.answer_state != state:
        raise NothingAsked
    return comment


def _change(comment: BrinkComment, values: dict[str, object]) -> None:
    give(comment, values)
    sum_up(comment.thread_id)
    waiting_changed.send(sender=BrinkComment, comment_ids=[comment.pk])


def _tell(signal: Signal, comment: BrinkComment, target: Target) -> None:
    transaction.on_commit(partial(signal.send, sender=BrinkComment, comment=comment, target=target))
