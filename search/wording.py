"""What somebody typed, taken apart: phrases between quotes, codes, and words that hardly tell anything."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from search.synonyms import Way
from search.words import STOP_WORDS, WORD_LISTS, clean, plain

# How much a word counts that hardly tells anything.
FAINT_FACTOR = 0.6
MOST_PHRASES = 4
MOST_CODES = 4
QUOTED = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]')
# Letters and a number that belong together: P-12, art. 5, form 27B, A4.
CODE = re.compile(r"\b([^\W\d_]{1,8})(\.?[-. ]?)(\d{1,6}[a-z]?)\b", re.IGNORECASE)
SHORTEST_INSIDE = 4
# How verbs end ("parkeren"), though it is a word too.
VERB_END = "eren"
# What may stand between the words that a longer one is made of.
LINKS = ("", "s", "e", "en")
ARTICLES = ("art", "artikel", "article")
FAINT_WORDS = frozenset((WORD_LISTS / "faint.txt").read_text(encoding="utf-8").split())


@dataclass(frozen=True)
class Part:
    """Words that stand beside each other in a search, what else they are called, and how much they tell."""

    text: str
    others: tuple[str, ...] = ()
    is_faint: bool = False

    @property
    def strong_text(self) -> str:
        """The words of it that are not faint; all of them if every one is."""
        return " ".join(word for word in self.text.split() if not _is_faint(word)) or self.text


def phrases_in(text: str) -> tuple[str, ...]:
    """Return what stands between quotes: it is found only as it is written."""
    found = (" ".join(phrase.split()) for phrase in QUOTED.findall(clean(text)))
    return tuple(phrase for phrase in dict.fromkeys(found) if re.search(r"\w", phrase))[:MOST_PHRASES]


def codes_in(text: str) -> tuple[tuple[str, ...], ...]:
    """Return each code in `text` in the ways it may be written."""
    found: dict[tuple[str, ...], None] = {}
    for letters, between, number in CODE.findall(clean(text)):
        word = plain(letters)
        # With a space between, most words before a number are no code.
        if " " in between and word not in ARTICLES and len(word) > 1:
            continue
        if word in ARTICLES:
            found[tuple(f"{article} {number}" for article in ARTICLES)] = None
        else:
            found[(f"{word}-{number}", f"{word} {number}", f"{word}{number}")] = None
    return tuple(found)[:MOST_CODES]


def parts_of(words: Sequence[str], ways: Sequence[Way]) -> list[Part]:
    """Return the words that tell something, with what else they are called.

    When no word tells anything, all of them have to do.
    """
    starts = {way.start: way for way in ways}
    parts: list[Part] = []
    place = 0
    while place < len(words):
        way = starts.get(place)
        if way is not None:
            these = words[way.start : way.end]
            parts.append(Part(" ".join(these), way.others, is_faint=all(map(_is_faint, these))))
            place = way.end
            continue
        word = words[place]
        if word.casefold() not in STOP_WORDS:
            parts.append(Part(word, is_faint=_is_faint(word)))
        place += 1
    if all(part.is_faint for part in parts):
        return [Part(part.text, part.others) for part in parts] or [Part(word) for word in words]
    return parts


def _is_faint(word: str) -> bool:
    return plain(word) in FAINT_WORDS


@lru_cache(maxsize=1)
def words_of_compounds() -> frozenset[str]:
    """Return the words that longer Dutch words are made of."""
    return frozenset((WORD_LISTS / "dutch_words.txt").read_text(encoding="utf-8").split())


def is_known(word: str) -> bool:
    """Return whether `word` is one of the words that longer Dutch words are made of, as it is written."""
    return plain(word) in words_of_compounds()


def may_be_name(words: Sequence[str]) -> bool:
    """Return whether `words` may be what someone is called: not if each of them is a common word too.

    A list of Dutch words has no names; the short ones are not on it, and may be both ("Bos", "Vos").
    """
    return any(len(word) >= SHORTEST_INSIDE and not is_known(word) for word in words)


@lru_cache(maxsize=10_000)
def inside(word: str) -> tuple[str, ...]:
    """Return the two words that a long Dutch word is made of, the longest last one first; empty if none."""
    text = plain(word)
    words = words_of_compounds()
    for cut in range(SHORTEST_INSIDE, len(text) - SHORTEST_INSIDE + 1):
        first, last = text[:cut], text[cut:]
        if last not in words or last == VERB_END:
            continue
        for link in LINKS:
            if first.endswith(link) and (begin := first[: len(first) - len(link)]) in words:
                return begin, last
    return ()
