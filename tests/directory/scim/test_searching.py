"""Finding users and groups by SCIM, without reading them all."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.models import Scope
from directory.models import FieldVisibility, Person, ScimUser
from directory.models.scim_user import key_of_user_name
from directory.visibility import set_visibility
from tests.directory.scim.conftest import Ask
from tests.directory.scim.test_groups import grouped
from tests.directory.scim.test_users import ENTERPRISE, another, made, noor, patch
from tests.factories.tokens import administrator

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

Level = FieldVisibility.Level


def found(ask: Ask, condition: str, **query: str) -> list[str]:
    answer = ask("get", "Users", filter=condition, **query)
    assert answer.status_code == 200, answer.text
    return [user["userName"] for user in answer.json().get("Resources", [])]


def many(count: int) -> None:
    """Add users as they would have come, without all that a delivery does."""
    everyone = Scope.objects.everyone()
    names = [f"collega{number:04}" for number in range(count)]
    people = Person.objects.bulk_create(
        [Person(name=name, sort_name=name, slug=name, scope=everyone) for name in names]
    )
    ScimUser.objects.bulk_create(
        ScimUser(
            person=person,
            user_name=person.name,
            user_name_key=key_of_user_name(person.name),
            external_id=f"n-{person.name}",
            email=f"{person.name}@lindewaard.example",
        )
        for person in people
    )


@pytest.mark.parametrize(
    "condition",
    [
        'userName eq "NOOR.de.wit@lindewaard.example"',
        'externalId eq "a1b2"',
        'emails.value eq "Noor@lindewaard.example"',
        'emails[type eq "work"].value eq "noor@lindewaard.example"',
        'emails[type eq "work" and value sw "noor"]',
        'phoneNumbers[type eq "mobile"] and active eq true',
        'userName sw "noor" and not (title eq "jurist")',
        'displayName co "DE W" or displayName co "nobody"',
        f'{ENTERPRISE}:department eq "vergunningen"',
        'name.familyName ew "wit" and nickName pr',
        'meta.lastModified gt "2020-01-01T00:00:00Z" and title pr',
    ],
)
def test_a_filter_finds_who_it_means(ask: Ask, condition: str) -> None:
    made(ask)
    ask("post", "Users", {"schemas": noor()["schemas"], "userName": "sam", "active": False})

    assert found(ask, condition) == ["noor.de.wit@lindewaard.example"]


def test_filters_look_at_managers_groups_and_ids(ask: Ask) -> None:
    boss = made(ask)
    worker = made(ask, **another(1), **{ENTERPRISE: {"manager": {"value": boss["id"]}}})
    group = grouped(ask, worker)

    assert found(ask, f'{ENTERPRISE}:manager.value eq "{boss["id"]}"') == ["user1"]
    assert found(ask, f'groups.value eq "{group["id"]}"') == ["user1"]
    assert found(ask, f'id eq "{worker["id"]}"') == ["user1"]
    groups = ask("get", "Groups", filter=f'members[value eq "{worker["id"]}"]').json()
    assert [each["id"] for each in groups["Resources"]] == [group["id"]]
    assert ask("get", "Groups", filter=f'members.value eq "{boss["id"]}"').json()["totalResults"] == 0
    assert ask("get", "Groups", filter='displayName eq "redactie"').json()["totalResults"] == 1


@pytest.mark.parametrize(
    "condition",
    [
        "userName eq",
        "nothing",
        'unknown eq "x"',
        'userName eq "a" and',
        "active gt true",
        "emails[",
        '"',
        '" OR 1=1',
    ],
)
def test_a_filter_that_makes_no_sense_is_refused(ask: Ask, condition: str) -> None:
    answer = ask("get", "Users", filter=condition)

    assert answer.status_code == 400
    assert answer.json()["scimType"] == "invalidFilter"


def test_no_value_means_more_than_it_says(ask: Ask) -> None:
    made(ask)

    for value in ("%", "_", "'", "\\u0000", "\\\\", "é", "x" * 5000):
        for operator in ("eq", "co", "sw", "ew"):
            assert found(ask, f'title {operator} "{value}"') == [], (operator, value)
    assert found(ask, 'title gt "\\u0000"') == ["noor.de.wit@lindewaard.example"]


def test_a_list_comes_in_pages(ask: Ask) -> None:
    many(5)

    page = ask("get", "Users", startIndex="2", count="2", sortBy="userName", sortOrder="descending").json()

    assert (page["totalResults"], page["startIndex"], page["itemsPerPage"]) == (5, 2, 2)
    assert [user["userName"] for user in page["Resources"]] == ["collega0003", "collega0002"]


@pytest.mark.parametrize(
    ("query", "listed"),
    [({"count": "0"}, 0), ({"count": "-1"}, 0), ({"startIndex": "0"}, 3), ({"startIndex": str(10**30)}, 0)],
)
def test_odd_pages_are_read_as_the_standard_says(ask: Ask, query: dict[str, str], listed: int) -> None:
    many(3)

    page = ask("get", "Users", **query).json()

    assert page["totalResults"] == 3
    assert len(page.get("Resources", [])) == listed


def test_one_answer_lists_at_most_two_hundred(ask: Ask) -> None:
    many(201)

    page = ask("get", "Users", count="1000").json()

    assert (page["totalResults"], page["itemsPerPage"]) == (201, 200)


def test_users_and_groups_are_found_together(ask: Ask) -> None:
    grouped(ask, made(ask))

    everything = ask("post", ".search", {"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"]})

    assert everything.json()["totalResults"] == 2


def test_three_users_and_six_cost_equal_queries(ask: Ask) -> None:
    def cost(query: dict[str, str]) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert ask("get", "Users", count="100", **query).status_code == 200
        return len(queries)

    searches: list[dict[str, str]] = [
        {},
        {"filter": 'emails.value co "collega" or active pr'},
        {"sortBy": "displayName"},
    ]
    many(3)
    # The first request also notes that the token is used.
    ask("get", "Users")
    few = [cost(search) for search in searches]
    ScimUser.objects.all().delete()
    Person.objects.all().delete()
    many(6)
    FieldVisibility.objects.bulk_create(
        FieldVisibility(person=person, field="phone", level=Level.SELF, scope_id=person.scope_id)
        for person in Person.objects.all()
    )

    assert [cost(search) for search in searches] == few
    # The token, the count, the users, what they hide, their groups; and the transaction around a test.
    assert max(few) == 7


@pytest.mark.parametrize(
    ("condition", "index"),
    [
        ('userName eq "collega0007"', "scim_user_name_is_unique"),
        ('externalId eq "n-collega0007"', "external_id"),
        ('emails.value eq "collega0007@lindewaard.example"', "scim_user_by_email"),
    ],
)
def test_the_usual_filters_go_by_an_index(ask: Ask, condition: str, index: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("The plans of PostgreSQL are read.")
    many(2000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE directory_scimuser")

    with CaptureQueriesContext(connection) as queries:
        assert found(ask, condition) == ["collega0007"]

    sql = next(query["sql"] for query in queries if "directory_scimuser" in query["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert index in plan, plan


HIDDEN = {
    "email": ('emails.value eq "noor@lindewaard.example"', "noor@lindewaard.example", "emails pr"),
    "phone": ('phoneNumbers[type eq "work"]', "088 123 45 67", 'phoneNumbers.value co "088"'),
    "mobile": ('phoneNumbers[type eq "mobile"]', "12345678", 'phoneNumbers.value co "123456"'),
}


@pytest.mark.parametrize("level", [Level.UNIT, Level.SELF])
@pytest.mark.parametrize("field", HIDDEN)
def test_what_a_person_hides_is_in_no_answer_and_found_by_no_filter(
    ask: Ask, field: str, level: FieldVisibility.Level
) -> None:
    eq, value, other = HIDDEN[field]
    body = made(
        ask,
        userName="noor",
        phoneNumbers=[
            {"value": "088 123 45 67", "type": "work"},
            {"value": "tel:+31-6-12345678", "type": "mobile"},
        ],
    )
    assert found(ask, eq) == found(ask, other) == ["noor"]
    person, address = Person.objects.get(), f"Users/{body['id']}"
    set_visibility(actor=administrator(), person=person, field=field, level=level, now=timezone.now())

    promoted = patch({"op": "replace", "path": "title", "value": "Baas"})
    answers = [
        ask("get", address),
        ask("get", "Users"),
        ask("get", address, attributes="emails,phoneNumbers"),
        ask("put", address, noor(userName="noor", title="Jurist", emails=None, phoneNumbers=None)),
        ask("patch", address, promoted, attributes="emails,phoneNumbers"),
    ]

    assert all(answer.status_code == 200 for answer in answers)
    assert not [answer.text for answer in answers if value in answer.text]
    assert found(ask, eq) == []
    if field == "mobile":
        # The work phone has other digits.
        assert found(ask, other) == []
    assert value not in ask("get", "Users", sortBy="emails").text


def test_what_was_hidden_from_the_client_is_not_lost_when_it_sends_back_what_it_read(ask: Ask) -> None:
    body = made(ask, userName="noor")
    person, address = Person.objects.get(), f"Users/{body['id']}"
    for field in HIDDEN:
        set_visibility(
            actor=administrator(), person=person, field=field, level=Level.SELF, now=timezone.now()
        )
    read = ask("get", address).json()
    assert not {"emails", "phoneNumbers"} & set(read)

    answer = ask("put", address, {**read, "title": "Jurist"})

    person.refresh_from_db()
    assert answer.status_code == 200
    assert (person.job_title, person.email) == ("Jurist", "noor@lindewaard.example")
    assert (person.phone.as_e164, person.mobile.as_e164) == ("+31881234567", "+31612345678")


def test_sorting_by_what_is_hidden_tells_nothing(ask: Ask) -> None:
    made(ask, **{**another(1), "emails": [{"value": "aaa@lindewaard.example"}]})
    made(ask, **{**another(2), "emails": [{"value": "bbb@lindewaard.example"}]})
    hider = Person.objects.get(name="Collega 1")
    set_visibility(actor=administrator(), person=hider, field="email", level=Level.SELF, now=timezone.now())

    listed: list[Any] = ask("get", "Users", sortBy="emails.value").json()["Resources"]

    # Last, as who has no address at all.
    assert [user["userName"] for user in listed] == ["user2", "user1"]
