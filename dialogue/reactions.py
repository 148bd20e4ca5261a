"""What colleagues say with one word: that something is useful, thanks, or that they recognise it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from access.models import User
from dialogue.models import BrinkComment, Reaction
from dialogue.targets import Target


@dataclass(frozen=True)
class Tally:
    """How many say one word, and whether the reader is one of them."""

    kind: Reaction.Kind
    count: int = 0
    is_mine: bool = False


NO_TALLIES = tuple(Tally(kind) for kind in Reaction.Kind)


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
