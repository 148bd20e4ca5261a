"""Colleagues who come by SCIM."""

from typing import Any

import pytest
from django.utils import timezone

from access.models import AuditEntry, User
from directory.changing import locks_of
from directory.leaving import leave
from directory.models import Person, PersonChange, ScimUser, Source
from tests.directory.scim.conftest import Ask
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory, UnitFactory
from tests.factories.tokens import administrator

pytestmark = pytest.mark.django_db

CORE = "urn:ietf:params:scim:schemas:core:2.0:User"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


def noor(**given: Any) -> dict[str, Any]:
    """Return what an identity provider tells of one colleague."""
    return {
        "schemas": [CORE, ENTERPRISE],
        "userName": "noor.de.wit@lindewaard.example",
        "externalId": "a1b2",
        "name": {"givenName": "Noor", "familyName": "de Wit", "formatted": "Noor de Wit"},
        "displayName": "Noor de Wit",
        "nickName": "Noortje",
        "title": "Adviseur",
        "active": True,
        "preferredLanguage": "en-US",
        "emails": [{"value": "noor@lindewaard.example", "type": "work", "primary": True}],
        "phoneNumbers": [
            {"value": "088 123 45 67", "type": "work"},
            {"value": "tel:+31-6-12345678", "type": "mobile"},
        ],
        ENTERPRISE: {"employeeNumber": "4711", "department": "Vergunningen"},
        **given,
    }


def patch(*operations: dict[str, Any]) -> dict[str, Any]:
    return {"schemas": [PATCH], "Operations": list(operations)}


def made(ask: Ask, **given: Any) -> dict[str, Any]:
    answer = ask("post", "Users", noor(**given))
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


def another(number: int) -> dict[str, Any]:
    """Return what differs for one more colleague."""
    return {
        "userName": f"user{number}",
        "externalId": f"x{number}",
        "displayName": f"Collega {number}",
        "emails": [{"value": f"user{number}@lindewaard.example"}],
    }


def test_a_new_user_becomes_a_colleague_with_an_account(ask: Ask) -> None:
    unit = UnitFactory(name="Vergunningen")

    body = made(ask)

    person = Person.objects.get(scim_user__key=body["id"])
    assert (person.name, person.sort_name, person.job_title) == ("Noor de Wit", "Wit, Noor de", "Adviseur")
    assert (person.unit, person.email, person.nickname) == (unit, "noor@lindewaard.example", "Noortje")
    assert (str(person.phone.as_e164), str(person.mobile.as_e164)) == ("+31881234567", "+31612345678")
    assert person.user is not None
    assert person.user.username == "noor.de.wit@lindewaard.example"
    assert person.user.language == "en"
    assert not person.user.has_usable_password()


def test_what_was_told_comes_back(ask: Ask) -> None:
    body = made(ask)

    told = noor()
    assert {name: body[name] for name in told if name != "emails"} == {
        name: value for name, value in told.items() if name != "emails"
    }
    assert body["meta"]["location"] == f"http://testserver/scim/v2/Users/{body['id']}"
    assert ask("get", f"Users/{body['id']}").json() == body


def test_what_is_delivered_is_locked_and_shows_its_source(ask: Ask) -> None:
    UnitFactory(name="Vergunningen")

    body = made(ask)

    person = Person.objects.get(scim_user__key=body["id"])
    source = Source.objects.get(kind=Source.Kind.SCIM)
    assert locks_of(person) == dict.fromkeys(
        ["name", "email", "job_title", "unit", "phone", "mobile"], source
    )


def test_what_is_never_delivered_is_not_locked(ask: Ask) -> None:
    ask("post", "Users", {"schemas": [CORE], "userName": "sam", "displayName": "Sam"})

    assert Source.objects.get(kind=Source.Kind.SCIM).delivers == ["name"]


def test_someone_who_is_listed_already_is_recognised_by_the_address(ask: Ask) -> None:
    listed = PersonFactory(email="Noor@lindewaard.example", user=UserFactory(username="noor"))

    body = made(ask)

    assert Person.objects.get() == listed
    listed.refresh_from_db()
    assert listed.scim_user.key.hex == body["id"]
    assert User.objects.get(person=listed).username == "noor"


@pytest.mark.parametrize(
    ("displayed", "name"),
    [
        ("Noor de Wit", "Noor de Wit"),
        ("Wit, Noor de (Vergunningen)", "Noor de Wit"),
        (None, "Noor de Wit"),
    ],
)
def test_a_name_that_is_written_to_be_sorted_is_turned_round(
    ask: Ask, displayed: str | None, name: str
) -> None:
    made(ask, displayName=displayed)

    assert Person.objects.get().name == name


def test_private_addresses_are_not_kept(ask: Ask) -> None:
    body = made(
        ask,
        emails=[
            {"value": "noor@home.example", "type": "home", "primary": True},
            {"value": "noor@lindewaard.example", "type": "work"},
        ],
        addresses=[{"streetAddress": "Dorpsstraat 1", "type": "home"}],
    )

    assert body["emails"] == [{"value": "noor@lindewaard.example", "type": "work"}]
    assert "addresses" not in body
    assert "home.example" not in str(list(ScimUser.objects.values()))


def test_a_department_is_a_unit_by_its_code_or_by_its_name(ask: Ask) -> None:
    by_code, by_name = UnitFactory(code="V01"), UnitFactory(name="Zorg")
    body = made(ask, **{ENTERPRISE: {"department": "V01"}})
    person = Person.objects.get()
    assert person.unit == by_code

    ask("patch", f"Users/{body['id']}", patch(_replace(f"{ENTERPRISE}:department", "zorg")))

    person.refresh_from_db()
    assert person.unit == by_name


def test_a_department_that_is_no_unit_is_noted_and_changes_nothing(
    ask: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    unit = UnitFactory(name="Vergunningen")
    body = made(ask)

    answer = ask("patch", f"Users/{body['id']}", patch(_replace(f"{ENTERPRISE}:department", "Opgeheven")))

    assert answer.status_code == 204
    assert Person.objects.get().unit == unit
    assert ask("get", f"Users/{body['id']}").json()[ENTERPRISE]["department"] == "Opgeheven"
    assert "Opgeheven" in caplog.text


def test_a_number_that_cannot_be_dialled_is_kept_for_the_provider_and_shown_to_nobody(ask: Ask) -> None:
    body = made(ask, phoneNumbers=[{"value": "ask the desk", "type": "work"}])

    assert body["phoneNumbers"][0]["value"] == "ask the desk"
    assert Person.objects.get().phone == ""


def test_the_manager_is_a_user_here(ask: Ask) -> None:
    manager = made(ask, **another(1))

    body = made(ask, **{ENTERPRISE: {"manager": {"value": manager["id"]}}})

    assert Person.objects.get(scim_user__key=body["id"]).manager == Person.objects.get(
        scim_user__key=manager["id"]
    )
    assert body[ENTERPRISE]["manager"]["$ref"] == manager["meta"]["location"]


@pytest.mark.parametrize("manager", ["4711", "00000000000000000000000000000000", "\\u0000", "Liv"])
def test_a_manager_who_is_not_there_is_refused(ask: Ask, manager: str) -> None:
    answer = ask("post", "Users", noor(**{ENTERPRISE: {"manager": {"value": manager}}}))

    assert answer.status_code == 400
    assert answer.json()["scimType"] == "invalidValue"
    assert not Person.objects.exists()


def test_a_circle_of_managers_is_refused(ask: Ask) -> None:
    top = made(ask, **another(1))
    below = made(ask, **another(2), **{ENTERPRISE: {"manager": {"value": top["id"]}}})

    answer = ask(
        "patch", f"Users/{top['id']}", patch(_replace(f"{ENTERPRISE}:manager", {"value": below["id"]}))
    )

    assert answer.status_code == 400
    assert "manager" not in ask("get", f"Users/{top['id']}").json().get(ENTERPRISE, {})


def test_what_is_changed_there_changes_here_and_stands_in_the_history(ask: Ask) -> None:
    body = made(ask)

    answer = ask("put", f"Users/{body['id']}", noor(title="Jurist", phoneNumbers=[]))

    person = Person.objects.get()
    assert answer.status_code == 200
    assert (person.job_title, person.phone) == ("Jurist", "")
    change = PersonChange.objects.get(field="job_title")
    assert (change.source, change.before, change.after) == (Source.objects.get(), "Adviseur", "Jurist")


def test_a_person_who_removes_nothing_loses_nothing_by_a_patch(ask: Ask) -> None:
    body = made(ask)

    answer = ask("patch", f"Users/{body['id']}", patch(_replace("title", "Jurist")))

    assert answer.status_code == 204
    person = Person.objects.get()
    assert (person.job_title, person.email) == ("Jurist", "noor@lindewaard.example")


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "Replace", "path": 'emails[type eq "work"].value', "value": "wit@lindewaard.example"},
        {"op": "add", "path": "emails", "value": [{"value": "wit@lindewaard.example", "primary": True}]},
        {"op": "replace", "value": {"emails": [{"value": "wit@lindewaard.example"}]}},
    ],
)
def test_the_ways_in_which_providers_change_an_address(ask: Ask, operation: dict[str, Any]) -> None:
    body = made(ask)

    answer = ask("patch", f"Users/{body['id']}", patch(operation))

    assert answer.status_code == 204, answer.text
    assert Person.objects.get().email == "wit@lindewaard.example"
    assert User.objects.get(person__isnull=False).email == "wit@lindewaard.example"


@pytest.mark.parametrize(
    ("operation", "kind"),
    [
        ({"op": "replace", "path": "nothing[", "value": "x"}, "invalidPath"),
        ({"op": "dance", "path": "title", "value": "x"}, "invalidSyntax"),
        ({"op": "remove"}, "noTarget"),
        ({"op": "replace", "path": "id", "value": "x"}, "mutability"),
        ({"op": "replace", "path": "active", "value": "perhaps"}, "invalidValue"),
        ({"op": "replace", "path": 'phoneNumbers[value co "9"].value', "value": "x"}, "noTarget"),
        ({"op": "remove", "path": "userName"}, "mutability"),
        ({"op": "replace", "path": "userName", "value": "x" * 151}, "invalidValue"),
        ({"op": "replace", "path": "emails", "value": [{"value": "no address"}]}, "invalidValue"),
    ],
)
def test_a_patch_that_does_not_fit_does_nothing_at_all(
    ask: Ask, operation: dict[str, Any], kind: str
) -> None:
    body = made(ask)

    answer = ask("patch", f"Users/{body['id']}", patch(_replace("title", "Jurist"), operation))

    assert answer.status_code == 400, answer.text
    assert answer.json()["scimType"] in {kind, "invalidValue"}, answer.text
    assert ask("get", f"Users/{body['id']}").json() == body
    assert Person.objects.get().job_title == "Adviseur"


def test_a_name_or_number_that_another_has_is_a_conflict(ask: Ask) -> None:
    made(ask)

    same_name = ask("post", "Users", noor(externalId="other", userName="NOOR.de.wit@lindewaard.example"))
    same_number = ask("post", "Users", noor(userName="other"))

    for answer in (same_name, same_number):
        assert answer.status_code == 409
        assert answer.json()["scimType"] == "uniqueness"
    assert Person.objects.count() == 1


def test_an_account_that_is_somebody_elses_is_a_conflict(ask: Ask) -> None:
    UserFactory(username="noor.de.wit@lindewaard.example")

    answer = ask("post", "Users", noor())

    assert answer.status_code == 409
    assert not Person.objects.exists()
    assert not ScimUser.objects.exists()


def test_who_gets_another_name_signs_in_with_that(ask: Ask) -> None:
    body = made(ask)

    ask("patch", f"Users/{body['id']}", patch(_replace("userName", "noor.jansen")))

    assert User.objects.get(person__isnull=False).username == "noor.jansen"


def test_who_is_inactive_there_has_left_here_and_comes_back_the_same(ask: Ask) -> None:
    body = made(ask)
    person = Person.objects.get()

    ask("patch", f"Users/{body['id']}", patch({"op": "Replace", "path": "active", "value": "False"}))
    person.refresh_from_db()
    assert person.left_on == timezone.localdate()
    assert not User.objects.get(person=person).is_active

    ask("patch", f"Users/{body['id']}", patch(_replace("active", True)))
    person.refresh_from_db()
    assert person.left_on is None
    assert User.objects.get(person=person).is_active


def test_a_deleted_user_is_gone_for_scim_and_a_leaver_here(ask: Ask) -> None:
    body = made(ask)

    answer = ask("delete", f"Users/{body['id']}")

    assert answer.status_code == 204
    assert ask("get", f"Users/{body['id']}").status_code == 404
    assert ask("delete", f"Users/{body['id']}").status_code == 404
    assert ask("get", "Users").json()["totalResults"] == 0
    person = Person.objects.get()
    assert person.left_on == timezone.localdate()
    assert not User.objects.get(person=person).is_active


@pytest.mark.parametrize(
    "given",
    [{"userName": "another.name"}, {"externalId": None}, {"externalId": "new-number"}],
    ids=["same number", "same name", "same name, called the same"],
)
def test_who_is_made_again_is_the_same_person(ask: Ask, given: dict[str, Any]) -> None:
    first = made(ask)
    ask("delete", f"Users/{first['id']}")
    before = Person.objects.get()

    made(ask, **given)

    person = Person.objects.get()
    assert person == before
    assert person.left_on is None
    assert User.objects.get(person=person).is_active


def test_a_name_for_signing_in_that_goes_to_a_newcomer_does_not_make_them_the_leaver(ask: Ask) -> None:
    first = made(ask, emails=[])
    ask("delete", f"Users/{first['id']}")
    leaver = Person.objects.get()

    answer = ask("post", "Users", noor(externalId="c3d4", displayName="Noa de Wit", emails=[]))

    # The account of the leaver still has the name; an administrator decides.
    assert answer.status_code == 409
    assert Person.objects.get() == leaver


def test_who_was_let_go_by_hand_does_not_come_back_by_scim(ask: Ask) -> None:
    body = made(ask)
    leave(person=Person.objects.get(), on=timezone.localdate(), actor=administrator(), now=timezone.now())

    ask("patch", f"Users/{body['id']}", patch(_replace("title", "Jurist")))

    assert Person.objects.get().left_on is not None


def test_an_account_that_an_administrator_closed_stays_closed(ask: Ask) -> None:
    body = made(ask)
    User.objects.filter(person__isnull=False).update(is_active=False)

    ask("patch", f"Users/{body['id']}", patch(_replace("title", "Jurist")))

    assert not User.objects.get(person__isnull=False).is_active


def test_every_change_is_in_the_audit_log_with_its_token(ask: Ask) -> None:
    body = made(ask)
    ask("patch", f"Users/{body['id']}", patch(_replace("title", "Jurist")))
    ask("delete", f"Users/{body['id']}")

    entries = AuditEntry.objects.filter(action__startswith="scim.").order_by("pk")
    assert [entry.action for entry in entries] == [
        "scim.user_made",
        "scim.user_changed",
        "scim.user_removed",
    ]
    assert all(entry.details["token"] for entry in entries)


def test_a_version_guards_against_writing_over_another(ask: Ask) -> None:
    body = made(ask)
    address, version = f"Users/{body['id']}", body["meta"]["version"]

    assert ask("get", address, headers={"If-None-Match": version}).status_code == 304
    first = ask("patch", address, patch(_replace("title", "Jurist")), headers={"If-Match": version})
    second = ask("patch", address, patch(_replace("title", "Baas")), headers={"If-Match": version})

    assert (first.status_code, second.status_code) == (204, 412)
    assert first.headers["ETag"] != version
    assert Person.objects.get().job_title == "Jurist"
    assert ask("get", address, headers={"If-None-Match": version}).status_code == 200
    assert ask("delete", address, headers={"If-Match": version}).status_code == 412


def test_many_in_one_request_and_one_that_fails_takes_no_other_along(ask: Ask) -> None:
    body = {
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
        "Operations": [
            {"method": "POST", "path": "/Users", "bulkId": "a", "data": noor(**another(1))},
            {
                "method": "POST",
                "path": "/Users",
                "bulkId": "b",
                "data": noor(**{**another(2), "userName": "user1"}),
            },
            {
                "method": "POST",
                "path": "/Users",
                "bulkId": "c",
                "data": noor(**another(3), **{ENTERPRISE: {"manager": {"value": "bulkId:a"}}}),
            },
        ],
    }

    answer = ask("post", "Bulk", body)

    assert [each["status"] for each in answer.json()["Operations"]] == ["201", "409", "201"]
    assert Person.objects.get(name="Collega 3").manager == Person.objects.get(name="Collega 1")
    assert Person.objects.count() == 2


def _replace(path: str, value: Any) -> dict[str, Any]:
    return {"op": "replace", "path": path, "value": value}
