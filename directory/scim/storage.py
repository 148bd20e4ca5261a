"""Users and groups of SCIM, kept in our own tables."""

from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import Any, NoReturn

from django.db import connection, transaction
from django.db.models import QuerySet
from scim2_models import (
    NotFoundException,
    NotImplementedException,
    PreconditionFailedException,
    Resource,
    ResourceType,
    ResponseParameters,
    ScimFilter,
    SearchRequest,
)
from scim2_server.storage import ScimStorage, SearchPage

from access.models import ApiToken
from directory.models import OutsideGroup, ScimUser
from directory.scim import groups, users
from directory.scim.attributes import GROUPS, USERS
from directory.scim.filtering import matching, ordered
from directory.scim.resources import provider
from directory.scim.showing import (
    groups_shown,
    user_shown,
    users_shown,
    with_what_groups_show,
    with_what_users_show,
)
from directory.scim.told import uuid_in
from directory.scim.users import Told


class DatabaseStorage(ScimStorage):
    """What one request reads and writes. The caller opens a transaction around it."""

    def __init__(self, *, token: ApiToken | None, now: datetime) -> None:
        self.told = Told(token, now)

    def operation(self) -> AbstractContextManager[None]:
        """A part of a bulk request that fails takes nothing else with it."""
        return transaction.atomic() if connection.in_atomic_block else nullcontext()

    # Any, here and below: the resources of SCIM are of either kind.
    def get(
        self,
        resource_type: ResourceType,
        resource_id: str,
        *,
        response_parameters: ResponseParameters[Any] | None = None,
    ) -> Resource[Any]:
        if _is_user(resource_type):
            return user_shown(_user(resource_id))
        members = response_parameters is None or _wants_members(response_parameters)
        return _group_shown(_group(resource_id), members=members)

    def search(
        self,
        resource_types: list[ResourceType],
        search_request: SearchRequest[Any],
        *,
        position: Any = None,
    ) -> SearchPage:
        if len(resource_types) > 1 and search_request.sort_by is not None:
            raise NotImplementedException(detail="Users and groups together are not sorted.")
        start = (search_request.start_index or 1) - 1
        left = search_request.count
        page = SearchPage(0, [])
        for resource_type in resource_types:
            rows = _found(resource_type, search_request)
            count = rows.count()
            page.total = (page.total or 0) + count
            if start < count and left != 0:
                taken = rows[start : None if left is None else start + left]
                shown = _shown(resource_type, taken, search_request)
                page.resources += shown
                left = None if left is None else left - len(shown)
            start = max(0, start - count)
        return page

    def create(self, resource_type: ResourceType, resource: Resource[Any]) -> Resource[Any]:
        given: Any = resource
        if _is_user(resource_type):
            return user_shown(users.make_user(given, self.told))
        return _group_shown(groups.make_group(given, self.told))

    def update(
        self, resource_type: ResourceType, resource: Resource[Any], *, expected_version: str | None = None
    ) -> Resource[Any]:
        given: Any = resource
        if _is_user(resource_type):
            user = _user(resource.id or "", lock=True)
            _check_version(user_shown(user), expected_version)
            users.change_user(user, given, self.told)
            return user_shown(user)
        group = _group(resource.id or "", lock=True)
        _check_version(_group_shown(group), expected_version)
        groups.change_group(group, given, self.told)
        return _group_shown(group)

    def delete(
        self, resource_type: ResourceType, resource_id: str, *, expected_version: str | None = None
    ) -> None:
        if _is_user(resource_type):
            user = _user(resource_id, lock=True)
            _check_version(user_shown(user), expected_version)
            users.remove_user(user, self.told)
        else:
            group = _group(resource_id, lock=True)
            _check_version(_group_shown(group), expected_version)
            groups.remove_group(group, self.told)


def _is_user(resource_type: ResourceType) -> bool:
    return resource_type.name == "User"


def _user(key: str, *, lock: bool = False) -> ScimUser:
    rows = with_what_users_show(ScimUser.objects.present())
    if lock:
        rows = rows.select_for_update(of=("self",))
    number = uuid_in(key) or _not_found(key)
    found = rows.select_related("person__user", "manager__person").filter(key=number).first()
    return found or _not_found(key)


def _group(key: str, *, lock: bool = False) -> OutsideGroup:
    rows = OutsideGroup.objects.select_for_update() if lock else OutsideGroup.objects.all()
    found = rows.filter(scim_key=uuid_in(key) or _not_found(key)).first()
    return found or _not_found(key)


def _group_shown(group: OutsideGroup, *, members: bool = True) -> Resource[Any]:
    rows = with_what_groups_show(OutsideGroup.objects.filter(pk=group.pk))
    return groups_shown(rows, members=members)[0]


def _not_found(key: str) -> NoReturn:
    raise NotFoundException(detail=f"There is no resource {key[:100]!r}.")


def _check_version(resource: Resource[Any], expected: str | None) -> None:
    assert resource.meta is not None
    if expected is not None and expected != resource.meta.version:
        raise PreconditionFailedException


def _found(resource_type: ResourceType, search: SearchRequest[Any]) -> QuerySet[Any]:
    is_user = _is_user(resource_type)
    rows: QuerySet[Any] = (
        ScimUser.objects.present() if is_user else OutsideGroup.objects.filter(scim_key__isnull=False)
    )
    attributes = USERS if is_user else GROUPS
    model: Any = provider().model_for(resource_type)
    if search.filter is not None:
        bound = ScimFilter[model](str(search.filter))
        rows = matching(rows, bound, attributes)
    return ordered(rows, search, model, attributes)


def _shown(resource_type: ResourceType, rows: QuerySet[Any], search: SearchRequest[Any]) -> list[Any]:
    if _is_user(resource_type):
        return users_shown(with_what_users_show(rows))
    return groups_shown(with_what_groups_show(rows), members=_wants_members(search))


def _wants_members(parameters: ResponseParameters[Any]) -> bool:
    """Tell whether the answer may hold members: of a group with everyone in it those are many."""
    if parameters.attributes:
        return any("members" in str(path).lower() for path in parameters.attributes)
    return not any(str(path).lower() == "members" for path in parameters.excluded_attributes or [])
