"""What every engine is asked and what it answers."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from search.engines.weights import USUAL, Weights
from search.synonyms import Way

PAGE_SIZE = 10
PEOPLE_COUNT = 3
# What has ended stays findable below what holds now. A colleague comes after pages about the same, since who
# knows about it is told beside the hits; whose name was typed comes before the pages that name them.
ENDED_FACTOR = 0.3
PERSON_FACTOR = 0.5
NAMED_FACTOR = 8


class EngineDown(Exception):
    """The engine does not answer; another one has to."""


class Limit(StrEnum):
    """By what readers limit an answer, and are told how much is left."""

    KIND = "kind"
    SINCE = "since"
    UNIT = "unit"
    SUBJECT = "subject"
    LANGUAGE = "language"
    CHECKED = "checked"


# How many things each value of a limit leaves: keys of units and subjects, languages, days as in
# `Asked.count_since`, and for checked things one number under True. Any: so many types.
Counts = dict[Limit, dict[Any, int]]


@dataclass(frozen=True)
class Asked:
    """The words someone typed, and the scopes that limit every hit, count and person in the answer.

    The counts of each limit obey all the others: they say what choosing another value would give.
    """

    words: list[str]
    scope_ids: list[int]
    today: date
    kinds: tuple[str, ...] = ()
    page: int = 1
    # What is dated on or after this day.
    since: date | None = None
    # What belongs to one of these units; empty for all.
    unit_ids: tuple[int, ...] = ()
    subject_id: int | None = None
    language: str = ""
    # What was checked on or after this day and need not be checked again yet.
    checked_since: date | None = None
    newest_first: bool = False
    # Days from which on things are counted, and the one since when a check is called recent.
    count_since: tuple[date, ...] = ()
    count_checked_since: date | None = None
    # Of the reader: variants of these come first, without hiding others.
    own_unit_ids: tuple[int, ...] = ()
    own_language: str = ""
    # Keys of entries (`Entry.key`) that the newsroom leaves out of the answer to these words.
    excluded: tuple[str, ...] = ()
    # What the words are called too, codes in the ways they may be written, and phrases that have to be there.
    ways: tuple[Way, ...] = ()
    codes: tuple[tuple[str, ...], ...] = ()
    phrases: tuple[str, ...] = ()
    weights: Weights = USUAL

    @property
    def is_limited(self) -> bool:
        """Whether the reader asked for a part of what there is."""
        return bool(
            self.kinds
            or self.since
            or self.unit_ids
            or self.subject_id
            or self.language
            or self.checked_since
        )

    @property
    def people_count(self) -> int:
        """How many people to name beside the hits: only where an answer begins."""
        return PEOPLE_COUNT if self.page == 1 and not self.is_limited else 0

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
    """A page of matches, the best first; how many there are of each kind; entries of people who may know.

    `counts` says of every limit but the kind how much each of its values would leave.
    """

    matches: list[Match] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    people: list[int] = field(default_factory=list)
    counts: Counts = field(default_factory=dict)


class Engine(Protocol):
    """A way to search."""

    name: str

    def find(self, asked: Asked) -> Found:
        """Answer in a fixed number of queries. Raises EngineDown."""
