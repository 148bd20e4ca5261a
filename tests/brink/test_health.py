import socket
from collections.abc import Iterator

import pytest
from django.db import connections
from django.db.utils import ConnectionHandler
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker, Settings

from background import heart
from brink import health


@pytest.fixture
def closed_port() -> int:
    """A port of this machine at which nobody answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def database_away(closed_port: int, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database's address leads nowhere."""
    address = {"ENGINE": "django.db.backends.postgresql", "NAME": "brink", "HOST": "127.0.0.1"}
    present = connections["default"]
    connections["default"] = ConnectionHandler({"default": {**address, "PORT": closed_port}})["default"]
    with django_db_blocker.unblock():
        yield
    connections["default"] = present


def test_a_stranger_learns_that_brink_is_alive_without_the_database(client: Client) -> None:
    # Without the mark that lets a test use the database, a query would fail the test.
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_readiness_names_each_part(client: Client, settings: Settings) -> None:
    settings.ELASTICSEARCH_URL = ""
    heart.beat("here", now=timezone.now())

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"database": "ok", "search": "database", "worker": "ok"}


@pytest.mark.django_db
def test_a_worker_that_fell_silent_and_search_that_is_away_are_named_but_brink_is_ready(
    client: Client, settings: Settings, closed_port: int
) -> None:
    settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{closed_port}"
    heart.beat("dead", now=timezone.now() - 2 * heart.SILENCE)

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"database": "ok", "search": "away", "worker": "silent"}


def test_without_its_database_brink_is_alive_but_not_ready(
    client: Client, settings: Settings, database_away: None
) -> None:
    settings.ELASTICSEARCH_URL = ""

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": "away", "search": "database", "worker": "unknown"}
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_probes_may_ask_by_address_of_the_machine_and_without_tls(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["intranet.example"]

    for path in ("/healthz", "/readyz"):
        assert client.get(path, headers={"host": "10.0.0.7:8000"}).status_code == 200


@pytest.mark.django_db
def test_readiness_costs_one_query_however_many_workers_there_are(
    client: Client, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.ELASTICSEARCH_URL = ""
    for number in range(12):
        heart.beat(f"worker {number}", now=timezone.now())

    with django_assert_num_queries(1):
        client.get("/readyz")


def test_health_is_asked_before_anything_else(settings: Settings) -> None:
    assert settings.MIDDLEWARE[0] == f"{health.__name__}.{health.HealthMiddleware.__name__}"
