"""One organisation in a process of its own, that is asked for screens and measures what they cost."""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import IO, Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone
from elastic_transport import Transport

from directory.models import Person
from home.bench.screens import addresses
from home.bench.talk import LONG_COUNT, make_threads
from home.models import HomePage
from home.organisation.making import make_organisation
from home.organisation.people import root_of
from home.organisation.plan import Plan, Size
from home.services import lay_out
from search.index.client import for_sending
from search.index.filling import indices_in_use
from search.index.sending import send_dirty

SEED = 1
HOST = "localhost"
FLOOR_MIDDLEWARE = "home.bench.screens.FloorMiddleware"


class WrongAnswer(Exception):
    """A screen did not answer as it should."""


@dataclass
class Reading:
    """What one request cost."""

    ms: float
    cpu_ms: float
    bytes: int
    queries: int = 0
    search_requests: int = 0


class Station:
    """An organisation with someone signed in."""

    def __init__(self, people: int, long_count: int = LONG_COUNT) -> None:
        now = timezone.now()
        lay_out()
        home = HomePage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
        make_organisation(Plan(Size(people), SEED, now), home, lambda stage: None)
        # Fills the index as a worker would; without Elasticsearch it does nothing.
        send_dirty(now)
        root = root_of(SEED)
        assert root is not None
        reader = Person.objects.filter(unit__path__startswith=root.path).order_by("pk")[0].user
        assert reader is not None
        self.client = Client(SERVER_NAME=HOST, HTTP_ACCEPT_LANGUAGE=settings.LANGUAGE_CODE)
        self.client.force_login(reader)
        threads = make_threads(reader, settings.LANGUAGE_CODE, now, long_count)
        self.addresses = addresses(reader, settings.LANGUAGE_CODE, threads)

    def measure(self, screen: str) -> Reading:
        """Return what one request for `screen` costs. Raises WrongAnswer unless it is answered well."""
        address = self.addresses[screen]
        with counted_queries() as queries, counted_searches() as searches:
            started, cpu_started = time.perf_counter(), time.process_time()
            response = self.client.get(address, secure=settings.SECURE_SSL_REDIRECT)
            ended, cpu_ended = time.perf_counter(), time.process_time()
        if response.status_code != 200:
            raise WrongAnswer(f"{screen}: {address} answers {response.status_code}")
        return Reading(
            ms=(ended - started) * 1000,
            cpu_ms=(cpu_ended - cpu_started) * 1000,
            bytes=len(response.content),
            queries=queries.count,
            search_requests=searches.count,
        )


@contextmanager
def station_process() -> Iterator[None]:
    """Make this process one of a station: with the floor, and an index of Elasticsearch of its own."""
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, FLOOR_MIDDLEWARE]
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, HOST]
    settings.ELASTICSEARCH_INDEX = f"brink-bench-{os.getpid()}"
    try:
        yield
    finally:
        if settings.ELASTICSEARCH_URL:
            for name in indices_in_use():
                for_sending().indices.delete(index=name)


def serve(station: Station, questions: IO[str], answers: IO[str]) -> None:
    """Answer each line that names a screen with a line of JSON, until there are no more lines."""
    print(json.dumps(list(station.addresses)), file=answers, flush=True)
    for line in questions:
        print(json.dumps(asdict(station.measure(line.strip()))), file=answers, flush=True)


@dataclass
class Tally:
    """A count that goes on while a request is answered."""

    count: int = 0


@contextmanager
def counted_queries() -> Iterator[Tally]:
    """Count what is asked of the database."""
    tally = Tally()

    def count(execute: Callable[..., Any], *arguments: Any) -> Any:  # Any: handed on as it is
        tally.count += 1
        return execute(*arguments)

    with connection.execute_wrapper(count):
        yield tally


@contextmanager
def counted_searches() -> Iterator[Tally]:
    """Count what is asked of Elasticsearch."""
    tally = Tally()
    original = Transport.perform_request

    def count(*arguments: Any, **options: Any) -> Any:  # Any: as above
        tally.count += 1
        return original(*arguments, **options)

    Transport.perform_request = count  # type: ignore[method-assign]  # put back below
    try:
        yield tally
    finally:
        Transport.perform_request = original  # type: ignore[method-assign]  # as it was
