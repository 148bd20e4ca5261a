"""Groups of SCIM: what an identity provider calls together, and what an administrator lets that stand for."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from scim2_models import InvalidValueException, UniquenessException

from directory.models import OutsideGroup, OutsideMembership, Person, ScimUser, Source
from directory.outside_groups import change_members
from directory.scim.resources import Group
from directory.scim.told import uuid_in
from directory.scim.users import Told, scim_source
from directory.tasks import let_follow_groups

NAME_LENGTH = OutsideGroup._meta.get_field("name").max_length or 0
ID_LENGTH = OutsideGroup._meta.get_field("external_id").max_length or 0
# Up to here the effects are there with the answer; of more people a worker sees to them.
AT_ONCE = 20
BATCH = 500


def make_group(group: Group, told: Told) -> OutsideGroup:
    """Return the new group; one that a sign-in or an administrator named already becomes known to SCIM.

    Raises UniquenessException and InvalidValueException.
    """
    source = scim_source()
    name = _name(group)
    row = OutsideGroup.objects.select_for_update().filter(name=name).first() or OutsideGroup(name=name)
    if row.scim_key is not None:
        raise UniquenessException(detail="Another group has this displayName.")
    row.scim_key = uuid.uuid4()
    row.external_id = _external_id(group)
    row.save()
    _set_members(row, group, source, told)
    told.note("group_made", row)
    return row


def change_group(row: OutsideGroup, group: Group, told: Told) -> None:
    """Let `row`, which the caller locked, be as `group` tells. Raises as `make_group` does."""
    source = scim_source()
    row.name, row.external_id = _name(group), _external_id(group)
    if OutsideGroup.objects.filter(name=row.name).exclude(pk=row.pk).exists():
        raise UniquenessException(detail="Another group has this displayName.")
    row.save()
    _set_members(row, group, source, told)
    told.note("group_changed", row)


def remove_group(row: OutsideGroup, told: Told) -> None:
    """Let nobody be in `row` any more. What it stands for stays, for when it is made again."""
    source = scim_source()
    row.scim_key = None
    row.save()
    _change_members(row, set(), _members(row), source, told.now)
    told.note("group_removed", row)


def _name(group: Group) -> str:
    name = (group.display_name or "").strip()
    if not name or len(name) > NAME_LENGTH or not name.isprintable():
        raise InvalidValueException(detail=f"displayName must have 1 to {NAME_LENGTH} printable characters.")
    return name


def _external_id(group: Group) -> str:
    number = group.external_id or ""
    if len(number) > ID_LENGTH or not number.isprintable():
        raise InvalidValueException(detail=f"externalId is longer than {ID_LENGTH} characters.")
    return number


def _set_members(row: OutsideGroup, group: Group, source: Source, told: Told) -> None:
    wanted = _people_of([member.value or "" for member in group.members or []])
    present = _members(row)
    _change_members(row, wanted - present, present - wanted, source, told.now)


def _members(row: OutsideGroup) -> set[int]:
    """Return the people that SCIM knows to be in the group."""
    users = ScimUser.objects.present().filter(person__outside_memberships__group=row)
    return set(users.values_list("person_id", flat=True))


def _people_of(ids: list[str]) -> set[int]:
    """Raises InvalidValueException for an id that is not of a user here: groups hold no groups."""
    keys = {each: uuid_in(each) for each in ids}
    known = [key for key in keys.values() if key is not None]
    people = dict(ScimUser.objects.present().filter(key__in=known).values_list("key", "person_id"))
    if any(key not in people for key in keys.values()):
        raise InvalidValueException(detail="A member is not the id of a user here.")
    return set(people.values())


def _change_members(
    row: OutsideGroup, joined: Iterable[int], left: Iterable[int], source: Source, now: datetime
) -> None:
    joined, left = sorted(joined), sorted(left)
    if len(joined) + len(left) <= AT_ONCE:
        people = Person.objects.in_bulk([*joined, *left])
        change_members(
            group=row,
            joined=[people[pk] for pk in joined],
            left=[people[pk] for pk in left],
            source=source,
            now=now,
        )
        return
    rows = OutsideMembership.objects.filter(group=row)
    rows.filter(person__in=left).delete()
    OutsideMembership.objects.bulk_create(
        [OutsideMembership(group=row, person_id=pk, source=source) for pk in joined], batch_size=BATCH
    )
    ids = [*joined, *left]
    batches = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
    transaction.on_commit(lambda: [let_follow_groups.enqueue(batch) for batch in batches])
