"""The kinds of things that appear in streams: what a line about each says.

A room registers its kinds in its `apps.py`.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.utils.functional import Promise

from access.scopes import Viewer
from directory.visibility import ShownPerson
from following.models import Thing


@dataclass(frozen=True)
class Card:
    """One line of a stream, as one reader meets it.

    `doing` says what was done, with the name of who did it left to `person`: "wrote in Directorate blog".
    `address` is a path. `language` is that of the title, `text_language` that of the text where it is known.
    """

    title: str
    address: str
    language: str
    label: str | Promise
    doing: str | Promise = ""
    person: ShownPerson | None = None
    text: str = ""
    text_language: str = ""
    # What it is or under what it stands, as sources are named: talk under one thing is shown together.
    under: tuple[str, int] | None = None


class ThingKind(Protocol):
    """What the stream asks of a kind of thing."""

    @property
    def name(self) -> str:
        """How addresses and the table call it: at most twenty letters."""

    @property
    def label(self) -> str | Promise:
        """What one is called."""

    @property
    def plural(self) -> str | Promise:
        """What many are called."""

    @property
    def cards(self) -> Callable[[Collection[int], Viewer], dict[int, Card]]:
        """Return {id: its line} of those that a viewer may see, in a fixed number of queries.

        Kinds that share one such function are asked at once, and share their ids.
        """


_kinds: dict[str, ThingKind] = {}


def register_thing_kind(kind: ThingKind) -> ThingKind:
    """Let things of this kind appear in streams. Raises ValueError if another has its name."""
    if type(_kinds.setdefault(kind.name, kind)) is not type(kind):
        raise ValueError(f"There is another kind of thing called {kind.name}.")
    return kind


def thing_kinds() -> list[ThingKind]:
    """Return the kinds in the order in which they were registered."""
    return list(_kinds.values())


def find_thing_kind(name: str) -> ThingKind | None:
    """Return the kind of that name."""
    return _kinds.get(name)


@dataclass(frozen=True)
class Line:
    """A thing with what its line says."""

    thing_id: int
    kind: str
    published_at: datetime
    card: Card


def lines_of(things: Iterable[Thing], viewer: Viewer) -> list[Line]:
    """Return the lines of `things` in their order.

    It asks a fixed number of queries for pages of all kinds, and for each other kind that is there.
    """
    things = [thing for thing in things if thing.kind in _kinds]
    asked: dict[Callable[..., dict[int, Card]], list[int]] = defaultdict(list)
    for thing in things:
        asked[_kinds[thing.kind].cards].append(thing.object_id)
    cards = {ask: ask(ids, viewer) for ask, ids in asked.items()}
    found = [(thing, cards[_kinds[thing.kind].cards].get(thing.object_id)) for thing in things]
    return [Line(thing.pk, thing.kind, thing.published_at, card) for thing, card in found if card is not None]
