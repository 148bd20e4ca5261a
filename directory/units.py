"""Making, renaming, moving, leading and closing a unit; what happened to it stays readable.

Whoever works for a unit holds its token and those of the units above it, asked anew at each request: so a
move takes effect for who sees what at once, and nothing has to be carried along.
"""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from access.audit import record
from access.models import User
from access.scopes import forget_visible_scopes
from directory.models import Audience, Location, OutsideGroup, Person, Unit, UnitChange
from directory.policies import may_edit_unit
from directory.removals import move_people_of

Kind = UnitChange.Kind


class CircleOfUnits(ValueError):
    """The chosen unit is the unit itself or a part of it."""


class UnitIsClosed(ValueError):
    """Nothing is put under a unit that was closed."""


class UnitHasParts(ValueError):
    """A unit with parts that are open is not closed: move or close those first."""


class UnitHasPeople(ValueError):
    """A unit where people work is closed only when they go to its successor."""


@transaction.atomic
def make_unit(
    *,
    actor: User | None,
    name: str,
    parent: Unit | None,
    slug: str = "",
    code: str = "",
    now: datetime,
) -> Unit:
    """Return a new unit under `parent`, or at the top.

    Raises PermissionDenied, and UnitIsClosed where the parent was closed.
    """
    _check_arranges(actor)
    _refuse_closed(parent)
    unit = Unit(name=name, slug=slug or free_slug_of_unit(name), code=code)
    if parent is None:
        Unit.add_root(instance=unit)
    else:
        # Read anew: the tree keeps the number of children in the parent's row.
        Unit.objects.get(pk=parent.pk).add_child(instance=unit)
    _keep(unit, Kind.MADE, actor, now, after=name)
    return unit


@transaction.atomic
def rename_unit(
    *,
    actor: User | None,
    unit: Unit,
    name: str,
    slug: str | None = None,
    code: str | None = None,
    now: datetime,
) -> None:
    """Give `unit` another name, and another address or code where given. Raises PermissionDenied."""
    _check_arranges(actor)
    stored = _locked(unit)
    called = (stored.slug if slug is None else slug, stored.code if code is None else code)
    if called != (stored.slug, stored.code):
        stored.slug, stored.code = called
        stored.save(update_fields=["slug", "code"])
        unit.refresh_from_db()
    if stored.name == name:
        return
    _keep(stored, Kind.RENAMED, actor, now, before=stored.name, after=name)
    stored.name = name
    stored.save(update_fields=["name"])
    # Siblings stand in the order of their names.
    _put_under(stored, stored.get_parent())
    unit.refresh_from_db()


@transaction.atomic
def move_unit(*, actor: User | None, unit: Unit, parent: Unit | None, now: datetime) -> None:
    """Hang `unit`, with all below it, under `parent` or at the top.

    Raises PermissionDenied, CircleOfUnits and UnitIsClosed.
    """
    _check_arranges(actor)
    stored = _locked(unit)
    before = stored.get_parent()
    if before == parent:
        return
    if parent is not None and parent.path.startswith(stored.path):
        raise CircleOfUnits(f"{parent} is {unit} or a part of it.")
    _refuse_closed(parent)
    _keep(stored, Kind.MOVED, actor, now, before=_name_of(before), after=_name_of(parent))
    _put_under(stored, parent)
    unit.refresh_from_db()
    if actor is not None:
        forget_visible_scopes(actor)


@transaction.atomic
def lead_unit(*, actor: User | None, unit: Unit, leader: Person | None, now: datetime) -> None:
    """Let `leader` lead `unit`. Raises PermissionDenied unless `actor` keeps the unit."""
    _check_keeps(actor, unit)
    stored = _locked(unit)
    if stored.leader_id == (leader.pk if leader else None):
        return
    # People by their keys alone: a name can be erased, and history reads it where it still is.
    before = str(stored.leader_id or "")
    _keep(stored, Kind.LED, actor, now, before=before, after=str(leader.pk) if leader else "")
    stored.leader = leader
    stored.save(update_fields=["leader"])
    unit.leader = leader


@transaction.atomic
def describe_unit(
    *, actor: User | None, unit: Unit, purpose: str, location: Location | None, now: datetime
) -> None:
    """Say what `unit` is for and where it is. Raises PermissionDenied unless `actor` keeps the unit."""
    _check_keeps(actor, unit)
    stored = _locked(unit)
    if (stored.purpose, stored.location_id) == (purpose, location.pk if location else None):
        return
    stored.purpose, stored.location = purpose, location
    stored.save(update_fields=["purpose", "location"])
    unit.purpose, unit.location = purpose, location
    record(actor=actor, action="unit.described", thing=unit, now=now)


@transaction.atomic
def choose_unit_editors(*, actor: User | None, unit: Unit, editors: Iterable[Person], now: datetime) -> None:
    """Let `editors`, and nobody else, keep `unit` and the profiles of its people. Raises PermissionDenied."""
    _check_arranges(actor)
    before = set(unit.editors.values_list("pk", flat=True))
    after = {person.pk for person in editors}
    if before == after:
        return
    unit.editors.set(after)
    details = {"added": sorted(after - before), "removed": sorted(before - after)}
    record(actor=actor, action="unit.editors_chosen", thing=unit, details=details, now=now)


@transaction.atomic
def close_unit(*, actor: User | None, unit: Unit, successor: Unit | None, now: datetime) -> None:
    """Close `unit`; its people go to `successor`, in the background, and what was meant for it at once.

    Its page stays, with where the work went. Raises PermissionDenied and what `refuse_closing` raises.
    """
    _check_arranges(actor)
    stored = _locked(unit)
    if stored.closed_on is not None:
        return
    refuse_closing(stored, successor)
    stored.closed_on, stored.successor = timezone.localdate(now), successor
    stored.save(update_fields=["closed_on", "successor"])
    _keep(stored, Kind.CLOSED, actor, now, after=_name_of(successor))
    unit.closed_on, unit.successor = stored.closed_on, successor
    if successor is not None:
        for audience in Audience.objects.filter(units=stored):
            audience.units.add(successor)
        for group in OutsideGroup.objects.filter(unit=stored):
            group.unit = successor
            # Saved one by one: what its members have follows.
            group.save()
        actor_id = actor.pk if actor else None
        transaction.on_commit(lambda: move_people_of.enqueue(stored.pk, actor_id))


@transaction.atomic
def open_unit(*, actor: User | None, unit: Unit, now: datetime) -> None:
    """Open `unit` again; who went to its successor stays there. Raises PermissionDenied and UnitIsClosed."""
    _check_arranges(actor)
    stored = _locked(unit)
    if stored.closed_on is None:
        return
    _refuse_closed(stored.get_parent())
    stored.closed_on, stored.successor = None, None
    stored.save(update_fields=["closed_on", "successor"])
    _keep(stored, Kind.OPENED, actor, now)
    unit.closed_on, unit.successor = None, None


def refuse_closing(unit: Unit, successor: Unit | None) -> None:
    """Raise what stands in the way of closing `unit` with `successor`.

    UnitHasParts while a part is open; UnitHasPeople while people work there and there is no successor;
    CircleOfUnits for itself as successor; UnitIsClosed for a successor that was closed.
    """
    if successor is not None and successor.pk == unit.pk:
        raise CircleOfUnits(f"{unit} cannot take over its own work.")
    _refuse_closed(successor)
    if unit.get_descendants().filter(closed_on=None).exists():
        raise UnitHasParts(f"{unit} has parts that are open.")
    if successor is None and Person.objects.working_here().works_for(unit).exists():
        raise UnitHasPeople(f"People work at {unit}.")


def free_slug_of_unit(name: str) -> str:
    """Return an address for a unit called `name` that no other unit has."""
    wanted = slugify(name)[:140] or "onderdeel"
    taken = set(Unit.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def may_arrange(user: User | None) -> bool:
    """Tell whether `user` makes, moves and closes units: administrators do, and Brink itself (None)."""
    return user is None or (user.is_active and user.is_superuser)


def _check_arranges(actor: User | None) -> None:
    if not may_arrange(actor):
        raise PermissionDenied("Only administrators make, move and close units.")


def _check_keeps(actor: User | None, unit: Unit) -> None:
    if actor is not None and not may_edit_unit(actor, unit):
        raise PermissionDenied("Only the unit's editors and administrators describe it.")


def _refuse_closed(unit: Unit | None) -> None:
    if unit is not None and unit.closed_on is not None:
        raise UnitIsClosed(f"{unit} was closed.")


def _locked(unit: Unit) -> Unit:
    stored: Unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    return stored


def _put_under(unit: Unit, parent: Unit | None) -> None:
    if parent is None:
        unit.move(Unit.get_first_root_node(), "sorted-sibling")
    else:
        unit.move(Unit.objects.get(pk=parent.pk), "sorted-child")


def _keep(
    unit: Unit, kind: Kind, actor: User | None, now: datetime, *, before: str = "", after: str = ""
) -> None:
    UnitChange.objects.create(unit=unit, at=now, by=actor, kind=kind, before=before, after=after)


def _name_of(unit: Unit | None) -> str:
    return unit.name if unit else ""
