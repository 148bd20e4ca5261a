"""What happens in rooms above and is told by them: to whom, why, in which words, and where it leads.

Such a room registers a teller and notes an event whose key begins with its name: `place:12`. All else, from
hours and budgets to muting and mails, is as for every notice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from access.models import User
from notices.models import Event, Notice


@dataclass(frozen=True)
class Subject:
    """What a notice is about; without an `address` it leads to the comment of its event."""

    title: str
    # Nothing where the title is in that of the reader.
    language: str = ""
    text: str = ""
    address: str = ""
    # Whether its title may stand in the subject of a mail, where everyone may see the event.
    is_open: bool = True


class Teller(Protocol):
    """One kind of thing that happens in a room above."""

    # What the keys of its events begin with.
    name: str

    def concerned(self, event: Event) -> dict[int, Notice.Reason]:
        """Return {account: why} of those who are told."""

    def sentence(self, event: Event) -> str:
        """Return the sentence, with gaps %(what)s and, where somebody did it, %(who)s."""

    def subjects(self, events: Iterable[Event], viewer: User) -> dict[int, Subject]:
        """Return {event: what it is about} in a fixed number of queries, without what `viewer` may not see.

        Event rows come with their comment; what is left out is not told.
        """


_tellers: dict[str, Teller] = {}


def register_teller(teller: Teller) -> None:
    """Let notices tell of this; registering again replaces it."""
    _tellers[teller.name] = teller


def teller_of(event: Event) -> Teller | None:
    """Return who tells of `event`, where a room above does."""
    return _tellers.get(event.key.partition(":")[0])


def subjects_of(events: Iterable[Event], viewer: User) -> dict[int, Subject]:
    """Return {event: what it is about} for those of `events` of which rooms above tell."""
    by_name: dict[str, list[Event]] = {}
    for event in events:
        if (teller := teller_of(event)) is not None:
            by_name.setdefault(teller.name, []).append(event)
    found: dict[int, Subject] = {}
    for name, own in by_name.items():
        found.update(_tellers[name].subjects(own, viewer))
    return found
