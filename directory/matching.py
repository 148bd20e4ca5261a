"""Whom a source means: by the number there, else by an address that they did not choose themselves."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Lower

from access.models import IdentityProvider
from directory.models import Person, PersonChange, Source, SourceLink, sign_in_slug

# So many values fit in one question to any database.
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
    typed = PersonChange.objects.filter(person=OuterRef("pk"), field="email").order_by("-at", "-pk")
    people = list(
        Person.objects.filter(erased_at=None)
        .annotate(
            address=Lower("email"),
            typed_by=Subquery(typed.values("by")[:1]),
            typed_by_administrator=Subquery(typed.values("by__is_superuser")[:1]),
        )
        .filter(address__in=addresses)
        .exclude(Exists(linked))
        .order_by("pk")
    )
    unproven = _with_unproven_address(people)
    here: dict[str, list[int]] = defaultdict(list)
    gone: dict[str, list[int]] = defaultdict(list)
    for person in people:
        if person.pk not in unproven:
            (here if person.left_on is None else gone)[person.address].append(person.pk)
    return {**gone, **here}


def _with_unproven_address(people: Iterable[Any]) -> set[int]:  # Any: a Person, with what was annotated
    """Return the keys of those who can sign in and whose address says nothing: with it they would become
    somebody else.

    It was typed by themselves or by a colleague who is no administrator, or it comes from a provider that
    lets people choose their own.
    """
    keepers = _keepers_of_address([person.pk for person in people])
    trusting = IdentityProvider.objects.filter(trusts_addresses=True).values_list("slug", flat=True)
    trusted = {sign_in_slug(slug) for slug in trusting}
    unproven = set()
    for person in people:
        if person.user_id is None:
            continue
        keeper = keepers.get(person.pk)
        is_typed = person.typed_by is not None and (
            person.typed_by == person.user_id or not person.typed_by_administrator
        )
        is_chosen_there = (
            keeper is not None and keeper.kind == Source.Kind.SIGN_IN and keeper.slug not in trusted
        )
        if is_typed or is_chosen_there:
            unproven.add(person.pk)
    return unproven


def _keepers_of_address(person_ids: list[int]) -> dict[int, Source]:
    """Return {key of a person: the source that delivers the address}, of several the one that came first."""
    links = SourceLink.objects.filter(person__in=person_ids).select_related("source").order_by("-pk")
    return {link.person_id: link.source for link in links if "email" in link.source.delivers}


def _batches(values: Iterable[str]) -> Iterable[list[str]]:
    remaining = iter(values)
    while batch := list(islice(remaining, BATCH)):
        yield batch
