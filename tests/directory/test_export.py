"""Who may take the list of colleagues along, and what is in it."""

import csv
import io
from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from access.models import AuditEntry, Scope, User
from directory.listing.export import guarded
from directory.models import Duty, FieldVisibility, SpokenLanguage
from directory.visibility import set_visibility
from tests.conftest import QueryCounter
from tests.factories.directory import LocationFactory, PersonFactory, UnitFactory


@pytest.fixture
def exporter(reader: Client, employee: User) -> Client:
    """A browser of someone who has the right to export."""
    employee.user_permissions.add(Permission.objects.get(codename="export_people"))
    return reader


def rows_of(answer: object) -> list[dict[str, str]]:
    content = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # a streamed answer
    return list(csv.DictReader(io.StringIO(content)))


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_for_who_may_not_export_there_is_no_export(reader: Client, file_format: str) -> None:
    PersonFactory()

    assert reader.get(f"/people/export.{file_format}").status_code == 404
    assert "export.csv" not in reader.get("/people/").text
    assert not AuditEntry.objects.filter(action="people.exported").exists()


def test_a_list_is_exported_as_it_was_asked_for(exporter: Client) -> None:
    unit = UnitFactory(name="Inkoop", slug="inkoop")
    joris = PersonFactory(
        name="Joris Hoekstra",
        sort_name="Hoekstra",
        unit=unit,
        job_title="adviseur",
        location=LocationFactory(name="Stadhuis"),
        phone="+31885552208",
        mobile="+3225551212",
        email="joris@x.example",
        manager=PersonFactory(name="Nadia Bouzid"),
        started_on=date(2019, 2, 1),
    )
    joris.duties.add(Duty.objects.create(slug="bhv", name_nl="BHV"))
    SpokenLanguage.objects.create(person=joris, code="fy")

    [row] = rows_of(exporter.get("/people/export.csv?unit=inkoop"))

    assert row == {
        "Naam": "Joris Hoekstra",
        "Functie": "adviseur",
        "Onderdeel": "Inkoop",
        "Leidinggevende": "Nadia Bouzid",
        "Plaats": "Stadhuis",
        "Kamer": "",
        "E-mail": "joris@x.example",
        "Telefoon": "088 555 2208",
        "Mobiele telefoon": "0032 2 555 12 12",
        "Toestel": "",
        "Taken": "BHV",
        "Talen": "Fries",
        "Vraag mij over": "",
        "Werkt hier sinds": "2019-02-01",
    }


def test_an_excel_file_holds_the_same(exporter: Client) -> None:
    PersonFactory(name="Joris Hoekstra", job_title="=2+5")

    answer = exporter.get("/people/export.xlsx")

    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active  # type: ignore[attr-defined]  # a streamed answer
    assert sheet is not None
    assert [cell.value for cell in list(sheet.rows)[1]][:2] == ["Joris Hoekstra", "'=2+5"]


def test_what_is_not_for_everyone_is_not_exported_also_not_by_an_administrator(
    client: Client, home: object
) -> None:
    administrator = User.objects.create_superuser("administrator", language="nl")
    client.force_login(administrator)
    person = PersonFactory(name="Els", email="els@x.example", phone="+31885552208", room="2.08")
    SpokenLanguage.objects.create(person=person, code="fy")
    boss = PersonFactory(name="Geheime Baas", scope=Scope.objects.for_sets([["role:999"]]))
    person.manager = boss
    person.save()
    for field in ("email", "phone", "place", "languages"):
        set_visibility(
            actor=administrator,
            person=person,
            field=field,
            level=FieldVisibility.Level.UNIT,
            now=timezone.now(),
        )

    [row] = rows_of(client.get("/people/export.csv"))

    assert {row[name] for name in ("E-mail", "Telefoon", "Kamer", "Talen", "Leidinggevende")} == {""}
    assert rows_of(client.get("/people/export.csv?language=fy")) == []


def test_an_export_is_kept_in_the_audit_log_without_what_was_typed(exporter: Client, employee: User) -> None:
    PersonFactory(name="Joris Hoekstra")

    exporter.get("/people/export.csv?q=joris&when=xyzzy")
    exporter.get("/people/export.csv?q=joris")

    [entry] = AuditEntry.objects.filter(action="people.exported")
    assert entry.actor_key == employee.key
    assert entry.details == {"format": "csv", "filters": {}, "by_words": True, "count": 1}


@pytest.mark.parametrize("cell", ["=1+1", "+31", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_calculates(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


def test_an_export_costs_the_same_for_three_and_for_six(exporter: Client, queries_of: QueryCounter) -> None:
    manager = PersonFactory()
    PersonFactory.create_batch(3, manager=manager)
    with_three = queries_of("/people/export.csv")

    PersonFactory.create_batch(3, manager=manager)

    assert queries_of("/people/export.csv") == with_three
