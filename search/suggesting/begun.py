"""What someone has begun to type, and what each engine answers to it."""

import re
from dataclasses import dataclass, field
from datetime import date
from string import ascii_lowercase, digits

from search.kinds import KINDS, PERSON
from search.talk import POST
from search.words import APOSTROPHES, STOP_WORDS, clean, plain, words_of

# One letter begins a part of everything.
FEWEST_LETTERS = 2
LONGEST_TEXT = 100
MOST_WORDS = 8
# More things than are shown: their titles tell how words go on.
THING_COUNT = 12
PEOPLE_COUNT = 3
# By which a word goes on, accents apart.
LETTERS = ascii_lowercase + digits
# A post has no title that its readers would begin to type.
THINGS = [kind for kind in KINDS if kind not in {PERSON, POST}]


@dataclass(frozen=True)
class Begun:
    """Words that may all go on, in small letters without accents, and the scopes that limit the answer.

    What is in `language`, or in none, comes before what is in another. `longer` is how longer words begin of
    which a title has to hold one, besides the words.
    """

    words: list[str]
    scope_ids: list[int]
    today: date
    language: str
    longer: tuple[str, ...] = ()
    # All that was typed, small words too: for a title that begins so.
    text: str = ""

    @property
    def readable(self) -> tuple[str, str]:
        """The languages of things that come first: that of the reader, and none."""
        return (self.language, "")


@dataclass(frozen=True)
class Beginnings:
    """The entries of things and of people whose titles and names hold words that go on so, the best first."""

    things: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)


def begun_by(text: str, scope_ids: list[int], today: date, language: str) -> Begun | None:
    """Return what `text` begins, or nothing while that is too little to go by.

    Half of all titles hold a small word such as "de" or "in": as the last one typed it stands for a longer
    word that begins so, and beside other words it is not needed. In capitals it is a word: IT.
    """
    typed = words_of(clean(text)[:LONGEST_TEXT])[:MOST_WORDS]
    words = [re.split(APOSTROPHES, plain(word))[0] for word in typed]
    telling = [word for word, written in zip(words, typed, strict=True) if _tells(word, written)]
    if len("".join({*telling, *words[-1:]})) < FEWEST_LETTERS:
        return None
    whole = " ".join(words)
    if _tells(words[-1], typed[-1]):
        return Begun(telling, scope_ids, today, language, text=whole)
    longer = () if telling else tuple(f"{words[-1]}{letter}" for letter in LETTERS)
    return Begun(telling, scope_ids, today, language, longer, whole)


def _tells(word: str, written: str) -> bool:
    return word not in STOP_WORDS or written.isupper()
