"""What the groups of the identity provider give here: roles and units, taken back with the group."""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from access.models import Role
from access.roles import RoleGone, give_role, take_role
from access.scopes import forget_visible_scopes
from directory.changing import change_person
from directory.models import (
    OutsideGrant,
    OutsideGroup,
    OutsideMembership,
    Person,
    Placement,
    Source,
    Unit,
)

logger = logging.getLogger(__name__)

NAME_LENGTH = 255


@transaction.atomic
def put_in_groups(*, person: Person, names: Iterable[str], source: Source, now: datetime) -> None:
    """Let `person` be in exactly the groups that `source` names, and have what those stand for.

    A name that is new becomes a group that stands for nothing, until an administrator maps it. Memberships
    that another source keeps are left alone.
    """
    wanted = {name.strip() for name in names}
    wanted = {name for name in wanted if name and len(name) <= NAME_LENGTH}
    known = set(OutsideGroup.objects.filter(name__in=wanted).values_list("name", flat=True))
    OutsideGroup.objects.bulk_create(
        # Somebody else who comes in at the same moment may bring the same names.
        [OutsideGroup(name=name) for name in sorted(wanted - known)],
        ignore_conflicts=True,
    )
    memberships = OutsideMembership.objects.filter(person=person)
    memberships.filter(source=source).exclude(group__name__in=wanted).delete()
    group_ids = OutsideGroup.objects.filter(name__in=wanted).order_by("name").values_list("pk", flat=True)
    OutsideMembership.objects.bulk_create(
        [OutsideMembership(group_id=pk, person=person, source=source) for pk in group_ids],
        ignore_conflicts=True,
    )
    follow_groups(person=person, source=source, now=now)


@transaction.atomic
def change_members(
    *,
    group: OutsideGroup,
    joined: Iterable[Person] = (),
    left: Iterable[Person] = (),
    source: Source,
    now: datetime,
) -> None:
    """Let the people who `joined` be in `group`, and those who `left` no longer, whoever said so before.

    For a source that keeps whole groups, as SCIM does. From then on it is `source` that says so.
    """
    joined, left = list(joined), list(left)
    OutsideMembership.objects.filter(group=group, person__in=left).delete()
    OutsideMembership.objects.bulk_create(
        [OutsideMembership(group=group, person=person, source=source) for person in joined],
        update_conflicts=True,
        unique_fields=["group", "person"],
        update_fields=["source"],
    )
    for person in [*joined, *left]:
        follow_groups(person=person, source=source, now=now)


@transaction.atomic
def follow_groups(*, person: Person, source: Source | None = None, now: datetime) -> None:
    """Give `person` the roles and units that their groups stand for, and take back what none stands for.

    Only what was given this way is taken back. Who has left has nothing; who has no account gets the roles
    with it, at the next call.
    """
    # Locked, so that two sign-ins at once give everything once.
    person = Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=person.pk)
    groups = OutsideGroup.objects.filter(members=person).select_related("unit").order_by("name", "pk")
    standing = [] if person.left_on is not None else list(groups)
    _follow_roles(person, {Role(group.role) for group in standing if group.role})
    units = [group.unit for group in standing if group.unit is not None and group.unit.closed_on is None]
    _follow_units(person, units, source, now)


def _follow_roles(person: Person, wanted: set[Role]) -> None:
    if person.user is None:
        return
    granted = {Role(grant.role) for grant in person.outside_grants.exclude(role="")}
    # In one order, so that two people who change at once do not wait for each other.
    for role in sorted(granted - wanted):
        try:
            take_role(person.user, role)
        except RoleGone:
            logger.warning("The role %s has no group any more, so there was nothing to take.", role)
        OutsideGrant.objects.filter(person=person, role=role).delete()
    held = set(person.user.groups.exclude(role=None).values_list("role__role", flat=True))
    if person.user.is_superuser:
        # Whoever is administrator by another way stays it when the group goes.
        held.add(Role.ADMINISTRATOR)
    for role in sorted(wanted - granted - held):
        try:
            give_role(person.user, role)
        except RoleGone:
            logger.warning("A group elsewhere stands for the role %s, which has no group here.", role)
        else:
            OutsideGrant.objects.create(person=person, role=role)
    forget_visible_scopes(person.user)


def _follow_units(person: Person, wanted: list[Unit], source: Source | None, now: datetime) -> None:
    """Fill the main unit of who has none or got it this way; any other is a further unit."""
    grants = person.outside_grants.exclude(unit=None)
    granted = set(grants.values_list("unit_id", flat=True))
    wanted_ids = {unit.pk for unit in wanted}
    Placement.objects.filter(person=person, unit__in=granted - wanted_ids).delete()
    if person.unit_id is None or person.unit_id in granted - wanted_ids:
        main = wanted[0] if wanted else None
        change_person(person=person, changes={"unit": main}, actor=None, source=source, now=now)
        if main is not None:
            Placement.objects.filter(person=person, unit=main, unit__in=granted).delete()
            OutsideGrant.objects.get_or_create(person=person, unit=main)
    grants.exclude(unit__in=wanted_ids).delete()
    placed = set(person.placements.values_list("unit_id", flat=True))
    for unit in wanted:
        if unit.pk != person.unit_id and unit.pk not in placed:
            placed.add(unit.pk)
            Placement.objects.create(person=person, unit=unit)
            OutsideGrant.objects.get_or_create(person=person, unit=unit)
