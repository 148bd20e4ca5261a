"""What someone typed to find a colleague, and the keys that it may mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import phonenumbers
from django.conf import settings

from search.people.folding import folded_words, key_part
from search.people.keys import (
    ADDRESS,
    END_OF_WORD,
    IN_FULL,
    IN_SHORT,
    INITIAL,
    NAME,
    NUMBER,
    SOUND,
    WITHOUT_A_LETTER,
    WORD_STEM,
    backwards,
)
from search.people.names import is_particle
from search.people.nicknames import nicknames_of
from search.people.slips import SHORTEST, without_a_letter
from search.people.sounds import sounds_of
from search.people.stems import parts_of, single, stem_of
from search.words import STOP_WORDS, clean

LONGEST_TEXT = 100
MOST_WORDS = 8
# A number, however it is divided; with fewer digits it is found only as a whole.
NUMBER_TYPED = re.compile(r"[+(]?\d[\d\s().+/-]{2,}")
FEWEST_LAST_DIGITS = 4
LIKE_AN_ADDRESS = re.compile(r"[@._\d-]")
AFTER_AT = re.compile(r"@\S*")
SHORTEST_BEGINNING = 3
# Of a long word that is nowhere, words that begin as it does may be what was meant.
LONG_WORD = 7
ALIKE_BEGINNING = 5
# How much of a word is heard in what it sounds like.
LEAST_HEARD = 0.5


@dataclass(frozen=True)
class Lookup:
    """Keys that one of the words may mean, whole or as a beginning, and how much that tells, 0 to 1."""

    word: int
    weight: float
    keys: frozenset[str]
    is_beginning: bool = False


@dataclass(frozen=True)
class Sought:
    """The folded words of a search for a colleague."""

    words: tuple[str, ...]
    # The letters with which a given name begins, as in "P. Jansen"; particles say little, and are forgiven.
    initials: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    # What may be the name of an e-mail address, with the places of the words that are in it.
    addresses: tuple[tuple[str, frozenset[int]], ...] = ()
    is_number: bool = False

    @cached_property
    def pairs(self) -> dict[int, str]:
        """Each two neighbouring words written together, by the place of the first."""
        return {place: one + other for place, (one, other) in enumerate(zip(self.words, self.words[1:]))}  # noqa: B905

    @cached_property
    def lookups(self) -> list[Lookup]:
        """By which keys these words may be found."""
        if self.is_number:
            return list(_lookups_of_number(0, self.words[0]))
        found = [lookup for place, word in enumerate(self.words) for lookup in _lookups_of(place, word)]
        for place, pair in self.pairs.items():
            keys = frozenset({NAME + pair} | _slips(pair))
            found += [Lookup(word, 0.9, keys) for word in (place, place + 1)]
        for place, word in enumerate(self.words):
            if keys := frozenset(INITIAL + letter + word for letter in self.initials):
                # Beside the word itself: who has both comes before who has only the name.
                found.append(Lookup(place, 1.1, keys))
        for address, places in self.addresses:
            found += [Lookup(place, 1, frozenset({ADDRESS + address})) for place in places]
        return found


def sought_of(text: str) -> Sought:
    """Return what is looked for with `text`; without words, nobody is."""
    text = clean(text)[:LONGEST_TEXT]
    if NUMBER_TYPED.fullmatch(text):
        return Sought(words=(national(text),), is_number=True)
    names = AFTER_AT.sub("", text)
    words = list(dict.fromkeys(folded_words(names)))[:MOST_WORDS]
    telling = [word for word in words if len(word) > 1 and not is_particle(word)]
    # "De" alone may be how a name begins; a word such as "over" alone may be a name.
    telling = [word for word in telling if word not in STOP_WORDS] or telling or words
    return Sought(
        words=tuple(telling),
        initials=tuple(word for word in words if len(word) == 1 and word not in telling),
        particles=tuple(word for word in words if len(word) > 1 and word not in telling),
        addresses=tuple(_addresses(names, text, telling)),
    )


def _addresses(names: str, text: str, words: list[str]) -> Iterator[tuple[str, frozenset[int]]]:
    """Yield what may be the name of an e-mail address, and the words that are in it."""
    parts = {names} if LIKE_AN_ADDRESS.search(text) else set()
    parts |= {AFTER_AT.sub("", part) for part in text.split() if LIKE_AN_ADDRESS.search(part)}
    for part in parts:
        inside = set(folded_words(part))
        if (address := key_part(part)) and (
            places := frozenset(place for place, word in enumerate(words) if word in inside)
        ):
            yield address, places


def national(number: str) -> str:
    """Return the digits of a typed number, without what leads to it from abroad or from another town."""
    try:
        return str(phonenumbers.parse(number, settings.PHONENUMBER_DEFAULT_REGION).national_number)
    except phonenumbers.NumberParseException:
        return "".join(filter(str.isdigit, number))


def _lookups_of_number(place: int, number: str) -> Iterator[Lookup]:
    keys = frozenset({NUMBER + backwards(number)})
    yield Lookup(place, 1, keys)
    if len(number) >= FEWEST_LAST_DIGITS:
        yield Lookup(place, 0.9, keys, is_beginning=True)


def _lookups_of(place: int, word: str) -> Iterator[Lookup]:
    yield from _lookups_of_name(place, word)
    yield from _lookups_of_word(place, word)
    if word.isdecimal():
        yield from _lookups_of_number(place, national(word))


def _lookups_of_name(place: int, word: str) -> Iterator[Lookup]:
    yield Lookup(place, 1, frozenset({NAME + word}))
    yield Lookup(place, 0.8, frozenset({NAME + word}), is_beginning=True)
    ways = [(0.8, _called(word)), (0.6, {SOUND + sound for sound in sounds_of(word)}), (0.55, _slips(word))]
    yield from (Lookup(place, weight, frozenset(keys)) for weight, keys in ways if keys)


def called_or_heard(word: str) -> set[str]:
    """Return the keys of the names that go with `word` as a nickname, or that sound like it.

    A sound that leaves out most of its letters is that of too many other words.
    """
    heard = {SOUND + sound for sound in sounds_of(word) if len(sound) >= len(word) * LEAST_HEARD}
    return _called(word) | heard


def _called(word: str) -> set[str]:
    forms = nicknames_of(word)
    in_full = {IN_FULL + form.name for form in forms}
    return in_full | {IN_SHORT + form.name for form in forms if form.is_full}


def _slips(word: str) -> set[str]:
    """Return the keys of the names that differ from `word` by one slip."""
    if len(word) < SHORTEST - 1:
        return set()
    shorter = without_a_letter(word)
    return {WITHOUT_A_LETTER + word} | {kind + less for less in shorter for kind in (NAME, WITHOUT_A_LETTER)}


def _lookups_of_word(place: int, word: str) -> Iterator[Lookup]:
    stem = stem_of(word)
    yield Lookup(place, 0.9, frozenset({WORD_STEM + stem}))
    beginnings = {each for each in (stem, single(word)) if len(each) >= SHORTEST_BEGINNING}
    if beginnings:
        yield Lookup(place, 0.7, frozenset(WORD_STEM + each for each in beginnings), is_beginning=True)
        yield Lookup(place, 0.6, frozenset(END_OF_WORD + each for each in beginnings), is_beginning=True)
    if parts := parts_of(word):
        yield Lookup(place, 0.6, frozenset(WORD_STEM + part for part in parts))
    if len(stem) >= LONG_WORD:
        alike = frozenset({WORD_STEM + stem[:ALIKE_BEGINNING]})
        yield Lookup(place, 0.3, alike, is_beginning=True)
