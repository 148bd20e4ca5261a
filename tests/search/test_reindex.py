"""A new index is filled while people search and publish, and nobody notices."""

import resource
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from elastic_transport import ApiResponseMeta, HttpHeaders, Transport, TransportApiResponse

from access.models import Scope, User
from home.models import HomePage
from news.models import NewsPage
from search.index.client import IndexAway, alias, for_sending
from search.index.comparing import Difference, look
from search.index.filling import fill, indices_in_use
from search.index.sending import send_dirty
from search.models import Entry
from tests.factories.directory import PersonFactory, SubjectFactory, UnitFactory
from tests.factories.pages import NewsPageFactory
from tests.proofs import is_large
from tests.search.at_once import Worker, until
from tests.search.conftest import USUAL, give_time
from tests.search.plenty import Plenty

# Large, the node wants 2 GB of heap and G1: see "Filling an index" in docs/operating/search.md.
IS_LARGE = is_large("reindex")
THING_COUNT = 200_000 if IS_LARGE else 60
# What one filling may need above what the process had, however much there is to find.
MOST_MEGABYTES = 300


@pytest.mark.proof("reindex")
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("node")
def test_an_index_is_filled_while_people_search_and_publish(
    home: HomePage, employee: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_time(USUAL, monkeypatch)
    began = time.perf_counter()
    keepers = [PersonFactory(unit=UnitFactory()) for _ in range(4)]
    scopes = [Scope.objects.everyone(), Scope.objects.for_sets([["role:0"]])]
    Plenty(home, scopes, keepers, [SubjectFactory() for _ in range(6)]).grow_to(THING_COUNT)
    drafts = [NewsPageFactory(title="Verlof", slug=f"bericht-{n}", live=False) for n in range(2)]
    prepared = time.perf_counter() - began
    alone_in = seconds_to_fill()
    searches: list[float] = []
    published: list[str] = []
    is_over = threading.Event()
    answer(employee, [])
    had = start_measuring_memory()
    beside = [
        Worker(until, is_over, lambda: answer(employee, searches), 0.2 if IS_LARGE else 0.01),
        Worker(until, is_over, lambda: publish(drafts, published), 1 if IS_LARGE else 0.05),
        Worker(until, is_over, lambda: send_dirty(timezone.now())),
    ]

    for each in beside:
        each.start()
    busy_in = seconds_to_fill()
    # In the small form a filling may be over before anybody has come.
    while not (searches and published) and all(each.is_alive() for each in beside):
        time.sleep(0.01)
    is_over.set()
    for each in beside:
        each.join()
    peak = peak_memory()
    send_dirty(timezone.now())

    print(
        f"\n{Entry.objects.count()} things, written in {prepared:.0f} s; an index of them filled in "
        f"{alone_in:.1f} s, and in {busy_in:.1f} s beside {len(searches)} searches (longest "
        f"{max(searches):.2f} s) and {len(published)} pages published; at most {peak} MB of memory, "
        f"{peak - had} MB above what was in use"
    )
    assert look() == Difference()
    assert not Entry.objects.waiting().exists()
    assert len(indices_in_use()) == 1
    assert peak - had < MOST_MEGABYTES


@pytest.mark.django_db
@pytest.mark.usefixtures("node")
def test_a_filling_waits_for_a_node_without_room(home: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    NewsPageFactory(title="Verlof")
    refusals = refuse(monkeypatch, times=2)

    assert fill(timezone.now())

    assert refusals == ["PUT", "PUT"]
    assert look() == Difference()


@pytest.mark.django_db
@pytest.mark.usefixtures("node")
def test_a_filling_that_is_refused_says_why_and_the_next_one_begins_clean(
    home: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    NewsPageFactory(title="Verlof")
    monkeypatch.setattr("search.index.bulk.MOST_TRIES", 0)
    # The changes, and the dropping of what they were for.
    refusals = refuse(monkeypatch, times=2)

    with pytest.raises(IndexAway, match="circuit_breaking_exception"):
        fill(timezone.now())

    assert refusals == ["PUT", "DELETE"]
    assert fill(timezone.now())
    assert len(for_sending().indices.get(index=f"{alias()}-v*")) == 1


def refuse(monkeypatch: pytest.MonkeyPatch, times: int) -> list[str]:
    """Let the node refuse so many changes as one whose memory is full does; return how it was asked."""
    refused: list[str] = []
    ask = Transport.perform_request

    def asked(transport: Transport, method: str, target: str, **options: Any) -> Any:  # Any: handed on
        is_change = target.startswith("/_bulk") or method == "DELETE"
        if not is_change or len(refused) == times:
            return ask(transport, method, target, **options)
        refused.append(method)
        node = transport.node_pool.get().config
        meta = ApiResponseMeta(429, "1.1", HttpHeaders(), 0, node)
        error = {"type": "circuit_breaking_exception", "reason": "[parent] Data too large"}
        return TransportApiResponse(meta, {"error": error, "status": 429})

    monkeypatch.setattr(Transport, "perform_request", asked)
    return refused


def seconds_to_fill() -> float:
    began = time.perf_counter()
    assert fill(timezone.now())
    return time.perf_counter() - began


def answer(reader: User, seconds: list[float]) -> None:
    """Search as a browser does, and expect an answer."""
    client = Client()
    client.force_login(reader)
    began = time.perf_counter()
    response = client.get("/search/?q=archief")
    seconds.append(time.perf_counter() - began)
    assert response.status_code == 200
    results = response.context["results"]
    assert results.hits
    # In the small form, beside others on a machine that is busy, the database may have to stand in.
    assert not (IS_LARGE and results.is_fallback)


def publish(drafts: list[NewsPage], published: list[str]) -> None:
    page = drafts[len(published) % len(drafts)]
    page.title = f"Verlof, versie {len(published)}"
    page.save_revision().publish()
    published.append(page.title)


def start_measuring_memory() -> int:
    """Forget the peak until now, where the system can, and return how much is in use, in MB."""
    forget = Path("/proc/self/clear_refs")
    if forget.exists():
        forget.write_text("5")
    return peak_memory()


def peak_memory() -> int:
    """Return the most memory that was in use, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        [line] = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
