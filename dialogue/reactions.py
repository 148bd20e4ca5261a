"""What colleagues say with one word: that something is useful, thanks, or that they recognise it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Model, Q, QuerySet

from access.models import User
from dialogue.models import BrinkComment, Reaction
from dialogue.pauses import refuse_paused
from dialogue.services.refusals import CommentGone, OutOfSight, ParentElsewhere, YourOwnComment
from dialogue.services.sight import lock_in_sight
from dialogue.targets import Target, target_of


@dataclass(frozen=True)
class Tally:
    """How many say one word, and whether the reader is one of them."""

    kind: Reaction.Kind
    count: int = 0
    is_mine: bool = False


NO_TALLIES = tuple(Tally(kind) for kind in Reaction.Kind)


@transaction.atomic
def react(
    *,
    user: User,
    target: Model | Target,
    comment: BrinkComment | None = None,
    kind: Reaction.Kind,
    is_given: bool,
    now: datetime,
) -> None:
    """Let `user` say one word about `target`, or about a comment under it, or take it back.

    Saying it twice is saying it once, and taking back what was not said changes nothing.
    Raises OutOfSight, WritingPaused, CommentGone, ParentElsewhere (the comment stands under something
    else) or YourOwnComment.
    """
    target = target if isinstance(target, Target) else target_of(target)
    if not target.is_visible_to(user):
        raise OutOfSight
    if is_given:
        refuse_paused(user, now)
    if comment is not None:
        comment = _comment_to_react_to(user, target, comment)
    said = {
        "user": user,
        "kind": kind,
        "content_type": target.content_type,
        "object_pk": target.key,
        "comment": comment,
    }
    if is_given:
        Reaction.objects.get_or_create(**said, defaults={"made_at": now})
    else:
        Reaction.objects.filter(**said).delete()


def tallies_under(comment_ids: Collection[int], viewer: User) -> dict[int, tuple[Tally, ...]]:
    """Return {comment: a tally per kind} of those comments that got any reaction, in one query."""
    if not comment_ids:
        return {}
    counted: dict[int, list[dict[str, Any]]] = defaultdict(list)  # Any: values of every kind
    for row in _counted(Reaction.objects.filter(comment__in=comment_ids), viewer):
        counted[row["comment"]].append(row)
    return {comment_id: _tallies(rows) for comment_id, rows in counted.items()}


def tallies_of(target: Target, viewer: User) -> tuple[Tally, ...]:
    """Return a tally per kind of what is said about `target` itself, in one query."""
    return _tallies(_counted(_about(target, None), viewer))


def reactions_to(target: Target, comment: BrinkComment | None, kind: Reaction.Kind) -> "QuerySet[Reaction]":
    """Return who said `kind`, in the order in which they did; of all, nobody is more than another."""
    return _about(target, comment).filter(kind=kind).order_by("made_at", "pk")


def _about(target: Target, comment: BrinkComment | None) -> "QuerySet[Reaction]":
    if comment is not None:
        return Reaction.objects.filter(comment=comment)
    return Reaction.objects.filter(content_type=target.content_type, object_pk=target.key, comment=None)


def _counted(reactions: "QuerySet[Reaction]", viewer: User) -> Any:  # Any: rows of values
    # Rows are counted and not keys: the index that keeps a word once holds all that is asked here.
    return (
        reactions.order_by()
        .values("comment", "kind")
        .annotate(count=Count("*"), own_count=Count("kind", filter=Q(user=viewer)))
    )


def _tallies(rows: Iterable[dict[str, Any]]) -> tuple[Tally, ...]:  # Any: values of every kind
    by_kind = {row["kind"]: row for row in rows}
    return tuple(
        Tally(kind, by_kind[kind]["count"], by_kind[kind]["own_count"] > 0)
        if kind in by_kind
        else Tally(kind)
        for kind in Reaction.Kind
    )


def _comment_to_react_to(user: User, target: Target, comment: BrinkComment) -> BrinkComment:
    comment, place = lock_in_sight(user, comment)
    if (place.content_type, place.key) != (target.content_type, target.key):
        raise ParentElsewhere
    if not comment.stands:
        raise CommentGone
    if comment.user_id == user.pk:
        raise YourOwnComment
    return comment
