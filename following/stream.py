"""The stream of one person: what appeared of all that they follow, as they may see it now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from access.models import User
from access.scopes import visible_scope_ids
from following.models import Thing
from following.newest import Asked, Position, newest_things
from following.things import Line, lines_of


@dataclass(frozen=True)
class StreamPage:
    """A part of a stream, the newest first, and where the next part begins if there is more."""

    lines: list[Line]
    next_cursor: Position | None = None


def stream_of(
    user: User,
    *,
    language: str,
    size: int,
    before: Position | None = None,
    since: datetime | None = None,
    kinds: Collection[str] = (),
    source_kinds: Collection[str] = (),
    sources: Collection[int] = (),
) -> StreamPage:
    """Return at most `size` lines of what `user` follows, for who reads in `language`.

    `before` is the `next_cursor` of the part above, `since` leaves out what appeared until then. `kinds` are
    those of things, `sources` the keys of sources; without them it is all that `user` follows. Each thing
    comes once, and never again further on. The number of queries is fixed for each kind that occurs.
    """
    found = newest_things(
        Asked(
            follower_id=user.pk,
            scope_ids=visible_scope_ids(user),
            language=language,
            size=size + 1,
            before=before,
            since=since,
            kinds=kinds,
            source_kinds=source_kinds,
            sources=sources,
        )
    )
    by_key = Thing.objects.in_bulk(found[:size])
    # What was taken away between the two queries is not there.
    things = [by_key[key] for key in found[:size] if key in by_key]
    has_more = len(found) > size and things
    return StreamPage(
        lines_of(things, user),
        Position(things[-1].published_at, things[-1].pk) if has_more else None,
    )
