"""What a person typed, made safe to search for: words, and nothing that an engine would obey."""

import re
import unicodedata
from pathlib import Path

WORD_LISTS = Path(__file__).parent / "word_lists"
MAX_LENGTH = 500
MAX_WORDS = 32
MAX_WORD_LENGTH = 60
# Letters and digits; an apostrophe may stand inside, as in "collega's".
APOSTROPHES = "['\u2019]"
WORD = re.compile(rf"[^\W_]+(?:{APOSTROPHES}[^\W_]+)*")

# A word longer than this is cut, so that "declaraties" finds "declaratie".
WHOLE_WORD_LENGTH = 6
CUT_LENGTH = 2

# Words that say nothing about the subject: the databases know no list of them, and a text full of marks
# on "the" helps nobody.
STOP_WORDS = frozenset((WORD_LISTS / "stop.txt").read_text(encoding="utf-8").split())


def clean(text: str) -> str:
    """Return `text` in one line, in composed letters and without control characters."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(" " if unicodedata.category(c)[0] == "C" else c for c in composed).split())


def words_of(text: str) -> list[str]:
    """Return the words of `text` once each, at most `MAX_WORDS`, in their order."""
    words: dict[str, str] = {}
    for word in WORD.findall(clean(text)):
        words.setdefault(word.casefold()[:MAX_WORD_LENGTH], word[:MAX_WORD_LENGTH])
    return list(words.values())[:MAX_WORDS]


def telling(words: list[str]) -> list[str]:
    """Return the words that say what someone looks for, or all of them if none does."""
    return [word for word in words if word.casefold() not in STOP_WORDS] or words


def plain(word: str) -> str:
    """Return `word` in small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def beginning(word: str) -> str | None:
    """Return how other forms of a long word begin too; a short word has to be whole."""
    return word[:-CUT_LENGTH] if len(word) > WHOLE_WORD_LENGTH else None
