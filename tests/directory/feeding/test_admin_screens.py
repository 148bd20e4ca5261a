"""Files of people in the Wagtail admin."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from access.models import Role
from directory.models import ColumnMapping, ImportRun, Source
from tests.factories.accounts import UserFactory
from tests.factories.roles import holder_of

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
MAPPINGS = "/admin/directory/columnmapping/"
RUNS = "/admin/directory/importrun/"


@pytest.fixture
def administrator(client: Client, home: object) -> Client:
    client.force_login(UserFactory(is_superuser=True, language="en"))
    return client


@pytest.fixture
def run(db: None) -> ImportRun:
    source = Source.objects.create(slug="hr", name="HR")
    return ImportRun.objects.create(
        source=source,
        file_name="people.csv",
        started_at=NOW,
        finished_at=NOW,
        outcome=ImportRun.Outcome.DONE,
        counts={"read": 3, "made": 2, "refused": 1},
        refusals=[[4, "The name is <missing>."]],
    )


def test_a_mapping_is_made_and_edited_by_field(administrator: Client) -> None:
    answer = administrator.post(
        f"{MAPPINGS}create/",
        {
            "name": "Beaufort",
            "column_number": "ID",
            "column_name": "Voornaam + Achternaam",
            "column_unit": "",
        },
    )

    mapping = ColumnMapping.objects.get()
    assert answer.status_code == 302
    assert mapping.columns == {"number": "ID", "name": "Voornaam + Achternaam"}
    assert 'value="Voornaam + Achternaam"' in administrator.get(f"{MAPPINGS}edit/{mapping.pk}/").text


def test_a_mapping_without_a_number_is_refused(administrator: Client) -> None:
    answer = administrator.post(f"{MAPPINGS}create/", {"name": "Beaufort", "column_name": "Naam"})

    assert "Say at least which column holds the number" in answer.text
    assert not ColumnMapping.objects.exists()


def test_an_import_is_looked_at_and_not_changed(administrator: Client, run: ImportRun) -> None:
    listed = administrator.get(RUNS).text
    inspected = administrator.get(f"{RUNS}inspect/{run.pk}/").text

    assert "Rows read: 3, New colleagues: 2, Rows refused: 1" in listed
    assert "4: The name is &lt;missing&gt;." in inspected
    assert administrator.get(f"{RUNS}edit/{run.pk}/").status_code in (302, 403)


def test_imports_are_for_administrators(client: Client, home: object, run: ImportRun) -> None:
    client.force_login(holder_of(Role.EDITOR))

    assert "people.csv" not in client.get(RUNS, follow=True).text
    assert "people.csv" not in client.get(f"{RUNS}inspect/{run.pk}/", follow=True).text
