"""Words as everybody can type them: in small letters, without accents."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Letters that are not an accent on another letter.
LETTERS = str.maketrans(
    {
        "\u0131": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ə": "e",
        "ŋ": "n",
        "ĳ": "ij",
    }
)
# An apostrophe may stand inside, and goes unseen: O'Connor is Oconnor as well.
WORD = re.compile(r"[^\W_]+(?:['\u2019\u2018\u02bc][^\W_]+)*")
LONGEST_WORD = 40


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """Return `text` in small letters without accents."""
    small = text.casefold().translate(LETTERS)
    decomposed = unicodedata.normalize("NFKD", small)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(LETTERS)


@dataclass(frozen=True)
class Word:
    """A word in a text: folded, as it is written, and where."""

    folded: str
    written: str
    start: int
    end: int


@lru_cache(maxsize=50_000)
def words_in(text: str) -> tuple[Word, ...]:
    """Return the words of `text` in their order."""
    found = (Word(key_part(match[0]), match[0], *match.span()) for match in WORD.finditer(text))
    return tuple(word for word in found if word.folded)


def folded_words(text: str) -> list[str]:
    """Return the words of `text`, folded, in their order."""
    return [word.folded for word in words_in(text)]


def key_part(word: str) -> str:
    """Return `word` folded to letters and digits alone, no longer than a key may be."""
    return "".join(filter(str.isalnum, folded(word)))[:LONGEST_WORD]
