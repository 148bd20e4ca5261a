"""Groups that come by SCIM."""

from typing import Any

import pytest

from access.models import Role
from directory.models import OutsideGroup, OutsideMembership, Person
from tests.directory.scim.conftest import Ask
from tests.directory.scim.test_users import another, made, patch
from tests.factories.directory import OutsideGroupFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.django_db

CORE = "urn:ietf:params:scim:schemas:core:2.0:Group"


def grouped(ask: Ask, *members: dict[str, Any], name: str = "Redactie") -> dict[str, Any]:
    answer = ask("post", "Groups", told(*members, name=name))
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


def told(*members: dict[str, Any], name: str = "Redactie") -> dict[str, Any]:
    values = [{"value": member["id"]} for member in members]
    return {"schemas": [CORE], "displayName": name, "externalId": "g1", "members": values}


def roles_of(user: dict[str, Any]) -> set[str]:
    person = Person.objects.get(scim_user__key=user["id"])
    assert person.user is not None
    return set(person.user.groups.exclude(role=None).values_list("role__role", flat=True))


def test_a_group_comes_back_as_it_was_told_and_stands_with_its_members(ask: Ask) -> None:
    noor = made(ask)

    body = grouped(ask, noor)

    assert (body["displayName"], body["externalId"]) == ("Redactie", "g1")
    assert body["members"] == [
        {"value": noor["id"], "$ref": noor["meta"]["location"], "type": "User"},
    ]
    assert ask("get", f"Groups/{body['id']}").json() == body
    assert ask("get", f"Users/{noor['id']}").json()["groups"] == [
        {"value": body["id"], "$ref": body["meta"]["location"], "display": "Redactie"}
    ]


def test_a_group_that_an_administrator_mapped_gives_a_role_and_a_unit(ask: Ask) -> None:
    unit = UnitFactory()
    OutsideGroupFactory(name="Redactie", role=Role.EDITOR, unit=unit)
    noor = made(ask)

    body = grouped(ask, noor)

    assert roles_of(noor) == {Role.EDITOR}
    assert Person.objects.get().unit == unit
    assert OutsideGroup.objects.get().scim_key.hex == body["id"]  # type: ignore[union-attr]  # it has one now


def test_a_group_that_is_mapped_to_nothing_gives_nothing(ask: Ask) -> None:
    noor = made(ask)

    grouped(ask, noor)

    assert roles_of(noor) == set()


def test_who_leaves_a_group_loses_what_it_gave(ask: Ask) -> None:
    OutsideGroupFactory(name="Redactie", role=Role.EDITOR)
    noor, sam = made(ask), made(ask, **another(1))
    body = grouped(ask, noor, sam)

    answer = ask(
        "patch",
        f"Groups/{body['id']}",
        patch({"op": "remove", "path": f'members[value eq "{noor["id"]}"]'}),
    )

    assert answer.status_code == 204
    assert (roles_of(noor), roles_of(sam)) == (set(), {Role.EDITOR})


@pytest.mark.parametrize("has_value", [False, True])
def test_the_ways_in_which_providers_add_and_remove_members(ask: Ask, has_value: bool) -> None:
    noor, sam = made(ask), made(ask, **another(1))
    body = grouped(ask, noor)
    address = f"Groups/{body['id']}"

    ask("patch", address, patch({"op": "Add", "path": "members", "value": [{"value": sam["id"]}]}))
    assert len(ask("get", address).json()["members"]) == 2

    removal = (
        {"op": "Remove", "path": "members", "value": [{"value": noor["id"]}]}
        if has_value
        else {"op": "remove", "path": f'members[value eq "{noor["id"]}"]'}
    )
    assert ask("patch", address, patch(removal)).status_code == 204
    assert [member["value"] for member in ask("get", address).json()["members"]] == [sam["id"]]


def test_the_version_of_a_group_changes_with_its_members(ask: Ask) -> None:
    noor, sam = made(ask), made(ask, **another(1))
    body = grouped(ask, noor)
    address = f"Groups/{body['id']}"
    versions = [body["meta"]["version"]]
    for members in ([noor, sam], [sam], []):
        ask("put", address, told(*members))
        versions.append(ask("get", address, excludedAttributes="members").json()["meta"]["version"])

    assert len(set(versions)) == 4
    assert ask("put", address, told(noor), headers={"If-Match": versions[0]}).status_code == 412


def test_a_member_who_is_not_there_is_refused_and_no_other_joins(ask: Ask) -> None:
    noor = made(ask)
    body = grouped(ask)

    for stranger in ("unknown", "0" * 32, body["id"], ""):
        answer = ask("put", f"Groups/{body['id']}", told(noor, {"id": stranger}))
        assert answer.status_code == 400, stranger
        assert answer.json()["scimType"] == "invalidValue"
    assert not OutsideMembership.objects.exists()


def test_two_groups_have_two_names(ask: Ask) -> None:
    grouped(ask)
    other = grouped(ask, name="Beheer")

    assert ask("post", "Groups", told()).status_code == 409
    assert ask("put", f"Groups/{other['id']}", told()).status_code == 409


@pytest.mark.parametrize("name", ["", " ", "x" * 256, "twee\nregels", None])
def test_a_name_that_cannot_be_kept_is_refused(ask: Ask, name: str | None) -> None:
    answer = ask("post", "Groups", {"schemas": [CORE], "displayName": name})

    assert answer.status_code == 400
    assert not OutsideGroup.objects.exists()


def test_a_deleted_group_gives_nothing_and_what_it_stood_for_is_kept(ask: Ask) -> None:
    OutsideGroupFactory(name="Redactie", role=Role.EDITOR)
    noor = made(ask)
    body = grouped(ask, noor)

    assert ask("delete", f"Groups/{body['id']}").status_code == 204

    assert ask("get", f"Groups/{body['id']}").status_code == 404
    assert ask("get", "Groups").json()["totalResults"] == 0
    assert roles_of(noor) == set()
    again = grouped(ask, noor)
    assert roles_of(noor) == {Role.EDITOR}
    assert again["id"] != body["id"]


def test_a_deleted_user_is_in_no_group(ask: Ask) -> None:
    noor = made(ask)
    body = grouped(ask, noor)

    ask("delete", f"Users/{noor['id']}")

    assert "members" not in ask("get", f"Groups/{body['id']}").json()
    assert not OutsideMembership.objects.exists()


def test_members_that_scim_does_not_know_stay_where_a_sign_in_put_them(ask: Ask) -> None:
    group = OutsideGroupFactory(name="Redactie")
    OutsideMembership.objects.create(group=group, person=PersonFactory())

    body = grouped(ask)
    ask("put", f"Groups/{body['id']}", told())

    assert "members" not in ask("get", f"Groups/{body['id']}").json()
    assert OutsideMembership.objects.count() == 1


def test_a_large_group_takes_effect_by_a_worker(
    ask: Ask, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.scim.groups.AT_ONCE", 2)
    OutsideGroupFactory(name="Redactie", role=Role.EDITOR)
    members = [made(ask, **another(number)) for number in range(3)]

    with django_capture_on_commit_callbacks(execute=True):
        grouped(ask, *members)

    assert all(roles_of(member) == {Role.EDITOR} for member in members)


def test_the_names_of_members_are_told_to_who_asks_for_them(ask: Ask) -> None:
    body = grouped(ask, made(ask))

    asked = ask("get", f"Groups/{body['id']}", attributes="members.display,members.value").json()

    assert [member["display"] for member in asked["members"]] == ["Noor de Wit"]
