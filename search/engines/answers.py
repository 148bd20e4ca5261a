"""What every engine is asked and what it answers."""

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

PAGE_SIZE = 10
PEOPLE_COUNT = 3
# What has ended stays findable below what holds now. A colleague comes after pages about the same, unless
# the words are a name: who knows about it is told beside the hits.
ENDED_FACTOR = 0.3
PERSON_FACTOR = 0.5


class EngineDown(Exception):
    """The engine does not answer; another one has to."""


@dataclass(frozen=True)
class Asked:
    """The words someone typed, and the scopes that limit every hit, count and person in the answer."""

    words: list[str]
    scope_ids: list[int]
    today: date
    kind: str = ""
    page: int = 1

    @property
    def people_count(self) -> int:
        """How many people to name beside the hits: only where an answer begins."""
        return PEOPLE_COUNT if self.page == 1 and not self.kind else 0

    @property
    def start(self) -> int:
        """How many hits come before this page."""
        return (self.page - 1) * PAGE_SIZE


@dataclass(frozen=True)
class Match:
    """An entry that was found; found words stand between the signs of `search.marks`.

    The passage is empty where the words stand elsewhere, such as in the title alone.
    """

    entry_id: int
    title: str = ""
    passage: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Found:
    """A page of matches, the best first; how many there are of each kind; entries of people who may know."""

    matches: list[Match] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    people: list[int] = field(default_factory=list)


class Engine(Protocol):
    """A way to search."""

    name: str

    def find(self, asked: Asked) -> Found:
        """Answer in a fixed number of queries. Raises EngineDown."""
