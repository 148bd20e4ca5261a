"""How well a ranking answers a search, given how well each thing would."""

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import Final, TypeVar

DEPTH: Final = 10
Thing = TypeVar("Thing", bound=Hashable)


def ndcg(ranking: Sequence[Thing], grades: Mapping[Thing, int]) -> float:
    """Return the gain of the first ten of `ranking`, from 0 to 1: 1 is as well as can be.

    What has no grade does not answer; with none that does, nothing can be gained.
    """
    best = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(thing, 0) for thing in ranking]) / best if best else 0


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades[:DEPTH], start=1))
