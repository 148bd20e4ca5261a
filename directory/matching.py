"""Whom a source means: by the number there, else by an address that people did not type themselves."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Lower

from directory.models import Person, PersonChange, Source, SourceLink

# Databases take so many values in one question.
BATCH = 900


@dataclass(frozen=True)
class Matches:
    """Keys of the people whom a source means, by its numbers."""

    people: dict[str, int] = field(default_factory=dict)
    # Numbers whose address several people have.
    doubtful: set[str] = field(default_factory=set)


def match_people(source: Source, addresses: Mapping[str, str]) -> Matches:
    """Return whom `source` means by its numbers, each given with an address or none; the rest is new.

    A few queries per 900 numbers. Who was erased is nobody; who has another number there is somebody else.
    """
    matches = Matches()
    known = SourceLink.objects.filter(source=source, person__erased_at=None)
    for numbers in _batches(addresses):
        linked = known.filter(external_id__in=numbers)
        matches.people.update(linked.values_list("external_id", "person_id"))
    wanted: dict[str, list[str]] = defaultdict(list)
    for number, address in addresses.items():
        if address and number not in matches.people:
            wanted[address.strip().lower()].append(number)
    for batch in _batches(wanted):
        for address, person_ids in _by_address(source, batch).items():
            for number in wanted[address]:
                if len(person_ids) == 1:
                    matches.people[number] = person_ids[0]
                else:
                    matches.doubtful.add(number)
    return matches


def _by_address(source: Source, addresses: list[str]) -> dict[str, list[int]]:
    """Return {address: the people who have it}, those who work here if there are any."""
    linked = SourceLink.objects.filter(source=source, person=OuterRef("pk"))
    # An address that people gave themselves proves nothing: with it they would become somebody else.
    typed = PersonChange.objects.filter(person=OuterRef("pk"), field="email").order_by("-at", "-pk")
    people = (
        Person.objects.filter(erased_at=None)
        .annotate(address=Lower("email"), typed_by=Subquery(typed.values("by")[:1]))
        .filter(address__in=addresses)
        .exclude(Exists(linked))
        .order_by("pk")
        .values_list("address", "pk", "left_on", "user_id", "typed_by")
    )
    here: dict[str, list[int]] = defaultdict(list)
    gone: dict[str, list[int]] = defaultdict(list)
    for address, pk, left_on, user_id, typed_by in people:
        if user_id is None or typed_by != user_id:
            (here if left_on is None else gone)[address].append(pk)
    return {**gone, **here}


def _batches(values: Iterable[str]) -> Iterable[list[str]]:
    remaining = iter(values)
    while batch := list(islice(remaining, BATCH)):
        yield batch
