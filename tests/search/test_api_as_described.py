"""Whatever a program asks, it gets what our description says or is told what is wrong; never a fault."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from access.models import User
from access.own_tokens import make_own_token
from home.models import HomePage
from tests.factories.directory import PersonFactory, SubjectFactory, UnitFactory
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory
from tests.search.described import faults

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

OPERATIONS = ("/api/v1/search", "/api/v1/suggest")
# Words that are there, what an engine might obey, and anything else.
WORDS = st.one_of(
    st.sampled_from(
        ["verlof", "de", "in", "Anneke", '"verlof kopen"', "P-12", "verlof*", "ver?of", "a OR b"]
    ),
    st.text(st.sampled_from("verlof PIn12*?\"'()&|!:~^\\/-\x00\u0301\u20ac\U0001f600"), max_size=40),
    st.text(max_size=60),
    st.text("a", min_size=495, max_size=505),
)
NUMBERS = st.one_of(st.integers(-2, 60), st.integers(), st.text(max_size=8))
# By the name of a parameter; all others have a pattern of their own.
VALUES = {"q": WORDS, "page": NUMBERS, "unit": NUMBERS, "subject": NUMBERS, "checked": st.text(max_size=5)}


def values_of(parameter: Any) -> st.SearchStrategy[Any]:  # Any: as JSON has it
    """Return what may be asked of a parameter: by its own pattern or, less often, against it."""
    pattern = parameter["schema"].get("pattern")
    if pattern is None:
        return VALUES[parameter["name"]]
    return st.one_of(st.from_regex(pattern, fullmatch=True), st.from_regex(pattern), st.text(max_size=8))


@pytest.fixture
def program(client: Client, home: HomePage, employee: User, settings: Settings) -> Client:
    """A program that may ask as often as it likes, where there is something of everything to find."""
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "api_use": "100000/m/user"}
    subject, keeper = SubjectFactory(), PersonFactory(name="Anneke de Groot", unit=UnitFactory())
    ProcedurePageFactory(title="Verlof kopen (P-12)", keeper=keeper, subjects=[subject])
    NewsPageFactory(title="Verlof", published_on=timezone.localdate())
    _token, words = make_own_token(user=employee, name="Program", days=30, now=timezone.now())
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {words}"
    return client


@pytest.mark.parametrize("address", OPERATIONS)
def test_every_answer_is_as_it_is_described(address: str, program: Client) -> None:
    description = program.get("/api/v1/openapi.json").json()
    operation = description["paths"][address]["get"]
    parameters = {one["name"]: one for one in operation["parameters"]}
    asked = st.fixed_dictionaries(
        {"q": VALUES["q"]}, optional={name: values_of(one) for name, one in parameters.items() if name != "q"}
    )

    statuses = set()

    # The answers change nothing, so each example may find what the one before it left.
    @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
    @given(asked)
    def ask(words: dict[str, Any]) -> None:
        response = program.get(address, words)
        statuses.add(response.status_code)
        assert str(response.status_code) in operation["responses"], response.content
        [content] = operation["responses"][str(response.status_code)]["content"].values()
        assert list(faults(response.json(), content["schema"], description)) == []

    ask()

    assert statuses == {200, 422}


def test_what_differs_from_a_description_is_told() -> None:
    whole = {
        "components": {"schemas": {"Hit": {"type": "object", "properties": {"title": {"type": "string"}}}}}
    }
    hits = {"type": "array", "items": {"$ref": "#/components/schemas/Hit"}}
    schema = {"type": "object", "required": ["total"], "properties": {"hits": hits}}

    told = list(faults({"hits": [{"title": None}, {"name": ""}]}, schema, whole))

    assert told == [
        "answer: total is missing",
        "answer.hits[0].title: None is no string",
        "answer.hits[1]: name is not described",
    ]
