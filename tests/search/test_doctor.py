"""The doctor finds where things, the table of what can be found and the index have grown apart."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from access.models import Scope
from home.models import HomePage
from search.index.client import alias, for_sending
from search.models import Entry
from tests.factories.directory import PersonFactory
from tests.factories.files import DocumentFactory
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory
from tests.search.conftest import UNUSED_PORT, catch_up

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def told(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    """Return what the doctor says; it ends badly when something is left that is wrong."""
    try:
        call_command("doctor", "search", *options)
    except CommandError as error:
        return f"{capsys.readouterr().out}{error}"
    return capsys.readouterr().out


def test_what_the_table_lacks_has_too_much_or_shows_to_others_is_told_and_mended(
    home: HomePage, capsys: pytest.CaptureFixture[str]
) -> None:
    lost, opened, person = NewsPageFactory(), NewsPageFactory(), PersonFactory()
    assert told(capsys) == "search: all is well.\n"
    Entry.objects.filter(kind="news", object_id=lost.pk).delete()
    other = Scope.objects.for_sets([["group:1"]])
    Entry.objects.filter(kind="news", object_id=opened.pk).update(scope=other)
    ghost = Entry.objects.create(kind="person", object_id=person.pk + 1, scope=person.scope, title="Weg")

    assert told(capsys) == (
        "search: \n"
        f"  wrong: 1 of news cannot be found, though they are there: {lost.pk}\n"
        f"  wrong: 1 of news can be found by others than may see them: {opened.pk}\n"
        f"  wrong: 1 of person can be found, though they are gone: {ghost.object_id}\n"
        "3 things are not as they should be. With --mend, what can be is put right."
    )
    assert told(capsys, "--mend").count("  mended: ") == 3
    assert told(capsys) == "search: all is well.\n"
    assert Entry.objects.get(kind="news", object_id=opened.pk).scope_id == opened.visibility.scope_id


def test_a_file_that_others_find_than_may_open_it_is_told_and_mended(
    home: HomePage, capsys: pytest.CaptureFixture[str]
) -> None:
    document = DocumentFactory()
    ProcedurePageFactory(body=[("file", {"document": document, "label": ""})])
    assert told(capsys) == "search: all is well.\n"
    entries = Entry.objects.filter(kind="file", object_id=document.pk)
    right = entries.get().scope_id
    entries.update(scope=Scope.objects.for_sets([["group:1"]]))

    assert f"wrong: 1 of file can be found by others than may see them: {document.pk}" in told(capsys)
    told(capsys, "--mend")

    assert told(capsys) == "search: all is well.\n"
    assert entries.get().scope_id == right


@pytest.mark.usefixtures("node")
def test_what_the_index_lacks_has_too_much_or_has_otherwise_is_told_and_mended(
    home: HomePage, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Elasticsearch has no index of this version" in told(capsys)
    pages = lost, older, waiting = [NewsPageFactory() for _ in range(3)]
    assert told(capsys, "--mend").count("mended") == 1
    assert told(capsys) == "search: all is well.\n"
    for_sending().delete(index=alias(), id=f"news-{lost.pk}")
    Entry.objects.filter(object_id=older.pk).update(version=Entry.objects.get(object_id=older.pk).version + 1)
    Entry.objects.filter(object_id=waiting.pk).change(now=timezone.now())
    [document] = for_sending().mget(index=alias(), ids=[f"news-{older.pk}"])["docs"]
    for_sending().index(
        index=alias(), id="news-999999", document={"entry": 999999}, version=5, version_type="external"
    )
    catching = [f"news-{lost.pk}", f"news-{older.pk}", "news-999999"]

    said = told(capsys)

    assert [line for line in said.splitlines() if line.startswith("  wrong")] == [
        f"  wrong: 1 are missing from the index: {catching[0]}",
        f"  wrong: 1 are in the index, though they are gone: {catching[2]}",
        f"  wrong: 1 are otherwise in the index: {catching[1]}",
    ]
    assert told(capsys, "--mend").count("  mended: ") == 3
    assert told(capsys) == "search: all is well.\n"
    assert not Entry.objects.waiting().exists()
    assert document["found"]
    assert pages


@pytest.mark.usefixtures("node")
def test_changes_that_wait_for_long_and_a_node_that_is_away_are_told(
    home: HomePage, capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    NewsPageFactory()
    catch_up()
    Entry.objects.update(is_dirty=True, version=1)

    assert "1 changes wait for longer than 0:10:00: does a worker run?" in told(capsys)

    settings.ELASTICSEARCH_URL = UNUSED_PORT
    assert "Elasticsearch cannot be asked, the database stands in: " in told(capsys)


def test_a_part_that_is_not_there_is_refused() -> None:
    with pytest.raises(CommandError, match=r"There is nothing called cellar; there is: .*search"):
        call_command("doctor", "cellar")
