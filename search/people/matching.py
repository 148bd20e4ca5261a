"""How a word that was typed fits a word of a profile, from 0 (not at all) to 1 (it is that word)."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from search.people.folding import folded
from search.people.names import is_particle
from search.people.nicknames import may_be_called
from search.people.slips import likeness
from search.people.sought import LONG_WORD, SHORTEST_BEGINNING
from search.people.sounds import sounds_of
from search.people.stems import SHORTEST_PART, ends_of, parts_of, single, stem_of

# A name that is only like what was typed counts less than a word that is what was typed.
SAME = 1.0
CALLED = 0.85
SHORTEST_SOUND = 3
# Names of one sound that look less alike than this are other names.
LEAST_ALIKE = 0.7


@dataclass(frozen=True)
class Fit:
    """How well a word fits a word of a name, and how many of its letters do, None for all."""

    score: float
    length: int | None = None


@lru_cache(maxsize=200_000)
def fit_of_name(sought: str, name: str, written: str) -> Fit:
    """Return how a folded word fits a word of a name; `written` is that word with its accents."""
    if sought == name:
        return Fit(SAME)
    ways = [Fit(_beginning(sought, name), len(sought)), Fit(CALLED if may_be_called(sought, name) else 0)]
    if not is_particle(name):
        ways += [Fit(_sound(sought, name, written)), Fit(_slip(sought, name))]
    return max(ways, key=lambda fit: fit.score)


def _beginning(sought: str, name: str) -> float:
    return 0.6 + 0.3 * len(sought) / len(name) if name.startswith(sought) else 0


def _sound(sought: str, name: str, written: str) -> float:
    if min(len(sought), len(name)) < SHORTEST_SOUND or not sounds_of(sought) & sounds_of(written):
        return 0
    alike = JaroWinkler.similarity(sought, folded(written))
    return 0.5 + 0.35 * alike if alike >= LEAST_ALIKE else 0


def _slip(sought: str, name: str) -> float:
    alike = likeness(sought, name)
    return 0.45 + 0.4 * alike if alike else 0


@lru_cache(maxsize=200_000)
def fit_of_word(sought: str, word: str) -> float:
    """Return how a folded word fits a folded word of a text: a form of it, its beginning, a part of it."""
    if sought == word:
        return 0.95
    mine, its = stem_of(sought), stem_of(word)
    if mine == its:
        return 0.9
    return max(_part(beginning, its) for beginning in {mine, single(sought)}) or _whole_or_slip(
        sought, word, mine, its
    )


def _part(part: str, stem: str) -> float:
    share = len(part) / len(stem)
    if len(part) >= SHORTEST_BEGINNING and stem.startswith(part):
        return 0.55 + 0.3 * share
    if len(part) >= SHORTEST_PART and any(end.startswith(part) for end in ends_of(stem)):
        return 0.5 + 0.25 * share
    return 0


def _whole_or_slip(sought: str, word: str, mine: str, its: str) -> float:
    # A short stem is in many a word: “steeds” is no part of “aanbesteding”, though its stem is in there.
    is_spelled = word in sought or sought.startswith(its) or sought.endswith(its)
    if its in parts_of(sought) and (len(its) > SHORTEST_PART or is_spelled):
        return 0.45 + 0.3 * len(its) / len(mine)
    return 0.4 * (likeness(mine, its) or likeness(mine, its[: len(mine)])) if len(mine) >= LONG_WORD else 0
