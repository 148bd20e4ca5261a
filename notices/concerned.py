"""Whom an event is meant for, and why: who is answered, named, asked, helped or decided about."""

from collections.abc import Callable

from dialogue.models import BrinkComment, CommentReport, Decision, Mention
from dialogue.querysets import CommentQuerySet
from dialogue.services.waits import above, below
from dialogue.targets import NoTarget, find_target
from notices.models import Event, Notice
from notices.tellers import teller_of

Kind = Event.Kind
Reason = Notice.Reason
State = BrinkComment.AnswerState

# What one comment is for several people, the strongest first: who is answered is not told once more that
# they are named in the answer.
BY_STRENGTH = (Kind.ANSWER, Kind.MENTION, Kind.QUESTION, Kind.TALK)


def concerned_by(event: Event) -> dict[int, Reason]:
    """Return {account: why} of those for whom `event` itself is meant; of what is followed, nobody."""
    if (teller := teller_of(event)) is not None:
        return teller.concerned(event)
    find = _FINDERS.get(event.kind)
    return find(event) if find is not None else {}


def concerned_more(event: Event) -> dict[int, list[Event.Kind]]:
    """Return {account: kinds} of those for whom the same comment is meant in a stronger way."""
    comment = event.comment
    if event.kind not in BY_STRENGTH or comment is None:
        return {}
    found: dict[int, list[Event.Kind]] = {}
    for kind in BY_STRENGTH[: BY_STRENGTH.index(Kind(event.kind))]:
        for user_id in _BY_COMMENT[kind](comment):
            found.setdefault(user_id, []).append(kind)
    return found


def number_of(event: Event) -> int:
    """Return the number of what happened, as it stands in the key."""
    return int(event.key.split(":")[1])


def asker_above(answer: BrinkComment) -> int | None:
    """Return the account of who asked what `answer` answers, the nearest above it."""
    asked = _asking(above(answer)).exclude(pk=answer.pk).exclude(user=answer.user_id)
    asker_id: int | None = asked.order_by("-level", "-pk").values_list("user_id", flat=True).first()
    return asker_id


def _answered(comment: BrinkComment) -> dict[int, Reason]:
    if comment.is_first and not comment.answers_the_opening:
        return {}
    answered_id = comment.answers_id or comment.parent_id
    found: dict[int, Reason] = {}
    rows = above(comment).standing().exclude(pk=comment.pk)
    for pk, user_id, is_question, state in rows.values_list("pk", "user_id", "is_question", "answer_state"):
        if user_id is None:
            continue
        if is_question or state != State.NONE:
            found[user_id] = Reason.ASKED
        elif pk == answered_id:
            found.setdefault(user_id, Reason.ANSWERED)
    return found


def _named(comment: BrinkComment) -> dict[int, Reason]:
    named = Mention.objects.filter(comment=comment, is_reached=True, person__user__isnull=False)
    return dict.fromkeys(named.values_list("person__user", flat=True), Reason.NAMED)


def _asked(comment: BrinkComment) -> dict[int, Reason]:
    is_asked = comment.is_first or comment.is_question or comment.answer_state != State.NONE
    if not is_asked:
        return {}
    try:
        target = find_target(comment.content_type_id, comment.object_pk)
    except NoTarget:
        return {}
    users = [person.user_id for person in target.answerers if person.user_id is not None]
    return dict.fromkeys(users, Reason.KEEPER)


def _helped(event: Event) -> dict[int, Reason]:
    comment = event.comment
    assert comment is not None
    if event.key.startswith("helped:"):
        return {comment.user_id: Reason.HELPED} if comment.user_id is not None else {}
    # It waits again for who answers for the thing; whoever else answered knows that it did not help.
    answers = below(comment).standing().exclude(pk=comment.pk).exclude(user=None)
    others = dict.fromkeys(answers.values_list("user_id", flat=True), Reason.HELPED)
    return {**others, **_asked(comment)}


def _decided(event: Event) -> dict[int, Reason]:
    number = number_of(event)
    if event.key.startswith("report:"):
        reporters = CommentReport.objects.filter(pk=number, reporter__isnull=False)
        return dict.fromkeys(reporters.values_list("reporter_id", flat=True), Reason.REPORTER)
    authors = Decision.objects.filter(pk=number, author__isnull=False)
    return dict.fromkeys(authors.values_list("author_id", flat=True), Reason.AUTHOR)


def _asking(comments: CommentQuerySet) -> CommentQuerySet:
    asking: CommentQuerySet = comments.exclude(is_question=False, answer_state=State.NONE)
    return asking


def _of_comment(kind: Event.Kind) -> Callable[[Event], dict[int, Reason]]:
    def find(event: Event) -> dict[int, Reason]:
        return _BY_COMMENT[kind](event.comment) if event.comment is not None else {}

    return find


_BY_COMMENT: dict[Event.Kind, Callable[[BrinkComment], dict[int, Reason]]] = {
    Kind.ANSWER: _answered,
    Kind.MENTION: _named,
    Kind.QUESTION: _asked,
}
_FINDERS: dict[str, Callable[[Event], dict[int, Reason]]] = {
    **{kind: _of_comment(kind) for kind in _BY_COMMENT},
    Kind.HELPED: _helped,
    Kind.DECISION: _decided,
}
