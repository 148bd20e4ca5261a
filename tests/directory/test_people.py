from datetime import date

import pytest
from django.test import Client

from access.models import Scope
from tests.conftest import QueryCounter
from tests.factories.directory import PersonFactory, UnitFactory


def test_someone_outside_a_scope_does_not_see_the_colleague_anywhere(reader: Client) -> None:
    PersonFactory(name="Geheime Gast", slug="geheim", scope=Scope.objects.for_sets([["role:999"]]))

    assert reader.get("/people/geheim/").status_code == 404
    assert "Geheime Gast" not in reader.get("/people/").content.decode()
    assert "Geheime Gast" not in reader.get("/people/?q=geheime").content.decode()


def test_someone_who_left_is_not_listed_but_keeps_an_address(reader: Client) -> None:
    PersonFactory(name="Daan Pronk", slug="daan", left_on=date(2026, 1, 1))

    assert "Daan Pronk" not in reader.get("/people/").content.decode()
    assert "werkt hier niet meer" in reader.get("/people/daan/").text


@pytest.mark.parametrize("query", ["page=x", "page=-1", "page=999", "q=%00", f"q={'a' * 9000}", "q=%25%5B"])
def test_a_strange_address_still_answers_with_a_list(reader: Client, query: str) -> None:
    PersonFactory()

    assert reader.get(f"/people/?{query}").status_code == 200


def test_a_unit_shows_the_people_of_its_parts(reader: Client) -> None:
    parent = UnitFactory(name="Dienstverlening")
    PersonFactory(name="Samira El Amrani", unit=UnitFactory(name="Burgerzaken", parent=parent))
    PersonFactory(name="Ravi Sardjoe", unit=UnitFactory(name="Buitendienst"))

    page = reader.get("/units/dienstverlening/").text

    assert "Samira El Amrani" in page
    assert "Ravi Sardjoe" not in page


def test_a_screen_costs_the_same_with_three_people_and_with_six(queries_of: QueryCounter) -> None:
    addresses = (
        "/people/",
        "/people/?q=noor",
        "/people/noor/",
        "/people/noor/team/",
        "/units/team/",
        "/units/",
    )
    unit = UnitFactory(name="Team", slug="team")
    PersonFactory(name="Noor", slug="noor", unit=unit)
    PersonFactory.create_batch(2, unit=unit)
    with_three = {address: queries_of(address) for address in addresses}

    PersonFactory.create_batch(3, unit=unit)

    assert {address: queries_of(address) for address in addresses} == with_three


@pytest.mark.parametrize("address", ["/people/", "/people/noor/", "/units/team/", "/search/"])
def test_a_screen_for_reading_is_not_written_to(reader: Client, address: str) -> None:
    PersonFactory(slug="noor", unit=UnitFactory(slug="team"))

    assert reader.post(address).status_code == 405
    assert reader.delete(address).status_code == 405
