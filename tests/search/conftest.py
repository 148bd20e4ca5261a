"""Search is tested without Elasticsearch unless a test asks for it."""

import os
import secrets
from collections.abc import Iterator
from datetime import date
from typing import Protocol

import pytest
from django.conf import settings as current
from django.core.cache import cache
from django.utils import timezone
from pytest_django import Settings

from access.scopes import Viewer
from search.engines.elasticsearch import WHOLE_OR_NOTHING
from search.filters import Filters
from search.index.client import SEARCH_SECONDS, for_sending
from search.index.sending import send_dirty
from search.queries import Results, query

NODE = os.environ.get("ELASTICSEARCH_URL", "")
# Nothing listens here: the discard service is long gone.
UNUSED_PORT = "http://127.0.0.1:9"
# Seconds; readers have the database after fewer.
PATIENCE, USUAL = 60, SEARCH_SECONDS
ENGINES = ("postgresql", "sqlite", "elasticsearch")


class Ask(Protocol):
    def __call__(
        self, user: Viewer, text: str, kind: str = "", page: int = 1, today: date | None = None
    ) -> Results: ...


class AskWithin(Protocol):
    def __call__(self, user: Viewer, text: str, filters: Filters, today: date) -> Results: ...


@pytest.fixture(autouse=True)
def fresh_memory(settings: Settings) -> Iterator[None]:
    """Let no test find that Elasticsearch was away in the one before it."""
    cache.clear()
    yield
    cache.clear()


def give_time(seconds: float, patch: pytest.MonkeyPatch) -> None:
    """Let a search wait so long for Elasticsearch before the database answers."""
    patch.setattr("search.index.client.SEARCH_SECONDS", seconds)
    patch.setitem(WHOLE_OR_NOTHING, "timeout", f"{seconds}s")


@pytest.fixture
def node(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A real Elasticsearch with an index of this test alone, which may be slow on a busy machine."""
    if not NODE:
        pytest.skip("ELASTICSEARCH_URL is not set, so there is no Elasticsearch to ask")
    give_time(PATIENCE, monkeypatch)
    settings.ELASTICSEARCH_URL = NODE
    settings.ELASTICSEARCH_INDEX = f"brink-test-{secrets.token_hex(6)}"
    yield
    settings.ELASTICSEARCH_URL = NODE
    indices = for_sending().indices
    for name in indices.get(index=f"{settings.ELASTICSEARCH_INDEX}-v*"):
        indices.delete(index=name)


@pytest.fixture(params=["database", "elasticsearch"])
def ask(request: pytest.FixtureRequest) -> Ask:
    """Search in each engine, when it knows what the test has made."""
    if request.param == "elasticsearch":
        request.getfixturevalue("node")

    def asked(user: Viewer, text: str, kind: str = "", page: int = 1, today: date | None = None) -> Results:
        catch_up()
        results = query(user, text, Filters(kind=kind), page, today=today)
        assert not results.is_fallback
        if results.engine:
            assert (results.engine == "elasticsearch") == (request.param == "elasticsearch")
        return results

    return asked


@pytest.fixture
def ask_within(ask: Ask) -> AskWithin:
    """Search in each engine within what a reader chose."""

    def asked(user: Viewer, text: str, filters: Filters, today: date) -> Results:
        catch_up()
        return query(user, text, filters, today=today)

    return asked


@pytest.fixture
def pages_of_three(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of results holds three instead of ten."""
    for module in ("views", "queries", "engines.answers", *(f"engines.{engine}" for engine in ENGINES)):
        monkeypatch.setattr(f"search.{module}.PAGE_SIZE", 3)


def catch_up() -> None:
    """Let the index know everything, and show it to the next search."""
    if current.ELASTICSEARCH_URL:
        send_dirty(timezone.now())
        for_sending().indices.refresh(index=current.ELASTICSEARCH_INDEX)
