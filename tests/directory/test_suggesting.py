"""While someone types, the colleagues who may be meant stand below the field."""

import pytest
from django.test import Client

from access.models import Scope
from tests.conftest import QueryCounter
from tests.factories.directory import PersonFactory, SubjectFactory

pytestmark = pytest.mark.django_db

TYPING = {"HX-Request": "true"}
ADDRESS = "/people/suggest/"


def test_what_is_typed_suggests_colleagues_with_their_work(reader: Client) -> None:
    PersonFactory(name="Anneke de Groot", slug="anneke", job_title="Boswachter <b>")
    PersonFactory(name="Joris Hoekstra")

    suggested = reader.get(ADDRESS, {"q": "aneke"}, headers=TYPING).text

    assert 'href="/people/anneke/"' in suggested
    assert "Boswachter &lt;b&gt;" in suggested
    assert "Joris" not in suggested
    assert "1 collega onder het zoekveld" in suggested


def test_a_field_of_a_form_gets_options_for_its_own_words(reader: Client) -> None:
    PersonFactory(name="Anneke de Groot", job_title="Boswachter")

    suggested = reader.get(
        ADDRESS, {"as": "options", "field": "stand_in", "stand_in": "anne"}, headers=TYPING
    ).text

    assert '<option value="Anneke de Groot">Boswachter, ' in suggested


def test_a_text_gets_the_addresses_of_who_may_be_named(reader: Client) -> None:
    PersonFactory(name="Anneke de Groot", slug="anneke-de-groot")

    suggested = reader.get(ADDRESS, {"as": "mentions", "q": "anne"}, headers=TYPING).text

    assert '<li role="option" aria-selected="false" data-slug="anneke-de-groot">' in suggested


def test_nobody_is_suggested_whom_the_reader_may_not_see(reader: Client, client: Client) -> None:
    PersonFactory(name="Geheime Gast", scope=Scope.objects.for_sets([["role:999"]]))

    for form in ("", "options", "mentions"):
        query = {"q": "geheime", "as": form}
        assert "Geheime" not in reader.get(ADDRESS, query, headers=TYPING).text, form


def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(ADDRESS, {"q": "a"})["Location"].startswith("/login/")


def test_without_scripts_the_address_leads_to_the_directory(reader: Client) -> None:
    answer = reader.get(ADDRESS, {"q": "anneke & co"})

    assert answer["Location"] == "/people/?q=anneke+%26+co"


@pytest.mark.parametrize("query", ["", "q=", "q=%00", "q=(((", f"q={'a' * 5000}", "field=q&as=x&q=z"])
def test_whatever_is_typed_is_answered(reader: Client, query: str) -> None:
    assert reader.get(f"{ADDRESS}?{query}", headers=TYPING).status_code == 200


def test_a_key_costs_the_same_with_three_people_and_with_six(
    reader: Client, queries_of: QueryCounter
) -> None:
    reader.defaults["HTTP_HX_REQUEST"] = "true"
    for number in range(3):
        PersonFactory(name=f"Jan Bos {number}", subjects=[SubjectFactory()])
    with_three = queries_of(f"{ADDRESS}?q=jan")

    for number in range(3, 6):
        PersonFactory(name=f"Jan Bos {number}", subjects=[SubjectFactory()])

    assert queries_of(f"{ADDRESS}?q=jan") == with_three
