"""The kinds of sources that can be followed: how each is called, where it is, and who may see it.

A room registers its kinds in its `apps.py`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise

from access.keys import key_in
from access.scopes import Viewer
from directory.visibility import ShownPerson
from following.models import Source


@dataclass(frozen=True)
class Place:
    """A source as someone meets it: its name, the language of that, its address, and the face of a colleague.

    A source that has no screen of its own has no address. What has ended keeps its name and its address, and
    nobody begins to follow it.
    """

    title: str
    address: str
    language: str = ""
    person: ShownPerson | None = None
    has_ended: bool = False


class SourceKind(Protocol):
    """What following asks of a kind of source."""

    # In the address and in the table: at most ten letters.
    name: str
    label: str | Promise
    plural: str | Promise

    def places(self, ids: Collection[int], viewer: Viewer) -> dict[int, Place]:
        """Return {id: its place} of those that `viewer` may see, in a fixed number of queries."""


_kinds: dict[str, SourceKind] = {}


def register_source_kind(kind: SourceKind) -> SourceKind:
    """Let people follow things of this kind. Raises ValueError if another has its name."""
    if type(_kinds.setdefault(kind.name, kind)) is not type(kind):
        raise ValueError(f"There is another kind of source called {kind.name}.")
    return kind


def source_kinds() -> list[SourceKind]:
    """Return the kinds in the order in which they were registered."""
    return list(_kinds.values())


def find_source_kind(name: str) -> SourceKind | None:
    """Return the kind of that name."""
    return _kinds.get(name)


def source_in(text: str) -> tuple[str, int] | None:
    """Return the kind and the number of the source that an address calls `text`, such as `person-12`."""
    name, _dash, number = text.partition("-")
    object_id = key_in(number)
    return (name, object_id) if name in _kinds and object_id is not None else None


def place_of(kind: str, object_id: int, viewer: Viewer) -> Place | None:
    """Return the place of one source, or None where there is none that `viewer` may see."""
    found = _kinds.get(kind)
    return found.places([object_id], viewer).get(object_id) if found else None


def places_of(sources: Iterable[Source], viewer: Viewer) -> dict[int, Place]:
    """Return {source key: its place} of those that `viewer` may see: a few queries for each kind."""
    by_kind: dict[str, dict[int, int]] = defaultdict(dict)
    for source in sources:
        by_kind[source.kind][source.object_id] = source.pk
    found = {}
    for name, keys in by_kind.items():
        if kind := _kinds.get(name):
            places = kind.places(list(keys), viewer)
            found.update({keys[object_id]: place for object_id, place in places.items()})
    return found


def sources_for(wanted: Iterable[tuple[str, int]]) -> list[Source]:
    """Return the row of each (kind, id), made where there was none."""
    wanted = sorted(set(wanted))
    Source.objects.bulk_create(
        [Source(kind=kind, object_id=object_id) for kind, object_id in wanted], ignore_conflicts=True
    )
    by_kind: dict[str, list[int]] = defaultdict(list)
    for kind, object_id in wanted:
        by_kind[kind].append(object_id)
    rows: list[Source] = []
    for kind, ids in by_kind.items():
        rows += Source.objects.filter(kind=kind, object_id__in=ids)
    return rows
