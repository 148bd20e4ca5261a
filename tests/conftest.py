import gc
from collections.abc import Callable, Iterator
from typing import TypeAlias

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase
from django.test.utils import CaptureQueriesContext
from django.utils.translation.reloader import translation_file_changed
from pytest_django import DjangoDbBlocker

from access.models import User
from access.roles import Role
from brink import messages
from home.bench import scratch
from home.models import HomePage
from tests import laid_out, migrated, pristine
from tests.factories.roles import holder_of

QueryCounter: TypeAlias = Callable[[str], int]


# Tests read the translations, and a clone has none that are ready: Django has begun without them.
for catalogue in messages.build():
    translation_file_changed(sender=None, file_path=catalogue)


def pytest_collection_finish() -> None:
    """Look for dropped objects less often, and not among the thousands of tests, which stay."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of the tests that commit, which come last, begin with those of the demonstration.

    They are the longest, and none of two processes should be left with one at the end; and side by side they
    load the demonstration once.
    """
    items.sort(key=_turn)
    if connection.vendor == "sqlite":
        # What Elasticsearch answers, it answers whatever the database; these run with PostgreSQL. What fills
        # the index runs with both.
        kept: list[pytest.Item] = []
        again: list[pytest.Item] = []
        for item in items:
            (again if _is_answered_by_elasticsearch(item) else kept).append(item)
        config.hook.pytest_deselected(items=again)
        items[:] = kept


def _is_answered_by_elasticsearch(item: pytest.Item) -> bool:
    spec = getattr(item, "callspec", None)
    return spec is not None and "elasticsearch" in spec.params.values()


def _turn(item: pytest.Item) -> int:
    fixtures = getattr(item, "fixturenames", ())
    commits = any(mark.kwargs.get("transaction") for mark in item.iter_markers("django_db"))
    if not (commits or "transactional_db" in fixtures or "live_server" in fixtures):
        return 0
    return 1 if "load_demonstration" in fixtures else 2


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, request: pytest.FixtureRequest) -> None:
    """The test database begins as a copy, unless there is one that is used again."""
    if not request.config.getvalue("reuse_db"):
        migrated.use_copies()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database, which is as the migrations left it after each test, also one that commits."""
    with django_db_blocker.unblock():
        put_back = pristine.remember()
        laid_out.remember()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda *ignored: put_back())
        yield


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Nothing is remembered from the test before: neither addresses nor failed attempts to sign in."""
    cache.clear()


@pytest.fixture
def copied_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Databases that last as long as a measurement begin as copies, with nothing left to migrate."""
    migrate = scratch._migrate

    def copy_and_migrate(place: dict[str, str]) -> None:
        migrated.copy_into(place)
        migrate(place)

    monkeypatch.setattr(scratch, "_migrate", copy_and_migrate)


@pytest.fixture
def home(db: None) -> HomePage:
    """The trees of both languages, with a site."""
    return laid_out.home_of()


@pytest.fixture
def employee(db: None) -> User:
    """Someone who works here and has no further role."""
    return User.objects.create_user("employee", password="secret")


@pytest.fixture
def reader(client: Client, home: HomePage, employee: User) -> Client:
    """A browser in which `employee` has signed in, who reads Dutch."""
    client.force_login(employee)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "nl"
    return client


@pytest.fixture
def editor(client: Client, home: HomePage) -> Client:
    """A browser in which an editor has signed in, who reads Dutch."""
    client.force_login(holder_of(Role.EDITOR, language="nl"))
    return client


@pytest.fixture
def queries_of(reader: Client) -> QueryCounter:
    """Count what an address costs `reader`, once it has been opened before."""

    def count(address: str) -> int:
        assert reader.get(address).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            reader.get(address)
        return len(queries)

    return count
