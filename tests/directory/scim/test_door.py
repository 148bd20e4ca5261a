"""Who comes in at SCIM, and how everyone else is told that they do not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.models import ApiToken, User
from access.tokens import revoke_token
from tests.directory.scim.conftest import Ask
from tests.factories.tokens import administrator, bearer

pytestmark = pytest.mark.django_db

ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"
ADDRESSES = ["", "Users", "Groups", "Users/1", "ServiceProviderConfig", "Schemas", "Bulk", "nothing"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_without_a_token_nothing_opens(client: Client, path: str) -> None:
    answer = client.get(f"/scim/v2/{path}")

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="SCIM"'
    assert answer.headers["Content-Type"] == "application/scim+json"
    assert answer.json()["schemas"] == [ERROR]
    assert answer.json()["status"] == "401"


def test_a_token_that_is_unknown_ran_out_or_was_revoked_opens_nothing(client: Client) -> None:
    ran_out = bearer(expires_at=timezone.now() + timedelta(seconds=1))
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    revoked = bearer(name="Revoked")
    revoke_token(actor=administrator(), token=ApiToken.objects.get(name="Revoked"), now=timezone.now())

    for header in ("Bearer brink_unknown", ran_out, revoked):
        assert client.get("/scim/v2/Users", headers={"Authorization": header}).status_code == 401


def test_a_token_of_another_scope_is_refused(client: Client) -> None:
    header = bearer()
    ApiToken.objects.update(scopes=["search"])

    answer = client.get("/scim/v2/Users", headers={"Authorization": header})

    assert answer.status_code == 403
    assert answer.json()["schemas"] == [ERROR]
    assert "WWW-Authenticate" not in answer.headers


def test_guessing_ends_in_429(client: Client) -> None:
    statuses = [
        client.get("/scim/v2/Users", headers={"Authorization": f"Bearer brink_{number}"}).status_code
        for number in range(61)
    ]

    assert statuses == [401] * 60 + [429]
    answer = client.post("/scim/v2/Users", "{}", "application/json")
    assert answer.headers["Retry-After"] == "60"
    assert answer.json()["status"] == "429"


def test_a_session_opens_nothing_and_is_not_read(client: Client, admin_user: User) -> None:
    client.force_login(admin_user)

    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/scim/v2/Users")

    assert answer.status_code == 401
    assert not answer.cookies
    assert not [query for query in queries if "session" in query["sql"]]


def test_a_request_with_a_token_makes_no_session_and_is_stored_nowhere(ask: Ask) -> None:
    answer = ask("get", "Users")

    assert answer.status_code == 200
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"


def test_no_slash_is_needed_and_none_hurts(ask: Ask) -> None:
    assert ask("get", "Users/").status_code == ask("get", "Users").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("put", "Users", 405),
        ("delete", "Schemas", 405),
        ("get", "Nothing", 404),
        ("get", "Users/unknown", 404),
        ("get", "Groups/unknown", 404),
        ("get", "Me", 501),
    ],
)
def test_what_is_not_offered_is_refused_in_the_format_of_scim(
    ask: Ask, method: str, path: str, status: int
) -> None:
    answer = ask(method, path)

    assert answer.status_code == status
    assert answer.json()["schemas"] == [ERROR]


@pytest.mark.parametrize(
    "body", ["{", "[]", "null", '"text"', "{}", '{"userName": 7}', '{"userName": ""}', "\x00"]
)
def test_a_body_that_makes_no_sense_is_refused(ask: Ask, body: str) -> None:
    answer = ask("post", "Users", body)

    assert answer.status_code == 400
    assert answer.json()["schemas"] == [ERROR]
    assert answer.json()["scimType"] in {"invalidSyntax", "invalidValue"}


def test_a_body_that_is_too_heavy_is_refused(ask: Ask) -> None:
    answer = ask("post", "Users", {"userName": "x" * 3_000_000})

    assert answer.status_code == 413
    assert answer.json()["schemas"] == [ERROR]


@pytest.mark.parametrize("path", ["ServiceProviderConfig", "ResourceTypes", "Schemas", "ResourceTypes/User"])
def test_the_service_tells_what_it_does(ask: Ask, path: str) -> None:
    answer = ask("get", path)

    assert answer.status_code == 200
    assert "testserver/scim/v2" in answer.text
