"""Whatever happens to Elasticsearch while pages are published: every search is answered, no page is lost."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from elasticsearch import Elasticsearch
from pytest_django import Settings

from access.models import User
from home.models import HomePage
from news.models import NewsPage
from search.index import analysis
from search.index.client import alias, searched_alias
from search.index.comparing import Difference, look
from search.index.filling import indices_in_use
from search.index.sending import send_dirty
from search.models import Entry
from tests.factories.pages import NewsPageFactory
from tests.proofs import is_large
from tests.search.at_once import Worker, until
from tests.search.conftest import NODE, USUAL, give_time
from tests.search.proxy import Proxy

WRITERS = 4
MOST_WAITS = 600


@dataclass
class Answers:
    """What searches were answered while things went wrong: how long each took, and which went wrong."""

    seconds: list[float] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)
    fallback_count: int = 0


@pytest.fixture
def proxy(node: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """The only way to the node, which a test can break."""
    give_time(USUAL, monkeypatch)
    proxy = Proxy(NODE)
    settings.ELASTICSEARCH_URL = proxy.url
    # Workers send by the clock, as after anything that went wrong.
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    yield proxy
    proxy.die()


@pytest.mark.proof("chaos")
@pytest.mark.django_db(transaction=True)
def test_no_page_is_lost_and_no_search_fails_whatever_happens_to_the_index(
    home: HomePage, employee: User, proxy: Proxy, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_whole = is_large("chaos")
    page_count, lasting = (500, 6.0) if is_whole else (6, 0.05)
    monkeypatch.setattr("search.index.client.REST_SECONDS", 2 if is_whole else 0.1)
    NewsPageFactory(title="Verlof van voor de storing")
    send_dirty(timezone.now())
    answers, is_over = Answers(), threading.Event()
    # The first answer of a process reads all addresses and templates.
    answer(employee)
    troubles = troubles_of(proxy)
    drafts = [NewsPageFactory(title="Verlof", slug=f"bericht-{n}", live=False) for n in range(page_count)]
    writers = [Worker(publish, drafts[writer::WRITERS]) for writer in range(WRITERS)]
    others = [Worker(until, is_over, lambda: send_dirty(timezone.now())) for _ in range(2)]
    others += [Worker(search, is_over, employee, answers) for _ in range(2)]

    for each in (*others, *writers):
        each.start()
    told = []
    for name, begin, end in troubles:
        before = len(answers.seconds)
        begin()
        time.sleep(lasting)
        wait_for(partial(has_more, answers, before + (2 if is_whole else 1)))
        end()
        time.sleep(lasting / 3)
        told.append(f"{name}: {longest(answers.seconds[before:])}")
    for each in writers:
        each.join()
    settings.ELASTICSEARCH_URL = NODE
    recovered_in = recover()
    is_over.set()
    for each in others:
        each.join()
    send_dirty(timezone.now())

    print(
        f"\n{page_count} pages by {WRITERS} workers; {len(answers.seconds)} searches, of which "
        f"{answers.fallback_count} by the database, the longest {max(answers.seconds):.2f} s "
        f"({'; '.join(told)}); all in the index {recovered_in:.1f} s after the last page"
    )
    assert answers.statuses == {200}
    assert Entry.objects.findable().filter(kind="news").count() == page_count + 1
    assert not Entry.objects.waiting().exists()
    assert look() == Difference()
    assert len(indices_in_use()) == 1
    # Two seconds of waiting for Elasticsearch, and the database's own answer on a machine that is busy.
    assert not is_whole or max(answers.seconds) < 8


def troubles_of(proxy: Proxy) -> list[tuple[str, Callable[[], object], Callable[[], object]]]:
    """Return what may happen, how it begins and how it ends."""
    return [
        ("killed", proxy.die, proxy.come_back),
        ("paused", proxy.hold, proxy.go_on),
        ("slow", lambda: setattr(proxy, "delay", 0.3), lambda: setattr(proxy, "delay", 0)),
        ("read-only", lambda: block(True), lambda: block(False)),
        ("index deleted", delete_index, lambda: None),
        ("older mapping", put_older_in_use, lambda: None),
    ]


def node() -> Elasticsearch:
    """Return the node itself, whatever happened to the way there."""
    return Elasticsearch(NODE)


def longest(seconds: Sequence[float]) -> str:
    return f"{max(seconds, default=0):.2f} s"


def block(is_blocked: bool) -> None:
    """Make the index read-only, as Elasticsearch does by itself when its disk is full."""
    node().indices.put_settings(
        index=f"{alias()}-v*", settings={"index.blocks.read_only_allow_delete": is_blocked or None}
    )


def delete_index(but: str = "") -> None:
    for name in set(node().indices.get(index=f"{alias()}-v*")) - {but}:
        node().indices.delete(index=name, ignore_unavailable=True)


def put_older_in_use() -> None:
    """Put an index in use that knows little of what is asked now, as after an upgrade."""
    old = f"{alias()}-v{analysis.VERSION - 1}-old"
    knows = {"dynamic": "strict", "properties": {"title": {"type": "text"}}, "_meta": {"entry_count": 0}}
    node().indices.create(index=old, mappings=knows, aliases={alias(): {}})
    delete_index(but=old)


def publish(pages: Sequence[NewsPage]) -> None:
    for page in pages:
        page.title = f"{page.title}, herzien"
        page.save_revision().publish()


def has_more(answers: Answers, count: int) -> bool:
    return len(answers.seconds) >= count


def answer(reader: User) -> Any:  # Any: what the test client adds to a response
    client = Client(raise_request_exception=False)
    client.force_login(reader)
    return client.get("/search/?q=verlof")


def search(is_over: threading.Event, reader: User, answers: Answers) -> None:
    def ask() -> None:
        started = time.perf_counter()
        response = answer(reader)
        answers.seconds.append(time.perf_counter() - started)
        answers.statuses.add(response.status_code)
        answers.fallback_count += response.context["results"].is_fallback

    until(is_over, ask)


def recover() -> float:
    """Wait until the index is there and nothing waits for it, and return how long that took."""
    started = time.perf_counter()
    wait_for(
        lambda: (
            not Entry.objects.waiting().exists() and bool(node().indices.exists_alias(name=searched_alias()))
        )
    )
    return time.perf_counter() - started


def wait_for(is_so: Callable[[], bool]) -> None:
    for _ in range(MOST_WAITS):
        if is_so():
            return
        time.sleep(0.05)
