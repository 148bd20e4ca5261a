"""A group, its questions and the room of its hosts cost as much with 30,000 members as with 30."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.models import User
from dialogue.models import BrinkComment
from groups.models import Post
from home.models import HomePage
from home.organisation.groups import make_group
from home.organisation.people import make_staff
from home.organisation.plan import Plan, Size
from tests.proofs import is_large

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
FEW_MEMBERS, FEW_POSTS = 30, 100
# What the database may read more for a large group: all units and scopes of a large organisation, which it
# reads whole where that is quicker. One row for each tenth post would be more.
MORE_ROWS = 6_000


@dataclass(frozen=True)
class Cost:
    """What one screen costs: queries, rows that the database reads, milliseconds and bytes."""

    queries: int
    rows: int
    ms: float
    bytes: int


@pytest.mark.proof("groups")
@pytest.mark.any_database
def test_screens_of_a_large_group_cost_as_many_queries_as_those_of_a_small_one(
    home: HomePage, client: Client
) -> None:
    is_whole = is_large("groups")
    members, posts = (30_000, 100_000) if is_whole else (60, 300)

    small = costs_of(FEW_MEMBERS, FEW_POSTS, client)
    large = costs_of(members, posts, client)

    print(f"\n{FEW_MEMBERS} members, {FEW_POSTS} posts; {members:,} members, {posts:,} posts")
    for screen, cost in large.items():
        few = small[screen]
        print(
            f"{screen:>30}: {few.queries} and {cost.queries} queries, {few.rows} and {cost.rows} rows read, "
            f"{few.ms:.0f} and {cost.ms:.0f} ms, {few.bytes / 1000:.0f} and {cost.bytes / 1000:.0f} kB"
        )
    assert {screen: cost.queries for screen, cost in large.items()} == {
        screen: cost.queries for screen, cost in small.items()
    }
    if is_whole and connection.vendor == "postgresql":
        assert [screen for screen, cost in large.items() if cost.rows > small[screen].rows + MORE_ROWS] == []


def costs_of(members: int, posts: int, client: Client) -> dict[str, Cost]:
    """Return what each screen costs a host in a group of that size, which is undone."""
    with transaction.atomic():
        # With this seed every part of a screen has something in it, at both sizes: an empty one asks less.
        plan = Plan(Size(people=members), seed=15, now=NOW)
        people = make_staff(plan).people
        group = make_group(plan, people, posts)
        settle_statistics()
        host = people[0].user
        assert host is not None
        client.force_login(User.objects.get(pk=host.pk))
        of_group = group.get_absolute_url()
        # What its screen asks depends on how far the answer is, and on whether anybody said something.
        helped = Post.objects.filter(kind="question", question__state="helped", comment_count=3)
        silent = ~Exists(BrinkComment.objects.filter(user=host, answers=OuterRef("opening")))
        question = helped.exclude(author=host).filter(silent).newest_first()[0]
        screens = {
            "group": of_group,
            "group, only open questions": f"{of_group}?only=open",
            "members": reverse("groups:members", args=[group.slug]),
            "questions": reverse("groups:questions"),
            "questions of my groups": reverse("groups:questions") + "?whose=groups",
            "a question": question.get_absolute_url(),
            "ask form": reverse("groups:ask"),
            "host room": reverse("groups:host", args=[group.slug]),
            "groups": reverse("groups:list"),
        }
        costs = {name: cost_of(address, client) for name, address in screens.items()}
        transaction.set_rollback(True)
    return costs


def cost_of(address: str, client: Client) -> Cost:
    assert client.get(address).status_code == 200, address
    rows, started = rows_read(), time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    ms = (time.perf_counter() - started) * 1000
    return Cost(len(queries), rows_read() - rows, ms, len(answer.content))


def rows_read() -> int:
    """Return how many rows the database has read in this transaction; elsewhere than PostgreSQL nothing."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COALESCE(SUM(seq_tup_read + COALESCE(idx_tup_fetch, 0)), 0) FROM pg_stat_xact_user_tables"
        )
        return int(cursor.fetchone()[0])


def settle_statistics() -> None:
    """Let the database know of the many rows, as it does by itself after a while."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
