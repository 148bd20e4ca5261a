"""Words of which an organisation asks its writers to think again, before they place them."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import get_language

from dialogue.models import HintWord

# A quoted line is somebody else's.
_QUOTED = re.compile(r"^[^\S\n]*>.*$", re.MULTILINE)
_GAPS = re.compile(r"\s+")


@dataclass(frozen=True)
class Hint:
    """A word that somebody wrote, and what they are asked to think of."""

    word: str
    sentence: str


def hints_in(text: str) -> list[Hint]:
    """Return a hint for each listed word in `text`, in the order of the text, in the reader's language.

    A word counts where it stands by itself. A hint is advice: whoever places the text anyway can.
    """
    listed = {_plain(row.word): row for row in HintWord.objects.all()}
    listed.pop("", None)
    if not listed:
        return []
    # The longest first, so that of "a word" and "word" the one is found that says most.
    words = sorted(listed, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
    found = dict.fromkeys(pattern.findall(_plain(_QUOTED.sub("", text))))
    return [Hint(listed[word].word, _sentence(listed[word])) for word in found]


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = (c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return _GAPS.sub(" ", "".join(letters)).strip()


def _sentence(row: HintWord) -> str:
    is_dutch = (get_language() or "").startswith("nl")
    return row.hint_nl if is_dutch else row.hint_en or row.hint_nl
