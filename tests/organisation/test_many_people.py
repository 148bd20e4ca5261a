"""The directory, a profile and the charts cost as many queries with 50,000 colleagues as with a hundred."""

import time
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.models import User
from directory.models import Person
from home.bench.screens import addresses
from home.models import HomePage
from home.organisation.making import make_organisation
from home.organisation.plan import Plan, Size
from tests.proofs import is_large

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
FEW = 100
SCREENS = (
    "colleagues",
    "colleagues of a unit, here today",
    "colleagues of a language",
    "colleagues found",
    "profile",
    "unit",
    "units",
    "chart of units",
    "chart of managers",
)


@pytest.mark.proof("people")
@pytest.mark.any_database
def test_directory_profile_and_charts_cost_as_many_queries_with_many_people_as_with_few(
    home: HomePage, client: Client
) -> None:
    many = 50_000 if is_large("people") else 600

    few_queries = cost_of(FEW, home, client)
    many_queries = cost_of(many, home, client)

    print(f"\n{FEW} people: {few_queries}\n{many} people: {many_queries}")
    assert many_queries == few_queries


def cost_of(people_count: int, home: HomePage, client: Client) -> dict[str, int]:
    """Return the queries of each screen in an organisation that is undone; a large one tells the time too."""
    with transaction.atomic():
        # With this seed every panel of a profile and a unit has somebody in it, at both sizes: an empty one
        # asks less.
        make_organisation(Plan(Size(people=people_count), seed=15, now=NOW), home, lambda stage: None)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        reader = Person.objects.exclude(user=None).order_by("pk")[0].user
        assert isinstance(reader, User)
        client.force_login(reader)
        reachable = addresses(reader, "nl", threads={})
        queries = {screen: _queries_of(client, reachable[screen], people_count) for screen in SCREENS}
        transaction.set_rollback(True)
    return queries


def _queries_of(client: Client, address: str, people_count: int) -> int:
    client.get(address)
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    seconds = time.perf_counter() - began
    assert answer.status_code == 200
    print(f"{people_count:>6} {address}: {seconds * 1000:.0f} ms")
    return len(queries)
