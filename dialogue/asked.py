"""What readers see of asking and answering beside each comment of a thread, and what they may do about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from access.models import User
from access.scopes import Viewer, visible_scope_ids
from dialogue.models import BrinkComment
from dialogue.promises import Clock, clocks_for
from dialogue.targets import FurtherAct, Target
from directory.models import Person

State = BrinkComment.AnswerState


@dataclass(frozen=True)
class Wait:
    """That a comment waits, and for whom, as one reader may know it."""

    # Nothing where the reader may not see who it is, or nobody answers for the thing.
    name: str
    is_for_reader: bool
    # Nothing once the time has passed, for all who do not owe the answer: it is never a reproach.
    clock: Clock | None
    # It is no question, so nobody sees that it waits but its author and who answers: these others.
    is_for_few: bool = False
    seen_by: str = ""


@dataclass(frozen=True)
class Asked:
    """How a comment asks or answers."""

    is_question: bool = False
    is_answered: bool = False
    helped: bool = False
    # It is the answer of which the asker says so.
    is_what_helped: bool = False
    is_set_aside: bool = False
    on_behalf_of: str = ""
    wait: Wait | None = None
    acts: Sequence[FurtherAct] = ()

    @property
    def acts_at_hand(self) -> list[FurtherAct]:
        """What the reader is most likely to do: it stands in the open."""
        return [act for act in self.acts if act.is_at_hand]

    @property
    def acts_folded_away(self) -> list[FurtherAct]:
        return [act for act in self.acts if not act.is_at_hand]

    @property
    def leads(self) -> bool:
        """Whether it is an answer to look for: it helped, or speaks for who answers."""
        return self.is_what_helped or bool(self.on_behalf_of)


def asked_of(
    comments: Sequence[BrinkComment], target: Target, viewer: User, now: datetime
) -> dict[int, Asked]:
    """Return for each of `comments` that stands how it asks or answers, in at most six queries."""
    standing = [comment for comment in comments if comment.stands]
    is_answerer = target.is_answered_by(viewer)
    waits = _waits(standing, target, viewer, now, is_answerer=is_answerer)
    own_questions = _own_questions(standing, target, viewer)
    spoken_for = _spoken_for(standing, target, viewer)
    of_readers = target.acts_of_readers(standing, viewer)
    speaks = any(comment.user_id == viewer.pk for comment in standing)
    may_ask = speaks and target.closed_to(viewer) is None
    found = {}
    for comment in standing:
        state = comment.answer_state
        is_concerned = is_answerer or comment.user_id == viewer.pk
        found[comment.pk] = Asked(
            is_question=comment.is_question,
            is_answered=comment.is_question and state in (State.ANSWERED, State.HELPED),
            helped=comment.is_question and state == State.HELPED,
            is_what_helped=comment.helped_at is not None,
            is_set_aside=state == State.SET_ASIDE and is_concerned,
            on_behalf_of=spoken_for.get(comment.on_behalf_of_id, ""),
            wait=waits.get(comment.pk),
            acts=[
                *_acts_of_author(comment, viewer, may_ask=may_ask),
                *_acts_of_asker(comment, own_questions, viewer, target),
                *of_readers.get(comment.pk, ()),
                *(_acts_of_answerer(comment, target, viewer) if is_answerer else ()),
            ],
        )
    return found


def seen_name(person: Person | None, viewer: Viewer) -> str:
    """Return the name of a colleague for `viewer`; nothing of who left or whom they may not see."""
    if person is None or person.left_on is not None or person.scope_id not in visible_scope_ids(viewer):
        return ""
    return person.name


def names_of_others(people: Iterable[Person], viewer: User) -> str:
    """Return the names of `people` besides `viewer`, for the words “only you and … see this”."""
    others = [person for person in people if person.user_id != viewer.pk]
    names = [name for person in others if (name := seen_name(person, viewer))]
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def _waits(
    comments: Iterable[BrinkComment], target: Target, viewer: User, now: datetime, *, is_answerer: bool
) -> dict[int, Wait]:
    # A criticism under a leader's post waits for the leader, and nobody else is shown that it does.
    waiting = [
        comment
        for comment in comments
        if comment.waits_since is not None
        and (comment.is_question or is_answerer or comment.user_id == viewer.pk)
    ]
    if not waiting:
        return {}
    clocks = clocks_for(waiting, days=target.reply_days, now=now)
    name = seen_name(target.answerers[0] if target.answerers else None, viewer)
    seen_by = names_of_others(target.answerers, viewer)
    return {
        comment.pk: Wait(
            name=name,
            is_for_reader=is_answerer,
            clock=None if clock.is_over and not is_answerer else clock,
            is_for_few=not comment.is_question,
            seen_by=seen_by,
        )
        for comment in waiting
        for clock in [clocks[comment.pk]]
    }


def _own_questions(comments: Iterable[BrinkComment], target: Target, viewer: User) -> dict[int, str]:
    """Return {key: state} of what `viewer` asks above any of `comments`."""
    above = {key for comment in comments for key in _above(comment, target)}
    if not above:
        return {}
    own = BrinkComment.objects.standing().filter(pk__in=above, user=viewer).order_by()
    rows = own.values_list("pk", "is_question", "answer_state")
    return {pk: state for pk, is_question, state in rows if is_question or state != State.NONE}


def _above(comment: BrinkComment, target: Target) -> list[int]:
    """Return what a comment stands under, the nearest first, and at last the words of the thing itself."""
    place = () if comment.is_first else (comment.answers_id, comment.parent_id, comment.thread_id)
    return [key for key in (*place, target.opening_id) if key is not None]


def _spoken_for(comments: Iterable[BrinkComment], target: Target, viewer: User) -> dict[int | None, str]:
    keys = {comment.on_behalf_of_id for comment in comments} - {None}
    people = {person.pk: person for person in target.answerers}
    if keys - people.keys():
        people |= Person.objects.in_bulk(keys - people.keys())
    return {key: seen_name(people[key], viewer) or _("a colleague") for key in keys}


def _acts_of_author(comment: BrinkComment, viewer: User, *, may_ask: bool) -> Iterable[FurtherAct]:
    if comment.user_id != viewer.pk:
        return
    if comment.is_question and comment.answer_state in (State.NONE, State.WAITING):
        yield _act(_("This is not a question"), "unask", comment.pk)
    if may_ask:
        if not comment.is_question:
            yield _act(_("Ask it as a question"), "ask", comment.pk)
        if comment.answer_state == State.HELPED:
            yield _act(_("Not answered after all"), "not-yet", comment.pk)


def _acts_of_asker(
    comment: BrinkComment, own_questions: dict[int, str], viewer: User, target: Target
) -> Iterable[FurtherAct]:
    question = next((key for key in _above(comment, target) if key in own_questions), None)
    if question is None or comment.user_id == viewer.pk:
        return
    if comment.helped_at is None:
        yield _act(_("This answers it"), "helped", comment.pk, is_at_hand=True)
    is_by_answerer = any(person.user_id == comment.user_id for person in target.answerers)
    if own_questions[question] == State.ANSWERED and is_by_answerer and target.closed_reason is None:
        yield _act(_("Not yet"), "not-yet", question, is_at_hand=True)


def _acts_of_answerer(comment: BrinkComment, target: Target, viewer: User) -> Iterable[FurtherAct]:
    if comment.answer_state == State.WAITING:
        yield _act(_("Needs no answer"), "aside", comment.pk, is_at_hand=True)
    elif comment.answer_state == State.SET_ASIDE:
        yield _act(_("Let it wait again"), "wait-again", comment.pk)
    if comment.user_id != viewer.pk:
        yield from target.further_acts(comment)


def _act(words: str, name: str, pk: int, *, is_at_hand: bool = False) -> FurtherAct:
    return FurtherAct(words, reverse(f"dialogue:comment-{name}", args=[pk]), is_at_hand=is_at_hand)
