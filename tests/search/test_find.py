"""To find something costs one request to the engine and as many queries, however much there is to find."""

import statistics
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.template import Template
from django.test import Client
from django.utils import timezone
from elastic_transport import Transport
from pytest_django import Settings

from access.models import Scope, User
from home.bench.screens import FLOOR
from home.bench.station import FLOOR_MIDDLEWARE, counted_queries, counted_searches
from home.models import HomePage
from search.engines.postgresql import PostgresqlEngine
from search.index.filling import fill
from search.suggesting import in_database
from tests.factories.directory import PersonFactory, SubjectFactory, UnitFactory
from tests.proofs import is_large
from tests.search.plenty import Plenty

pytestmark = [pytest.mark.django_db, pytest.mark.proof("find")]

IS_LARGE = is_large("find")
FEW, MANY, TURNS, ROUNDS = (20_000, 200_000, 50, 3) if IS_LARGE else (60, 120, 1, 1)
MOST_FLOORS = 6
# Each with a request that asks nothing of search: the same address without words.
BARE, BARE_SUGGESTIONS = "/search/", "/search/suggest/?q="
ADDRESSES = {
    "result page": ("/search/?q=archief", BARE),
    "two words": ("/search/?q=archief+rooster", BARE),
    "tab with limits": ("/search/?q=archief&tab=news&since=year&language=nl", BARE),
    "suggestions": ("/search/suggest/?q=arch", BARE_SUGGESTIONS),
}


class Clock:
    """The time that an engine takes itself."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def timed(self, work: Callable[..., Any]) -> Callable[..., Any]:  # Any: handed on as it is
        def run(*arguments: Any, **options: Any) -> Any:
            began = time.perf_counter()
            try:
                return work(*arguments, **options)
            finally:
                self.seconds += time.perf_counter() - began

        return run


@pytest.mark.parametrize("engine", ["elasticsearch", "postgresql"])
def test_to_find_costs_the_same_queries_however_much_there_is(
    engine: str,
    request: pytest.FixtureRequest,
    home: HomePage,
    client: Client,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if engine == "elasticsearch":
        request.getfixturevalue("node")
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, FLOOR_MIDDLEWARE]
    # Tests copy the context of each template; readers do not wait for that.
    monkeypatch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))
    clock = Clock()
    monkeypatch.setattr(Transport, "perform_request", clock.timed(Transport.perform_request))
    monkeypatch.setattr(PostgresqlEngine, "find", clock.timed(PostgresqlEngine.find))
    monkeypatch.setattr(in_database, "look_up", clock.timed(in_database.look_up))
    keepers = [PersonFactory(unit=UnitFactory()) for _ in range(3)]
    scopes = [Scope.objects.everyone(), Scope.objects.for_sets([["role:0"]])]
    # Clean, as after a while: what a filling writes, nothing clears away within a test.
    plenty = Plenty(home, scopes, keepers, [SubjectFactory() for _ in range(3)], is_dirty=False)
    client.force_login(User.objects.create_user("lezer"))

    costs, dear = [], []
    for count in (FEW, MANY):
        plenty.grow_to(count)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        if engine == "elasticsearch":
            fill(timezone.now())
        costs.append({name: cost_of(client, address) for name, (address, _bare) in ADDRESSES.items()})
        dear += tell(engine, count, client, clock)

    assert costs[0] == costs[1]
    requests = 1 if engine == "elasticsearch" else 0
    assert {name: searches for name, (_queries, searches) in costs[1].items()} == dict.fromkeys(
        ADDRESSES, requests
    )
    # One turn on a busy machine tells nothing of time.
    assert not IS_LARGE or dear == []


def cost_of(client: Client, address: str) -> tuple[int, int]:
    """Return how many queries and requests to Elasticsearch an answer takes that was given before."""
    response = client.get(address)
    assert response.status_code == 200
    assert "archief" in response.content.decode().lower()
    with counted_queries() as queries, counted_searches() as searches:
        client.get(address)
    return queries.count, searches.count


def tell(engine: str, count: int, client: Client, clock: Clock) -> list[str]:
    """Print the medians of each answer, and return those that take too many floors beside the engine.

    The best of three rounds, of which each asks for everything in turn.
    """
    rounds = [figures_of(client, clock) for _ in range(ROUNDS)]
    dear = []
    for name in ADDRESSES:
        whole, rest, bare, floor = min((one[name] for one in rounds), key=lambda figures: figures[0])
        floors = (rest - bare) / floor
        print(
            f"\n{engine}, {count} things, {name}: {whole * 1000:.1f} ms, beside the engine "
            f"{rest * 1000:.1f}: that is {rest / floor:.1f} floors of {floor * 1000:.2f} ms: "
            f"a bare request, {bare * 1000:.1f} ms, and {floors:.1f} floors",
            end="",
        )
        if floors > MOST_FLOORS:
            dear.append(f"{name} with {count} things: {floors:.1f} floors beside a bare request")
    return dear


def figures_of(client: Client, clock: Clock) -> dict[str, tuple[float, float, float, float]]:
    """Return of each answer the medians in seconds: whole, beside the engine, a bare request, the floor.

    What is beside the engine is taken of each request by itself: where an engine takes seconds, by how much
    two medians differ says little of milliseconds.
    """
    addresses = {FLOOR, *(address for pair in ADDRESSES.values() for address in pair)}
    turns: dict[str, list[tuple[float, float]]] = {address: [] for address in addresses}
    for _ in range(TURNS):
        for address, taken in turns.items():
            taken.append(seconds_of(client, address, clock))
    whole = {address: statistics.median(one for one, _own in taken) for address, taken in turns.items()}
    rest = {address: statistics.median(one - own for one, own in taken) for address, taken in turns.items()}
    return {
        name: (whole[address], rest[address], whole[bare], whole[FLOOR])
        for name, (address, bare) in ADDRESSES.items()
    }


def seconds_of(client: Client, address: str, clock: Clock) -> tuple[float, float]:
    clock.seconds = 0
    began = time.perf_counter()
    assert client.get(address).status_code == 200
    return time.perf_counter() - began, clock.seconds
