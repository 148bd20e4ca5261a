"""Writing down what happened, once each, for a worker to pass on."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TypeAlias

from django.db import transaction
from wagtail.models import Page

from access.models import Scope
from content.scopes import hold_scopes
from dialogue.models import BrinkComment, CommentReport, Decision
from dialogue.targets import NoTarget, Target, find_target
from following.models import Thing
from following.talking import COMMENT
from notices.concerned import asker_above
from notices.models import Announcement, Event
from notices.passing import pass_on
from notices.quiet import is_quiet

Kind = Event.Kind


@transaction.atomic
def note(
    *,
    kind: Event.Kind,
    key: str,
    happened_at: datetime,
    scope_id: int,
    page_id: int | None,
    actor_id: int | None = None,
    comment: BrinkComment | None = None,
    thing: Thing | None = None,
    announcement: Announcement | None = None,
    concerns_more: bool = False,
) -> Event:
    """Return the event, which a worker passes on; noting it again changes nothing.

    Where it now `concerns_more` people than before it is passed on anew, to those. What is noted `quietly` is
    passed on to nobody.
    """
    is_silent = is_quiet()
    event, is_new = Event.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "happened_at": happened_at,
            "scope_id": scope_id,
            "page_id": page_id,
            "actor_id": actor_id,
            "comment": comment,
            "thing": thing,
            "announcement": announcement,
            "passed_on_at": happened_at if is_silent else None,
        },
    )
    if is_silent:
        return event
    if not is_new and concerns_more:
        Event.objects.filter(pk=event.pk).update(passed_on_to=0, passed_on_at=None)
    if is_new or concerns_more:
        transaction.on_commit(partial(pass_on.enqueue, event.pk))
    return event


def note_posted(comment: BrinkComment, target: Target) -> None:
    """Note that `comment` answers somebody, and that it is for who answers for the thing."""
    is_answer = not comment.is_first or comment.answers_the_opening
    if is_answer:
        _note_said(Kind.ANSWER, f"answer:{comment.pk}", comment, target, comment.submit_date)
    if not is_answer or comment.answer_state == BrinkComment.AnswerState.WAITING:
        note_question(comment, target)


def note_question(comment: BrinkComment, target: Target) -> None:
    """Note that `comment` is for who answers for the thing."""
    _note_said(Kind.QUESTION, f"question:{comment.pk}", comment, target, comment.submit_date)


def note_mentions(comment: BrinkComment, target: Target) -> None:
    """Note that colleagues are named in `comment`, also when an edit names more of them."""
    moment = comment.edited_at or comment.submit_date
    _note_said(Kind.MENTION, f"mention:{comment.pk}", comment, target, moment, concerns_more=True)


def note_help(answer: BrinkComment, target: Target) -> None:
    """Note that `answer` helped who asked."""
    moment = answer.helped_at or answer.submit_date
    key = f"helped:{answer.pk}:{moment:%Y%m%d%H%M%S%f}"
    _note(Kind.HELPED, key, answer, target, moment, actor_id=asker_above(answer))


def note_asked_again(question: BrinkComment, target: Target) -> None:
    """Note that what was answered to `question` did not help."""
    moment = question.waits_since or question.submit_date
    key = f"again:{question.pk}:{moment:%Y%m%d%H%M%S%f}"
    _note_said(Kind.HELPED, key, question, target, moment)


def note_decision(decision: Decision) -> None:
    """Note that a moderator decided, which the author may know whatever becomes of the page."""
    note(
        kind=Kind.DECISION,
        key=f"decision:{decision.pk}",
        happened_at=decision.decided_at,
        scope_id=Scope.objects.everyone().pk,
        page_id=None,
        comment=decision.comment,
    )


def note_report(report: CommentReport) -> None:
    """Note that a report is settled, which its reporter may know while they see where the comment stands."""
    moment = report.settled_at or report.reported_at
    with suppress(NoTarget):
        target = find_target(report.comment.content_type_id, report.comment.object_pk)
        _note(Kind.DECISION, f"report:{report.pk}", report.comment, target, moment, actor_id=None)


@transaction.atomic
def note_thing(thing: Thing) -> Event | None:
    """Return the event that something appeared, for who follows one of its sources; None if it is gone.

    What comes back is the same event: whoever was told of it is not told again, whoever was missed is.
    """
    # As it is now, while nobody can change scopes: since it was written its page may have been closed.
    hold_scopes()
    now_there = Thing.objects.select_for_update(no_key=True).filter(pk=thing.pk).first()
    if now_there is None:
        return None
    thing = now_there
    comment = _words_of(thing)
    return note(
        kind=Kind.TALK if thing.kind == COMMENT else Kind.PUBLISHED,
        key=f"thing:{thing.pk}",
        happened_at=thing.published_at,
        scope_id=thing.scope_id,
        page_id=thing.page_id,
        actor_id=comment.user_id if comment is not None else None,
        comment=comment,
        thing=thing,
        concerns_more=True,
    )


WordsOf: TypeAlias = Callable[[int], BrinkComment | None]
_words: dict[str, WordsOf] = {}


def register_words(thing_kind: str, words_of: WordsOf) -> None:
    """Let notices of things of this kind go where their words go, which are the comment with this answer.

    A room above whose things are nothing but words says so in its `apps.py`.
    """
    _words[thing_kind] = words_of


def _words_of(thing: Thing) -> BrinkComment | None:
    if thing.kind == COMMENT:
        found: BrinkComment | None = BrinkComment.objects.filter(pk=thing.object_id).first()
        return found
    return _words[thing.kind](thing.object_id) if thing.kind in _words else None


def _note_said(
    kind: Event.Kind,
    key: str,
    comment: BrinkComment,
    target: Target,
    moment: datetime,
    *,
    concerns_more: bool = False,
) -> None:
    """Note what the author of `comment` did by it."""
    _note(kind, key, comment, target, moment, actor_id=comment.user_id, concerns_more=concerns_more)


@transaction.atomic
def _note(
    kind: Event.Kind,
    key: str,
    comment: BrinkComment,
    target: Target,
    moment: datetime,
    *,
    actor_id: int | None,
    concerns_more: bool = False,
) -> None:
    page = target.thing if isinstance(target.thing, Page) else None
    # Asked in the transaction that stores it: whoever closes the thing at this moment finds the event.
    hold_scopes()
    scope_id = target.scope_id
    if scope_id is None:
        return
    note(
        kind=kind,
        key=key,
        happened_at=moment,
        scope_id=scope_id,
        page_id=page.pk if page is not None else None,
        actor_id=actor_id,
        comment=comment,
        concerns_more=concerns_more,
    )
