"""The way to Elasticsearch, and the memory that it is away."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from django.conf import settings
from django.core.cache import cache
from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

logger = logging.getLogger(__name__)

# Someone waits for the answer; the database is there if it takes longer.
SEARCH_SECONDS = 2
SEND_SECONDS = 60
REST_SECONDS = 10
RESTING = "search:elasticsearch-rests"


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
    """Return the name under which the index of this installation is searched and written."""
    return str(settings.ELASTICSEARCH_INDEX)


@contextmanager
def or_away() -> Iterator[None]:
    """Turn whatever goes wrong on the way into IndexAway, with its reason in the log."""
    try:
        yield
    except (ApiError, TransportError) as error:
        logger.warning("Elasticsearch: %s", error)
        raise IndexAway(str(error)) from error


def rests() -> bool:
    """Tell whether Elasticsearch failed a moment ago, so that not every search waits for it."""
    return bool(cache.get(RESTING))


def let_rest() -> None:
    """Remember for some seconds that Elasticsearch is away."""
    cache.set(RESTING, True, REST_SECONDS)
