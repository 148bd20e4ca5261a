"""The newest things of all that someone follows: one query, in the form that each database does fastest.

Each source is read from the front of its own index, no further than it can matter: the rows that are read
stay below sources times lines, plus what is hidden from the reader.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, TypeAlias

from django.db import connection

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
IN_ADDRESS = re.compile(r"([0-9]{1,17})-([0-9]{1,18})", re.ASCII)


class Position(NamedTuple):
    """A place in a stream: that of one thing, or a moment before or after everything of that moment."""

    published_at: datetime
    thing_id: int = 0

    @property
    def in_address(self) -> str:
        """The place as text, for the address of the page that begins after it."""
        return f"{(self.published_at - EPOCH) // timedelta(microseconds=1)}-{self.thing_id}"


def position_in(text: str) -> Position | None:
    """Return the place that `text` from an address names, or None where it names none."""
    found = IN_ADDRESS.fullmatch(text)
    if found is None:
        return None
    microseconds, thing_id = (int(number) for number in found.groups())
    return Position(EPOCH + timedelta(microseconds=microseconds), thing_id)


@dataclass(frozen=True)
class Asked:
    """Whose stream, what of it, and how much; empty collections ask for everything."""

    follower_id: int
    scope_ids: Sequence[int]
    language: str
    size: int
    before: Position | None = None
    # Only what appeared later than this.
    since: datetime | None = None
    kinds: Collection[str] = ()
    source_kinds: Collection[str] = ()
    # Keys of sources.
    sources: Collection[int] = ()


def newest_things(asked: Asked) -> list[int]:
    """Return the keys of the things asked for, each once, the newest first."""
    if not asked.scope_ids:
        return []
    statement, values = query_for(asked)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [thing_id for _published_at, thing_id in cursor.fetchall()]


# Any: values of a statement.
Query: TypeAlias = tuple[str, list[Any]]


def query_for(asked: Asked) -> Query:
    """Return the statement of this database, and its values in their order."""
    return _on_postgresql(asked) if connection.vendor == "postgresql" else _on_sqlite(asked)


def _on_postgresql(asked: Asked) -> Query:
    """The newest few of each source, and the newest of those: a plain join would read all of them."""
    follows, values = _follows(asked)
    conditions, condition_values = _conditions(asked)
    return (
        f"""
        SELECT DISTINCT newest.published_at, newest.thing_id
        FROM {follows}
        CROSS JOIN LATERAL (
            SELECT item.published_at, item.thing_id FROM following_streamitem item
            WHERE item.source_id = follow.source_id AND {conditions}
            ORDER BY item.published_at DESC, item.thing_id DESC LIMIT %s
        ) newest
        ORDER BY newest.published_at DESC, newest.thing_id DESC LIMIT %s
        """,
        [*values, *condition_values, asked.size, asked.size],
    )


def _on_sqlite(asked: Asked) -> Query:
    """SQLite sees that each source comes in order, and leaves it at the first row that is too old; grouping
    or a query inside breaks this, and CROSS JOIN keeps the order of the loops."""
    follows, values = _follows(asked)
    conditions, condition_values = _conditions(asked)
    return (
        f"""
        SELECT DISTINCT item.published_at, item.thing_id
        FROM {follows}
        CROSS JOIN following_streamitem item
        ON item.source_id = follow.source_id AND {conditions}
        ORDER BY item.published_at DESC, item.thing_id DESC LIMIT %s
        """,
        [*values, *condition_values, asked.size],
    )


def _follows(asked: Asked) -> Query:
    """Return what is followed, once for each kind of thing that is asked for."""
    wanted = "SELECT follow.source_id FROM following_follow follow"
    where = ["follow.follower_id = %s"]
    values: list[Any] = [asked.follower_id]
    if asked.source_kinds:
        wanted += " JOIN following_source source ON source.id = follow.source_id"
        where.append(f"source.kind IN ({_marks(asked.source_kinds)})")
        values += asked.source_kinds
    if asked.sources:
        where.append(f"follow.source_id IN ({_marks(asked.sources)})")
        values += asked.sources
    follows = f"({wanted} WHERE {' AND '.join(where)}) follow"
    if asked.kinds:
        kinds = " UNION ALL ".join(["SELECT %s AS name"] * len(asked.kinds))
        follows += f" CROSS JOIN ({kinds}) kind"
        values += asked.kinds
    return follows, values


def _conditions(asked: Asked) -> Query:
    where = [f"item.scope_id IN ({_marks(asked.scope_ids)})", "item.left_out_in <> %s"]
    values: list[Any] = [*asked.scope_ids, asked.language]
    if asked.kinds:
        where.insert(0, "item.kind = kind.name")
    if asked.before is not None:
        where.append("(item.published_at, item.thing_id) < (%s, %s)")
        values += [_moment(asked.before.published_at), asked.before.thing_id]
    if asked.since is not None:
        where.append("item.published_at > %s")
        values.append(_moment(asked.since))
    return " AND ".join(where), values


def _marks(values: Collection[object]) -> str:
    return ", ".join(["%s"] * len(values))


def _moment(moment: datetime) -> Any:  # Any: as each database wants it
    return connection.ops.adapt_datetimefield_value(moment)
