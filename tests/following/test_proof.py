"""What a stream costs a person with 200 follows: as many queries however much there is, and few rows."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.models import Scope, User
from access.scopes import visible_scope_ids
from following.models import Follow, Source, StreamItem, Thing
from following.newest import Asked, newest_things, query_for
from home.models import HomePage
from tests.factories.following import NOW
from tests.factories.pages import NewsPageFactory
from tests.proofs import is_large

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

FOLLOW_COUNT = 200
SOURCE_COUNT = 4_000
# One in so many things is closed to the reader.
CLOSED = 20
PART = 21
# The key of the first thing that is made.
FIRST = 1_000_000
# A row for each number, and its moment, as each database makes them.
NUMBERS = {
    "postgresql": (
        "SELECT generate_series(%(first)s, %(last)s - 1) AS number",
        "CAST(%(begin)s AS timestamptz) + number * interval '1 second'",
    ),
    "sqlite": (
        "WITH RECURSIVE counted(number) AS (SELECT %(first)s UNION ALL "
        "SELECT number + 1 FROM counted WHERE number < %(last)s - 1) SELECT number FROM counted",
        "datetime(substr(%(begin)s, 1, 19), '+' || number || ' seconds')",
    ),
}


class Cost(NamedTuple):
    """What the newest part of a stream cost among so many items."""

    items: int
    queries: int
    rows: int
    hidden: int


def sizes() -> tuple[int, int]:
    """Return how many items there are, first and then."""
    if not is_large("stream"):
        return 2_000, 6_000
    return 10_000, 1_000_000 if connection.vendor == "postgresql" else 100_000


@pytest.mark.proof("stream")
def test_a_stream_reads_no_more_than_it_shows_of_each_follow(home: HomePage, client: Client) -> None:
    reader = User.objects.create_user("noor", password="secret")
    sources = Source.objects.bulk_create(
        Source(kind="subject", object_id=FIRST + number) for number in range(SOURCE_COUNT)
    )
    Follow.objects.bulk_create(
        Follow(follower=reader, source=source, followed_at=NOW) for source in sources[:FOLLOW_COUNT]
    )
    client.force_login(reader)
    few, many = sizes()

    costs = []
    for size in (few, many):
        fill(sources, until=size)
        costs.append(cost_of(client, reader))

    print(f"\n{FOLLOW_COUNT} follows, parts of {PART} lines, {connection.vendor}")
    print(f"{'items':>10}{'queries':>9}{'rows read':>11}{'of which hidden':>17}")
    for cost in costs:
        print(f"{cost.items:>10,}{cost.queries:>9}{cost.rows:>11,}{cost.hidden:>17,}")
        assert cost.rows - cost.hidden <= FOLLOW_COUNT * PART
    assert costs[0].queries == costs[1].queries


def fill(sources: list[Source], *, until: int) -> None:
    """Let news appear until there are so many items: few sources have many, most have few."""
    # Newer than all that is made here; one line of each part has a card, which costs as much as many.
    page = NewsPageFactory(published_on=None)
    everyone, closed = Scope.objects.everyone(), Scope.objects.for_sets([["unit:1"]])
    thing = Thing.objects.get(page=page)
    StreamItem.objects.create(
        source=sources[0], thing=thing, kind=thing.kind, published_at=thing.published_at, scope=everyone
    )
    assert sources[-1].pk - sources[0].pk == len(sources) - 1
    values: dict[str, Any] = {  # Any: values of every kind
        "first": Thing.objects.filter(object_id__gte=FIRST).count(),
        "last": until,
        "offset": FIRST,
        "begin": f"{NOW - timedelta(days=30):%Y-%m-%d %H:%M:%S}+00",
        "everyone": everyone.pk,
        "closed": closed.pk,
        "source": sources[0].pk,
        "count": len(sources),
        "every": CLOSED,
    }
    numbers, moment = NUMBERS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO following_thing
                (kind, object_id, published_at, scope_id, language, left_out_in)
            SELECT 'news', %(offset)s + number, {moment},
                CASE WHEN number %% %(every)s = 0 THEN %(closed)s ELSE %(everyone)s END, 'nl', ''
            FROM ({numbers}) AS numbers
            """,
            values,
        )
        cursor.execute(
            """
            INSERT INTO following_streamitem
                (source_id, thing_id, kind, published_at, scope_id, left_out_in)
            SELECT %(source)s + CAST(floor(share * share * share * %(count)s) AS integer),
                id, kind, published_at, scope_id, left_out_in
            FROM (
                SELECT thing.*, ((object_id * 7919) %% 10007) / 10007.0 AS share
                FROM following_thing thing WHERE object_id >= %(offset)s + %(first)s
            ) AS things
            """,
            values,
        )
        # As autovacuum does after so many rows; inside a transaction the planner can only count anew.
        cursor.execute("ANALYZE")


def cost_of(client: Client, reader: User) -> Cost:
    client.get("/stream/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/stream/").status_code == 200
    asked = Asked(reader.pk, visible_scope_ids(reader), "nl", PART)
    rows, hidden = _rows_on_postgresql(asked) if connection.vendor == "postgresql" else _rows_on_sqlite(asked)
    return Cost(StreamItem.objects.count(), len(queries), rows, hidden)


def _rows_on_postgresql(asked: Asked) -> tuple[int, int]:
    """Return how many items the database read, and how many of these it passed over."""
    statement, values = query_for(asked)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", values)
        [[[plan]]] = cursor.fetchall()
    nodes = [node for node in _nodes(plan["Plan"]) if node.get("Relation Name") == "following_streamitem"]
    assert nodes
    given = sum(round(node["Actual Rows"] * node["Actual Loops"]) for node in nodes)
    # What the condition passes over inside the index is in no plan: all that is closed above the last line
    # that is taken of each source.
    hidden = _hidden_above(asked) + sum(
        round(node.get("Rows Removed by Filter", 0) * node["Actual Loops"]) for node in nodes
    )
    return given + hidden, hidden


def _hidden_above(asked: Asked) -> int:
    statement = """
        SELECT count(*) FROM (
            SELECT item.scope_id = ANY(%(scopes)s) AS is_seen,
                count(*) FILTER (WHERE item.scope_id = ANY(%(scopes)s)) OVER (
                    PARTITION BY item.source_id ORDER BY item.published_at DESC, item.thing_id DESC
                ) AS seen_count
            FROM following_streamitem item JOIN following_follow follow USING (source_id)
            WHERE follow.follower_id = %(follower)s
        ) walked WHERE NOT is_seen AND seen_count < %(size)s
    """

    values: dict[str, Any] = {
        "scopes": list(asked.scope_ids),
        "follower": asked.follower_id,
        "size": asked.size,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        [(count,)] = cursor.fetchall()
    hidden: int = count
    return hidden


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:  # Any: a plan of the database
    yield node
    for below in node.get("Plans", ()):
        yield from _nodes(below)


def _rows_on_sqlite(asked: Asked) -> tuple[int, int]:
    """Return the same, counted by a function in the condition: SQLite tells of no rows."""
    read: list[int] = []
    scopes = set(asked.scope_ids)

    def is_seen(scope_id: int) -> bool:
        read.append(scope_id)
        return scope_id in scopes

    connection.ensure_connection()
    connection.connection.create_function("is_seen", 1, is_seen)
    statement, values = query_for(asked)
    marks = ", ".join(["%s"] * len(scopes))
    counted = statement.replace(f"item.scope_id IN ({marks})", "is_seen(item.scope_id)")
    assert counted != statement
    # The follower comes first, then the scopes.
    values = [values[0], *values[1 + len(scopes) :]]
    with connection.cursor() as cursor:
        cursor.execute(counted, values)
        found = [thing_id for _at, thing_id in cursor.fetchall()]
    assert found == newest_things(asked)
    return len(read), sum(scope not in scopes for scope in read)
