"""The way to Elasticsearch, and the memory that it is away."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from django.conf import settings
from django.core.cache import cache
from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from search.index import analysis

logger = logging.getLogger(__name__)

# Someone waits for the answer; the database is there if it takes longer.
SEARCH_SECONDS = 2
SEND_SECONDS = 60
REST_SECONDS = 10
# After a rest one search tries, and no other waits for it at the same time.
TRY_SECONDS = 2 * SEARCH_SECONDS
WAS_AWAY_SECONDS = 600
RESTING, WAS_AWAY, TRYING = (f"search:elasticsearch-{state}" for state in ("rests", "was-away", "is-tried"))


class IndexAway(Exception):
    """Elasticsearch does not answer, or has no index for us; the text is its own reason."""


def for_search() -> Elasticsearch:
    """Return a client that gives up soon."""
    return _client(settings.ELASTICSEARCH_URL, SEARCH_SECONDS)


def for_sending() -> Elasticsearch:
    """Return a client that has patience."""
    return _client(settings.ELASTICSEARCH_URL, SEND_SECONDS)


@lru_cache(maxsize=4)
def _client(url: str, seconds: float) -> Elasticsearch:
    return Elasticsearch(url, request_timeout=seconds, max_retries=0)


def alias() -> str:
    """Return the name under which the index of this installation is written, and its size is told."""
    return str(settings.ELASTICSEARCH_INDEX)


def searched_alias() -> str:
    """Return the name under which it is searched: of this version alone.

    An older one lacks fields, and would say of what is asked by them that there is nothing.
    """
    return f"{alias()}-of-v{analysis.VERSION}"


@contextmanager
def or_away() -> Iterator[None]:
    """Turn whatever goes wrong on the way into IndexAway, with its reason in the log."""
    try:
        yield
    except (ApiError, TransportError) as error:
        logger.warning("Elasticsearch: %s", error)
        raise IndexAway(str(error)) from error


def rests() -> bool:
    """Tell whether a search should do without: it failed a moment ago, or another search tries it."""
    known = cache.get_many([RESTING, WAS_AWAY])
    return RESTING in known or (WAS_AWAY in known and not cache.add(TRYING, True, TRY_SECONDS))


def let_rest() -> None:
    """Remember for some seconds that Elasticsearch is away, and for longer that it was."""
    cache.set(WAS_AWAY, True, WAS_AWAY_SECONDS)
    cache.set(RESTING, True, REST_SECONDS)
    cache.delete(TRYING)


def note_answer() -> None:
    """Remember that Elasticsearch answers, so that every search asks it again."""
    if WAS_AWAY in cache:
        cache.delete_many([WAS_AWAY, TRYING])
