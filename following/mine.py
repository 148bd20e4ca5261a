"""What someone follows, as they meet it on their screen."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from access.models import User
from following.models import Follow
from following.sources import Place, SourceKind, places_of, source_kinds

# Of each kind, on the screen that shows them all.
ROWS_IN_SHORT = 8


@dataclass(frozen=True)
class FollowRow:
    """Something that is followed; what its follower may see no more has no place, and can be stopped."""

    kind: str
    object_id: int
    place: Place | None

    @property
    def can_be_followed(self) -> bool:
        """Whether whoever stops can follow it again."""
        return self.place is not None and not self.place.has_ended


@dataclass(frozen=True)
class FollowedKind:
    """What someone follows of one kind, or the first of it."""

    kind: SourceKind
    rows: list[FollowRow]
    has_more: bool


def follows_of(follower: User, kind: str) -> "QuerySet[Follow]":
    """Return what `follower` follows of one kind, the last followed first."""
    follows = Follow.objects.filter(follower=follower, source__kind=kind).select_related("source")
    return follows.order_by("-followed_at", "-pk")


def rows_of(follows: Iterable[Follow], follower: User) -> list[FollowRow]:
    """Return a row for each, with a few queries for each kind."""
    sources = [follow.source for follow in follows]
    places = places_of(sources, follower)
    return [FollowRow(source.kind, source.object_id, places.get(source.pk)) for source in sources]


def follows_in_short(follower: User) -> list[FollowedKind]:
    """Return the kinds of which `follower` follows something, with the first of each."""
    found = [(kind, list(follows_of(follower, kind.name)[: ROWS_IN_SHORT + 1])) for kind in source_kinds()]
    rows = iter(rows_of([follow for _kind, follows in found for follow in follows[:ROWS_IN_SHORT]], follower))
    return [
        FollowedKind(
            kind, [next(rows) for _follow in follows[:ROWS_IN_SHORT]], has_more=len(follows) > ROWS_IN_SHORT
        )
        for kind, follows in found
        if follows
    ]
