"""Saving one part of a profile at once: fields, rows, what is chosen, and who sees it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model

from access.models import User
from directory.changing import change_person
from directory.models import FieldVisibility, Person, PersonChange, Unit
from directory.policies import may_edit_unit, may_place, refuse_editing
from directory.profile.rows import choose, replace_rows
from directory.visibility import set_visibility

Level = FieldVisibility.Level

# On what others than the person decide.
PLACED = {"unit", "manager", "started_on", "placements", "duties"}


@dataclass(frozen=True)
class Draft:
    """What someone filled in for one part of a profile. Any: values and rows of every kind."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    rows: Mapping[str, list[Any]] = field(default_factory=dict)
    chosen: Mapping[str, list[Model]] = field(default_factory=dict)
    levels: Mapping[str, Level] = field(default_factory=dict)

    @property
    def names(self) -> set[str]:
        """What it is about, as the history calls it."""
        return {*self.fields, *self.rows, *self.chosen, *(f"sees:{name}" for name in self.levels)}


class ChangedMeanwhile(Exception):
    """Others changed the same since the form was opened; `changes` says what, the latest first."""

    def __init__(self, changes: list[PersonChange]) -> None:
        super().__init__(f"{len(changes)} changes were made meanwhile.")
        self.changes = changes


class OtherUnit(ValueError):
    """Who edits a profile puts it only in units that they keep."""


@transaction.atomic
def save_draft(
    *, person: Person, draft: Draft, actor: User, seen: int | None = None, now: datetime
) -> list[PersonChange]:
    """Store what differs, and return the changes, each with who made it.

    `seen` is what `latest_change` said when the form was opened. Raises PermissionDenied, Locked,
    CircleOfManagers, OtherUnit, and ChangedMeanwhile when others changed the same since then.
    """
    refuse_editing(actor, person)
    if draft.names & PLACED and not may_place(actor, person):
        raise PermissionDenied("Others decide on the unit, the manager and the duties of a person.")
    # Who saves at the same moment waits here, and then finds what was changed.
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if seen is not None:
        _refuse_changed_meanwhile(person, draft.names, seen)
    _refuse_other_units(person, draft, actor)
    changes = change_person(person=person, changes=draft.fields, actor=actor, now=now)
    for name, rows in draft.rows.items():
        changes += _kept(person, actor, now, name, replace_rows(person, name, rows))
    for name, chosen in draft.chosen.items():
        changes += _kept(person, actor, now, name, choose(person, name, chosen))
    for name, level in draft.levels.items():
        set_visibility(actor=actor, person=person, field=name, level=level, now=now)
    touch(person)
    return changes


def latest_change(person: Person) -> int:
    """Return which change of the profile is the latest, to give to `save_draft` later on."""
    return (
        PersonChange.objects.filter(person=person).order_by("-pk").values_list("pk", flat=True).first() or 0
    )


def note_change(
    *, person: Person, actor: User, field: str, before: str, after: str, now: datetime
) -> PersonChange:
    """Keep that something of a profile other than a column was changed."""
    return PersonChange.objects.create(
        person=person, at=now, by=actor, field=field, before=before, after=after
    )


def touch(person: Person) -> None:
    """Let who follows a person, such as the search, know that something around them was changed."""
    person.save(update_fields=["changed_at"])


def _kept(
    person: Person, actor: User, now: datetime, name: str, difference: tuple[str, str] | None
) -> list[PersonChange]:
    if difference is None:
        return []
    before, after = difference
    return [note_change(person=person, actor=actor, field=name, before=before, after=after, now=now)]


def _refuse_changed_meanwhile(person: Person, names: Collection[str], seen: int) -> None:
    since = PersonChange.objects.filter(person=person, pk__gt=seen, field__in=names)
    if changes := list(since.select_related("by__person", "source").order_by("-pk")):
        raise ChangedMeanwhile(changes)


def _refuse_other_units(person: Person, draft: Draft, actor: User) -> None:
    known = {person.unit_id, *person.placements.values_list("unit", flat=True)}
    units: list[Unit | None] = [draft.fields.get("unit")]
    units += [row.unit for row in draft.rows.get("placements", [])]
    for unit in units:
        if unit is not None and unit.pk not in known and not may_edit_unit(actor, unit):
            raise OtherUnit(f"{actor} does not keep {unit}.")
