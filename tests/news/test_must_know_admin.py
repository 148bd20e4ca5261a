"""The must-knows in the Wagtail admin."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.roles import Role
from home.models import HomePage
from news.models import MustKnow, MustKnowConfirmation
from tests.factories.accounts import UserFactory
from tests.factories.directory import AudienceFactory, PersonFactory, UnitFactory
from tests.factories.news import MustKnowFactory
from tests.factories.roles import holder_of

LIST = "/admin/snippets/news/mustknow/"


@pytest.fixture
def editor(client: Client, home: HomePage) -> Client:
    """A browser in which an editor has signed in, who reads English."""
    client.force_login(holder_of(Role.EDITOR, language="en"))
    return client


def form(**changes: Any) -> dict[str, Any]:  # Any: as the client takes it
    today = timezone.localdate()
    return {
        "title_nl": "Inloggen",
        "text_nl": "Voortaan met een code.",
        "reason_nl": "Je ziet dit omdat je inlogt.",
        "audience": AudienceFactory().pk,
        "starts_on": str(today),
        "ends_on": str(today + timedelta(days=5)),
        **changes,
    }


def test_an_editor_makes_one(editor: Client) -> None:
    answer = editor.post(f"{LIST}add/", form())

    assert answer.status_code == 302
    assert MustKnow.objects.get().title_nl == "Inloggen"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("ends_on", "2020-01-01"),
        ("ends_on", ""),
        ("ends_on", "31 februari"),
        ("reason_nl", "   "),
        ("audience", ""),
        ("audience", "0"),
        ("title_nl", "x" * 81),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    editor: Client, field: str, value: str
) -> None:
    answer = editor.post(f"{LIST}add/", form(**{field: value}))

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert "Voortaan met een code." in answer.text
    assert not MustKnow.objects.exists()


def test_the_share_is_told_of_ten_and_kept_back_of_nine(editor: Client) -> None:
    units = {count: UnitFactory() for count in (9, 10)}
    for count, unit in units.items():
        readers = [UserFactory() for _number in range(count)]
        for reader in readers:
            PersonFactory(unit=unit, user=reader)
        must_know = MustKnowFactory(title_nl=f"Voor {count}", audience=AudienceFactory(units=[unit]))
        for reader in readers[:4]:
            MustKnowConfirmation.objects.create(must_know=must_know, user=reader)

    page = editor.get(LIST, headers={"Accept-Language": "en"}).text

    assert page.count("40%") == 1
    assert page.count("too few people to tell") == 1
    assert "44%" not in page


def test_nobody_sees_who_confirmed(editor: Client) -> None:
    reader = UserFactory(username="wie-las-het", email="wie-las-het@lindewaard.example")
    must_know = MustKnowFactory()
    MustKnowConfirmation.objects.create(must_know=must_know, user=reader)

    for address in (LIST, f"{LIST}edit/{must_know.pk}/", f"{LIST}history/{must_know.pk}/"):
        answer = editor.get(address)
        assert answer.status_code == 200
        assert "wie-las-het" not in answer.text


def test_the_list_costs_the_same_for_three_and_six(editor: Client) -> None:
    costs = []
    for _turn in range(2):
        for _number in range(3):
            MustKnowFactory(audience=AudienceFactory(units=[UnitFactory()]))
        editor.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            editor.get(LIST)
        costs.append(len(queries))

    assert costs[0] == costs[1]
