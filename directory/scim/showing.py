"""Colleagues and groups as resources of SCIM."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils.crypto import salted_hmac
from scim2_models import Meta, Resource

from directory.models import OutsideGroup, OutsideMembership, Person, ScimUser
from directory.scim.resources import EnterpriseUser, Group, User, provider
from directory.visibility import hidden_fields

SALT = "directory.scim.version"
# Those who are members of a group in the eyes of SCIM.
PRESENT_MEMBERS = Q(memberships__person__scim_user__removed_at=None) & ~Q(memberships__person__scim_user=None)


def users_shown(rows: Iterable[ScimUser]) -> list[User[Any]]:
    """Return the users in their order, whole; what each hides is noted on it. Two queries for all."""
    rows = list(rows)
    people = [Person(pk=row.person_id) for row in rows]
    hidden = hidden_fields(people, None)
    groups: dict[int, list[dict[str, str]]] = defaultdict(list)
    memberships = OutsideMembership.objects.filter(person__in=people).exclude(group__scim_key=None)
    for membership in memberships.order_by("group__name", "group").select_related("group"):
        key = membership.group.scim_key
        assert key is not None
        told = {"value": key.hex, "$ref": f"Groups/{key.hex}", "display": membership.group.name}
        groups[membership.person_id].append(told)
    return [_user(row, groups[row.person_id], hidden.get(row.person_id, frozenset())) for row in rows]


def user_shown(row: ScimUser) -> User[Any]:
    """Return one user, as `users_shown` does."""
    return users_shown([row])[0]


def with_what_users_show(rows: QuerySet[ScimUser]) -> QuerySet[ScimUser]:
    """Return `rows` with what `users_shown` reads of them."""
    return rows.select_related("manager")


def with_what_groups_show(rows: QuerySet[OutsideGroup]) -> Any:
    """Return `rows` with what `groups_shown` reads of them. Any: what was counted is no field."""
    return rows.annotate(
        member_count=Count("memberships", filter=PRESENT_MEMBERS),
        newest_member=Max("memberships__pk", filter=PRESENT_MEMBERS),
    )


def groups_shown(rows: Iterable[Any], *, members: bool = True) -> list[Group]:
    """Return the groups in their order, without members where nobody asks for those; one query for all.

    Any: rows of `with_what_groups_show`.
    """
    rows = list(rows)
    found: dict[int, list[dict[str, str]]] = defaultdict(list)
    if members:
        memberships = OutsideMembership.objects.filter(
            group__in=[row.pk for row in rows], person__scim_user__removed_at=None
        ).exclude(person__scim_user=None)
        for group_id, key, name in memberships.order_by("pk").values_list(
            "group_id", "person__scim_user__key", "person__name"
        ):
            member = {"value": key.hex, "$ref": f"Users/{key.hex}", "type": "User", "display": name}
            found[group_id].append(member)
    return [_group(row, found[row.pk]) for row in rows]


def _user(row: ScimUser, groups: list[dict[str, str]], hidden: frozenset[str]) -> User[Any]:
    phones = [
        _entry(row.phone, "work", row.phone_is_primary),
        _entry(row.mobile, "mobile", row.mobile_is_primary),
    ]
    manager = row.manager if row.manager and row.manager.removed_at is None else None
    enterprise = _without_empty(
        {
            "employeeNumber": row.employee_number,
            "department": row.department,
            "manager": {"value": manager.key.hex, "$ref": f"Users/{manager.key.hex}"} if manager else None,
        }
    )
    told = _without_empty(
        {
            "externalId": row.external_id,
            "userName": row.user_name,
            "name": _without_empty(
                {
                    "formatted": row.formatted_name,
                    "familyName": row.family_name,
                    "givenName": row.given_name,
                    "middleName": row.middle_name,
                }
            ),
            "displayName": row.display_name,
            "nickName": row.nick_name,
            "title": row.title,
            "preferredLanguage": row.preferred_language,
            "active": row.active,
            "emails": [entry for entry in [_entry(row.email, "work", row.email_is_primary)] if entry],
            "phoneNumbers": [entry for entry in phones if entry],
            "groups": groups,
            str(EnterpriseUser.__schema__): enterprise,
        }
    )
    user: User[Any] = _resource("User", row.key.hex, told, row, _version(told))
    user._hidden = hidden
    return user


def _group(row: Any, members: list[dict[str, str]]) -> Group:  # Any: as above
    told = _without_empty(
        {"externalId": row.external_id, "displayName": row.name, "members": members or None}
    )
    # Not of all members themselves: a group may hold everyone. A newcomer has a higher number than any
    # before, and who leaves makes the count smaller.
    seen = {**told, "members": [row.member_count, row.newest_member]}
    group: Group = _resource("Group", row.scim_key.hex, told, row, _version(seen))
    return group


def _resource(kind: str, key: str, told: dict[str, Any], row: Any, version: str) -> Any:
    """Any: of the kind that was asked for, from a row of that kind."""
    model: type[Resource[Any]] | None = provider().model_for(kind)  # type: ignore[assignment]  # a resource
    assert model is not None
    resource = model.model_validate(told)
    resource.id = key
    resource.meta = Meta(
        resource_type=kind, created=row.made_at, last_modified=row.changed_at, version=version
    )
    return resource


def _version(told: dict[str, Any]) -> str:
    """Return a mark of what is told; keyed, so that no one can guess from it what is hidden."""
    words = json.dumps(told, sort_keys=True)
    return f'W/"{salted_hmac(SALT, words, algorithm="sha256").hexdigest()[:32]}"'


def _entry(value: str, kind: str, is_primary: bool | None) -> dict[str, Any] | None:
    return _without_empty({"value": value, "type": kind, "primary": is_primary}) if value else None


def _without_empty(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}
