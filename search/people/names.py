"""The words of a name, and the other ways to write them."""

from dataclasses import dataclass

from directory.naming import ARTICLES, PREFIXES
from search.people.folding import key_part, words_in

# As people write them in a hurry: "v.d. Berg", "vd Berg".
SHORTENED = {"v", "d", "vd", "vdn", "vh", "t", "s"}
# Ben and Aït are as much part of a name as what follows.
PARTICLES = frozenset(key_part(word) for word in PREFIXES | ARTICLES) - {"ben", "ait"}
MOST_TOGETHER = 4


@dataclass(frozen=True)
class NameWord:
    """A word of a name, or several written together: folded, as written, and which of them it is."""

    folded: str
    written: str
    places: frozenset[int]
    start: int
    end: int


def words_of_name(name: str) -> list[NameWord]:
    """Return the words of a name, and what neighbours are when nobody types what is between them.

    “van den Berg” is vandenberg and denberg too, “El Amrani” is elamrani, “Aït-Ouali” is aitouali.
    """
    words = words_in(name)
    found = [
        NameWord(word.folded, word.written, frozenset({place}), word.start, word.end)
        for place, word in enumerate(words)
    ]
    for last in range(1, len(words)):
        for first in range(last - 1, max(last - MOST_TOGETHER, -1), -1):
            some = words[first : last + 1]
            together = "".join(word.folded for word in some)
            places = frozenset(range(first, last + 1))
            found.append(NameWord(together, together, places, some[0].start, some[-1].end))
            if not is_particle(words[first].folded):
                break
    return found


def is_particle(word: str) -> bool:
    """Tell whether a folded word only leads to the rest of a family name."""
    return word in PARTICLES or word in SHORTENED
