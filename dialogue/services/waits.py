"""What an answer does to the comments above it that wait for one; the lock of the thread is held."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import TypeAlias

from django.db.models import Q

from access.models import User
from dialogue.models import BrinkComment
from dialogue.querysets import CommentQuerySet
from dialogue.signals import waiting_changed
from dialogue.targets import Target, find_target

State = BrinkComment.AnswerState
# Given comments that ask: {comment: the accounts that were asked to answer it besides those who answer there}
AskedPeople: TypeAlias = Callable[[Collection[int]], dict[int, set[int]]]

_sources: list[AskedPeople] = []


def register_asked_people(source: AskedPeople) -> AskedPeople:
    """Let a room above say who else was asked to answer: their answer ends the waiting too."""
    _sources[:] = [source]
    return source


def _asked_people(question_ids: Collection[int]) -> dict[int, set[int]]:
    return _sources[0](question_ids) if _sources else {}


def begins_to_wait(author: User, target: Target, *, is_question: bool, is_first: bool) -> bool:
    """Whether a comment waits for who answers for `target`: it asks, or each first comment waits there.

    Who answers for the thing waits for nobody, except where anybody may answer.
    """
    if target.is_answered_by_all:
        return is_question
    if target.is_answered_by(author):
        return False
    return is_question or (is_first and bool(target.answerers) and target.awaits_all)


def waits(since: datetime | None, otherwise: str = State.NONE) -> dict[str, object]:
    """Return the values of a comment that waits since that moment, or of one in another state."""
    return {"answer_state": State.WAITING if since else otherwise, "waits_since": since}


def above(comment: BrinkComment) -> CommentQuerySet:
    """Return the comments that an answer to `comment` also answers: itself, and those it stands under.

    A thread has three levels, so these are the comment, its parent and the first of the thread; one that
    stands beside what it answers, for want of a level, names that, and the first one what opens the thing.
    """
    keys = {comment.pk, comment.parent_id, comment.thread_id, comment.answers_id} - {None}
    rows = BrinkComment.objects.select_related(None)
    opening = rows.filter(is_opening=True, pk__in=rows.filter(pk=comment.thread_id).values("answers"))
    path: CommentQuerySet = rows.filter(Q(pk__in=keys) | Q(pk__in=opening.order_by().values("pk")))
    return path


def answer_above(answered: BrinkComment, answerer: User, target: Target) -> bool:
    """Take what waits above a new answer off the list, if `answerer` is who it waits for or was asked.

    Return whether that changed anything: the conversation is then summed up anew.
    """
    waiting = above(answered).filter(answer_state=State.WAITING).exclude(user=answerer)
    keys = list(waiting.values_list("pk", flat=True))
    if keys and not (target.is_answered_by_all or target.is_answered_by(answerer)):
        asked = _asked_people(keys)
        keys = [key for key in keys if answerer.pk in asked.get(key, ())]
    if keys:
        BrinkComment.objects.filter(pk__in=keys).update(**waits(None, State.ANSWERED))
        waiting_changed.send(sender=BrinkComment, comment_ids=keys)
    return bool(keys)


def answer_is_gone(answer: BrinkComment, target: Target, now: datetime) -> None:
    """Let what only `answer` answered wait again; the conversation is summed up after."""
    keepers = {person.user_id for person in target.answerers} - {None}
    answered = above(answer).exclude(pk=answer.pk).filter(answer_state__in=[State.ANSWERED, State.HELPED])
    questions = list(answered)
    asked = _asked_people([question.pk for question in questions]) if questions else {}
    for question in questions:
        answering = keepers | asked.get(question.pk, set())
        if answer.helped_at is None and answer.user_id not in answering and not target.is_answered_by_all:
            continue
        others = below(question).standing().exclude(pk__in=[answer.pk, question.pk])
        if others.exclude(helped_at=None).exists():
            continue
        if not target.is_answered_by_all:
            others = others.filter(user__in=answering)
        is_answered = others.exclude(user=question.user_id).exists()
        state = waits(None, State.ANSWERED) if is_answered else waits(now)
        BrinkComment.objects.filter(pk=question.pk).update(**state)
        waiting_changed.send(sender=BrinkComment, comment_ids=[question.pk])


def note_hiding(answer: BrinkComment) -> None:
    """Let the comments above one that was just hidden, or put back, wait or be answered accordingly."""
    target = find_target(answer.content_type_id, answer.object_pk)
    if answer.hidden_at is not None:
        answer_is_gone(answer, target, answer.hidden_at)
    elif answer.user is not None:
        answer_above(answer, answer.user, target)


def forget_help(question: BrinkComment) -> None:
    """Take back that answers to `question` helped."""
    below(question).exclude(helped_at=None).update(helped_at=None)


def below(question: BrinkComment) -> CommentQuerySet:
    """Return the comments that may answer `question`: all of its conversation where it begins one.

    Under what opens a thing these are all comments on the thing.
    """
    if question.is_opening:
        under: CommentQuerySet = BrinkComment.objects.under(question.content_type_id, question.object_pk)
        return under.exclude(pk=question.pk).select_related(None)
    place = Q(parent_id=question.pk) | Q(answers=question.pk)
    if question.is_first:
        place = Q()
    rows: CommentQuerySet = BrinkComment.objects.filter(place, thread_id=question.thread_id)
    return rows.select_related(None)
