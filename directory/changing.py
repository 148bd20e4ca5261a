"""Changing a profile: one place that checks who does it, keeps what was, and says where it came from."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from access.models import User
from directory.models import Person, PersonChange, Source
from directory.policies import refuse_editing
from directory.visibility import carry_unit


class Locked(ValueError):
    """A field comes from a source and is corrected there; `source` says which."""

    def __init__(self, field: str, source: Source) -> None:
        super().__init__(f"{field} comes from {source}.")
        self.field = field
        self.source = source


class CircleOfManagers(ValueError):
    """The chosen manager works, through others, for this person."""


@transaction.atomic
def change_person(
    *,
    person: Person,
    changes: Mapping[str, Any],  # Any: values of every kind of field
    actor: User | None,
    source: Source | None = None,
    now: datetime,
) -> list[PersonChange]:
    """Store `changes` of the person's own fields and return what differs from before.

    `actor` is who typed it, `source` the register that delivered it. Raises PermissionDenied, Locked when a
    person changes what a source delivers, and CircleOfManagers.
    """
    if actor is not None:
        refuse_editing(actor, person)
    stored = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    differing = {name: value for name, value in changes.items() if getattr(stored, name) != value}
    if source is None:
        _refuse_locked(stored, differing)
    if manager := differing.get("manager"):
        refuse_circle(stored, manager)
    made = [
        PersonChange(
            person=stored,
            at=now,
            by=actor,
            source=source,
            field=name,
            before=history_words(getattr(stored, name)),
            after=history_words(value),
        )
        for name, value in differing.items()
    ]
    if not differing:
        return []
    for name, value in differing.items():
        setattr(stored, name, value)
        setattr(person, name, value)
    stored.save(update_fields=[*differing, "changed_at"])
    if "unit" in differing:
        carry_unit(stored)
    return PersonChange.objects.bulk_create(made)


def locks_of(person: Person) -> dict[str, Source]:
    """Return {field: the source that delivers it}; one query. Of several, the one that came first."""
    links = person.source_links.select_related("source").order_by("-pk")
    return {field: link.source for link in links for field in link.source.delivers}


def refuse_circle(person: Person, manager: Person) -> None:
    """Raise CircleOfManagers if `manager` works, through others, for `person`."""
    seen: set[int] = set()
    above: int | None = manager.pk
    while above is not None and above not in seen:
        if above == person.pk:
            raise CircleOfManagers(f"{manager} works for {person}.")
        seen.add(above)
        above = Person.objects.filter(pk=above).values_list("manager_id", flat=True).first()


def _refuse_locked(person: Person, changes: Mapping[str, Any]) -> None:  # Any: as above
    locks = locks_of(person)
    for name in changes:
        if name in locks:
            raise Locked(name, locks[name])


def history_words(value: Any) -> str:  # Any: as above
    return "" if value is None else str(value)
