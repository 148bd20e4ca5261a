"""Other words for what is searched: those that Brink knows, and those of the newsroom.

A rule is a line: `a, b` lets each find the other, `a => b` lets the left find the right alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from search.people.folding import folded_words
from search.people.stems import stem_of
from search.rules import Rules, rules_now

ARROW = "=>"


@dataclass(frozen=True)
class Way:
    """Words that stand beside each other in a search, and what else they are called.

    `start` and `end` are their places among the words of the search.
    """

    start: int
    end: int
    others: tuple[str, ...]


@dataclass(frozen=True)
class Synonyms:
    """A rule that was read: each of its terms on the left also finds what is on the right."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    language: str = ""

    @property
    def is_mutual(self) -> bool:
        """Whether each term finds all others."""
        return self.left == self.right


def read(line: str, language: str = "") -> Synonyms:
    """Return the rule that `line` is; what is no rule has less than two terms."""
    left, arrow, right = line.partition(ARROW)
    first = terms_of(left)
    return Synonyms(first, terms_of(right) if arrow else first, language)


def terms_of(text: str) -> tuple[str, ...]:
    """Return the terms between the commas of `text`."""
    return tuple(filter(None, (" ".join(term.split()) for term in text.split(","))))


def stems_of(term: str) -> tuple[str, ...]:
    """Return what the forms of each word of `term` share, by which terms are compared."""
    return tuple(stem_of(word) for word in folded_words(term))


def ways_of(words: Sequence[str], language: str = "", rules: Rules | None = None) -> list[Way]:
    """Return what else the words of a search are called, the longest terms first and no word twice.

    With the `language` of the reader, by rules of that language and of none. `rules` are those that hold now,
    unless given.
    """
    book = _book((rules or rules_now()).lines, language)
    stems = [stems_of(word) for word in words]
    found: list[Way] = []
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + book.longest), start, -1):
            if others := book.others.get(tuple(_flat(stems[start:end]))):
                found.append(Way(start, end, others))
                start = end
                break
        else:
            start += 1
    return found


@dataclass(frozen=True)
class Book:
    """The terms of rules by their stems, each with what else it is called."""

    others: dict[tuple[str, ...], tuple[str, ...]]
    longest: int


@lru_cache(maxsize=8)
def _book(lines: tuple[tuple[str, str], ...], language: str) -> Book:
    others: dict[tuple[str, ...], dict[str, None]] = {}
    for line, line_language in lines:
        if language and line_language and line_language != language:
            continue
        rule = read(line)
        for term in rule.left:
            stems = stems_of(term)
            rest = [other for other in rule.right if stems_of(other) != stems]
            others.setdefault(stems, {}).update(dict.fromkeys(rest))
    longest = max(map(len, others), default=1)
    return Book({stems: tuple(found) for stems, found in others.items()}, longest)


def _flat(stems: Iterable[tuple[str, ...]]) -> list[str]:
    return [stem for each in stems for stem in each]
