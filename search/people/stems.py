"""What forms of a Dutch word have in common, and the words inside long ones."""

import re
from functools import lru_cache

from search.people.folding import folded_words
from search.words import STOP_WORDS, WORD_LISTS

# With fewer letters the rest of a word says nothing.
SHORTEST_STEM = 4
SHORTEST_SYLLABLE = 3
ENDINGS = ("ingen", "ing", "en", "es", "e")
HARDENED = {"v": "f", "z": "s"}
# A part of a compound, and what is left of it then.
SHORTEST_PART = 4
SHORTEST_REST = 3
SHORTEST_COMPOUND = 8


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    lines = (WORD_LISTS / "dutch_forms.txt").read_text(encoding="utf-8").splitlines()
    return {form: group[0] for line in lines if (group := line.split()) for form in group[1:]}


@lru_cache(maxsize=100_000)
def stem_of(word: str) -> str:
    """Return what the forms of a folded word share: one stem of “aanbesteden” and “aanbestedingen”.

    It need not be a word, only the same for all.
    """
    stem = _forms().get(word, word)
    if stem.endswith("heden"):
        stem = f"{stem[:-4]}eid"
    for ending in ENDINGS:
        rest = stem.removesuffix(ending)
        shortest = SHORTEST_STEM if ending.startswith("ing") else SHORTEST_SYLLABLE
        if rest != stem and len(rest) >= shortest and _is_spoken(rest):
            stem = rest
            break
    stem = stem[:-1] + HARDENED.get(stem[-1:], stem[-1:])
    if len(stem) > SHORTEST_STEM and stem.endswith("s"):
        stem = stem[:-1]
    return single(stem)


def single(word: str) -> str:
    """Return `word` with every double letter once: “boom” and “bomen” differ in that, 7711 and 71 in more."""
    return re.sub(r"(\D)\1", r"\1", word)


def _is_spoken(rest: str) -> bool:
    return re.search(r"[aeiouy]", rest) is not None


def telling_words(text: str) -> list[str]:
    """Return the folded words of `text` that say something."""
    return [word for word in folded_words(text) if is_telling(word)]


def is_telling(word: str) -> bool:
    """Tell whether a folded word says something."""
    return len(word) > 1 and word not in STOP_WORDS


@lru_cache(maxsize=20_000)
def ends_of(stem: str) -> frozenset[str]:
    """Return how a compound may go on after its first part."""
    if len(stem) < SHORTEST_COMPOUND:
        return frozenset()
    return frozenset(stem[place:] for place in range(SHORTEST_REST, len(stem) - SHORTEST_PART + 1))


@lru_cache(maxsize=20_000)
def parts_of(word: str) -> frozenset[str]:
    """Return the stems that the parts of a folded compound may have, and some that no word has."""
    if len(word) < SHORTEST_COMPOUND:
        return frozenset()
    places = range(SHORTEST_PART, len(word) - SHORTEST_REST + 1)
    heads = {stem_of(word[:place]) for place in places}
    tails = {stem_of(word[-place:]) for place in places}
    return frozenset(part for part in heads | tails if len(part) >= SHORTEST_PART)
