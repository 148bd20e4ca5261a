"""Names in full and the short forms by which people are called."""

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from search.people.folding import folded_words
from search.words import WORD_LISTS


class Nickname(NamedTuple):
    """A word as a form of a name: the name that its group is called by, and whether it is a name in full."""

    name: str
    is_full: bool


@lru_cache(maxsize=1)
def _forms() -> dict[str, frozenset[Nickname]]:
    forms: defaultdict[str, set[Nickname]] = defaultdict(set)
    for line in (WORD_LISTS / "nicknames.txt").read_text(encoding="utf-8").splitlines():
        full, _colon, short = line.partition(":")
        [group, *_rest] = folded_words(full)
        forms_of_group = [(word, True) for word in folded_words(full)]
        forms_of_group += [(word, False) for word in folded_words(short)]
        for word, is_full in forms_of_group:
            forms[word].add(Nickname(group, is_full))
    return {word: frozenset(groups) for word, groups in forms.items()}


def nicknames_of(word: str) -> frozenset[Nickname]:
    """Return of which names a folded word is a form."""
    return _forms().get(word, frozenset())


def may_be_called(one: str, other: str) -> bool:
    """Tell whether who is called `one` may be `other` too; Jan and Hans are not, Johannes is both."""
    return any(
        mine.name == theirs.name and (mine.is_full or theirs.is_full)
        for mine in nicknames_of(one)
        for theirs in nicknames_of(other)
    )
