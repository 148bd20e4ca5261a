"""What someone has begun to type, and what each engine answers to it."""

import re
from dataclasses import dataclass, field
from datetime import date

from search.kinds import KINDS, PERSON
from search.talk import POST
from search.words import APOSTROPHES, clean, plain, words_of

# One letter begins a part of everything.
FEWEST_LETTERS = 2
LONGEST_TEXT = 100
MOST_WORDS = 8
# More things than are shown: their titles tell how words go on.
THING_COUNT = 12
PEOPLE_COUNT = 3
# A post has no title that its readers would begin to type.
THINGS = [kind for kind in KINDS if kind not in {PERSON, POST}]


@dataclass(frozen=True)
class Begun:
    """Words that may all go on, in small letters without accents, and the scopes that limit the answer."""

    words: list[str]
    scope_ids: list[int]
    today: date

    @property
    def text(self) -> str:
        """The words as a title would begin."""
        return " ".join(self.words)


@dataclass(frozen=True)
class Beginnings:
    """The entries of things and of people whose titles and names hold words that go on so, the best first."""

    things: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)


def words_begun(text: str) -> list[str]:
    """Return the words of `text` as far as they are typed; none while that is too little to go by."""
    words = [re.split(APOSTROPHES, plain(word))[0] for word in words_of(clean(text)[:LONGEST_TEXT])]
    return words[:MOST_WORDS] if len("".join(words)) >= FEWEST_LETTERS else []
