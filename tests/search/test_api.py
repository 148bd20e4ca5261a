"""Search for programs: what the person of the token may see, and errors that a program can read."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from access.models import User
from access.own_tokens import make_own_token
from home.models import HomePage
from tests.factories.directory import PersonFactory
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory
from tests.factories.privacy import restrict

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def program(client: Client, home: HomePage, employee: User) -> Client:
    """A program with a token of `employee`."""
    _token, words = make_own_token(user=employee, name="Program", days=30, now=timezone.now())
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {words}"
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def told(client: Client, address: str, status: int = 200) -> Any:  # Any: what JSON holds
    response = client.get(address)
    assert response.status_code == status, response.content
    kind = "application/json" if status == 200 else "application/problem+json"
    assert response.headers["Content-Type"].startswith(kind)
    return response.json()


def test_a_program_finds_what_its_person_finds(program: Client) -> None:
    ProcedurePageFactory(title="Verlof & meer", keeper=PersonFactory(name="Anneke de Groot"))

    answer = told(program, "/api/v1/search?q=verlof")

    [hit] = answer["hits"]
    assert (hit["kind"], hit["kind_label"], hit["title"]) == ("procedure", "Procedure", "Verlof & meer")
    assert hit["title_html"] == "<mark>Verlof</mark> &amp; meer"
    assert hit["url"].startswith("http://testserver/")
    assert hit["keeper"]["name"] == "Anneke de Groot"
    assert (answer["total"], answer["kinds"], answer["tabs"]["procedures"]) == (1, {"procedure": 1}, 1)
    [language] = answer["facets"]["language"]
    assert (language["value"], language["count"]) == ("nl", 1)
    assert told(program, "/api/v1/suggest?q=verl")["things"][0]["title"] == "Verlof & meer"


def test_a_program_of_an_outsider_finds_nothing_closed(program: Client) -> None:
    page = ProcedurePageFactory(title="Reorganisatie")
    restrict(page, Group.objects.create(name="Ondernemingsraad"))

    answer = told(program, "/api/v1/search?q=reorganisatie")

    assert (answer["total"], answer["kinds"], answer["hits"]) == (0, {}, [])
    assert told(program, "/api/v1/suggest?q=reorg")["things"] == []


def test_a_program_is_offered_first_what_is_in_its_language(program: Client) -> None:
    ProcedurePageFactory(title="Boek")
    ProcedurePageFactory(title="How to borrow a book", language="en")

    english = told(program, "/api/v1/suggest?q=bo")
    program.defaults["HTTP_ACCEPT_LANGUAGE"] = "nl"
    dutch = told(program, "/api/v1/suggest?q=bo")

    assert [thing["language"] for thing in english["things"]] == ["en", "nl"]
    assert english["searches"] == ["borrow", "book"]
    assert [thing["language"] for thing in dutch["things"]] == ["nl", "en"]
    assert dutch["searches"] == ["boek"]


def test_pages_lead_to_each_other(program: Client) -> None:
    for number in range(11):
        NewsPageFactory(title=f"Verlof {number}")

    first = told(program, "/api/v1/search?q=verlof&tab=news&since=year&sort=newest")
    second = told(program, first["next"])

    assert (first["page_count"], first["previous"], len(first["hits"])) == (2, None, 10)
    assert (second["page"], second["next"], len(second["hits"])) == (2, None, 1)
    assert told(program, second["previous"]) == first


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("/api/v1/search", "q"),
        ("/api/v1/search?q=a&page=0", "page"),
        ("/api/v1/search?q=a&tab=secret", "tab"),
        ("/api/v1/search?q=a&unit=-1", "unit"),
        (f"/api/v1/suggest?q={'a' * 501}", "q"),
    ],
)
def test_a_faulty_parameter_is_named(program: Client, address: str, parameter: str) -> None:
    assert [one["parameter"] for one in told(program, address, 422)["errors"]] == [parameter]


def test_neither_a_stranger_nor_a_session_comes_in(client: Client, home: HomePage, employee: User) -> None:
    client.force_login(employee)

    assert told(client, "/api/v1/search?q=verlof", 401)["status"] == 401
    assert told(client, "/api/v1/nothing", 404)["title"] == "Not Found"
    client.defaults["HTTP_AUTHORIZATION"] = "Bearer brink_own_guessed"
    response = client.get("/api/v1/suggest?q=verlof")
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_who_asks_too_much_waits(program: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "api_use": "2/m/user"}
    for _number in range(2):
        told(program, "/api/v1/suggest?q=verlof")

    assert told(program, "/api/v1/suggest?q=verlof", 429)["title"] == "Too Many Requests"


def test_what_can_be_asked_is_described(client: Client, home: HomePage) -> None:
    description = told(client, "/api/v1/openapi.json")

    assert set(description["paths"]) == {"/api/v1/search", "/api/v1/suggest"}
    assert description["components"]["securitySchemes"]["OwnTokenDoor"]["scheme"] == "bearer"


def test_three_results_and_six_cost_equal_queries(program: Client) -> None:
    def cost() -> int:
        told(program, "/api/v1/search?q=verlof")
        with CaptureQueriesContext(connection) as queries:
            told(program, "/api/v1/search?q=verlof")
        return len(queries)

    for number in range(3):
        ProcedurePageFactory(title=f"Verlof {number}", keeper=PersonFactory())
    few = cost()
    for number in range(3):
        ProcedurePageFactory(title=f"Verlof op {number}", keeper=PersonFactory())

    assert cost() == few
