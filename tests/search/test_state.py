"""How search stands, in words for who looks after it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from pytest_django.asserts import assertContains, assertNotContains

from access.models import AuditEntry, Role
from home.models import HomePage
from search.index.client import alias, for_sending, searched_alias
from search.models import Entry, Filling
from search.models.entry import microseconds
from search.state import state_of_search
from tests.factories.pages import NewsPageFactory
from tests.factories.roles import holder_of
from tests.search.conftest import UNUSED_PORT, catch_up

pytestmark = [pytest.mark.django_db]

NOW = timezone.now()


def problems() -> set[str]:
    return {problem.name for problem in state_of_search(timezone.now()).problems}


def test_without_elasticsearch_the_database_answers_and_nothing_is_wrong(home: HomePage) -> None:
    state = state_of_search(NOW)

    assert (state.engine, state.problems) == ("postgresql", [])


def test_away_is_told_with_what_waits(home: HomePage, settings: Settings) -> None:
    settings.ELASTICSEARCH_URL = UNUSED_PORT
    NewsPageFactory()
    Entry.objects.update(is_dirty=True, version=microseconds(NOW - timedelta(hours=1)))

    state = state_of_search(NOW)

    assert (state.engine, {problem.name for problem in state.problems}) == ("postgresql", {"away", "waiting"})


@pytest.mark.usefixtures("node")
def test_each_thing_that_can_be_wrong_with_an_index_is_told(home: HomePage) -> None:
    assert problems() == {"lost"}

    NewsPageFactory()
    catch_up()
    assert "read_only" not in problems()
    in_order = problems()

    for_sending().indices.put_settings(index=alias(), settings={"blocks.read_only_allow_delete": True})
    assert problems() == in_order | {"read_only"}
    for_sending().indices.put_settings(index=alias(), settings={"blocks.read_only_allow_delete": None})

    Filling.objects.update(has_failed=True)
    assert problems() == in_order | {"failed"}


@pytest.mark.usefixtures("node")
def test_an_index_that_nobody_of_this_version_searches_is_an_older_one(home: HomePage) -> None:
    catch_up()
    for_sending().indices.delete_alias(index=f"{alias()}-v*", name=searched_alias())

    state = state_of_search(NOW)

    assert (state.engine, [problem.name for problem in state.problems]) == ("postgresql", ["older"])


@pytest.mark.usefixtures("node")
def test_an_administrator_has_a_new_index_filled_and_sees_how_far_it_is(
    client: Client, home: HomePage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    NewsPageFactory()
    catch_up()
    before = state_of_search(NOW).index
    client.force_login(holder_of(Role.ADMINISTRATOR, language="en"))

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/admin/search-state/", follow=True)

    assertContains(response, "A worker fills a new index")
    assert AuditEntry.objects.filter(action="search_index.filling_asked").count() == 1
    filling = Filling.objects.get()
    assert filling.done_count == filling.total_count == Entry.objects.count()
    assert state_of_search(NOW).index not in {"", before}
    assertNotContains(client.get("/admin/search-state/?part"), "data-fills")


@pytest.mark.usefixtures("home")
def test_how_far_a_filling_is_stands_on_the_screen(client: Client, settings: Settings) -> None:
    settings.ELASTICSEARCH_URL = UNUSED_PORT
    client.force_login(holder_of(Role.ADMINISTRATOR, language="en"))
    Filling.objects.create(name=alias(), seen_at=timezone.now(), done_count=1200, total_count=5000)

    assertContains(client.get("/admin/search-state/"), 'max="5000" value="1200"')
    assertContains(client.post("/admin/search-state/", follow=True), "is being filled already")
    assertContains(client.get("/admin/"), "Search needs you")
    Filling.objects.update(seen_at=None, wanted_at=timezone.now())
    assertContains(client.get("/admin/search-state/?part"), "A worker begins soon")


def test_who_is_no_administrator_does_not_come_in(client: Client, home: HomePage) -> None:
    client.force_login(holder_of(Role.EDITOR, language="en"))

    assert client.get("/admin/search-state/").status_code == 302
    assertNotContains(client.get("/admin/"), "State of search")
