"""From rankings to figures."""

import random
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from home.evaluation.judgements import ANSWERS
from search.ranking import DEPTH, ndcg

FIRST = 3
DRAWS = 10_000
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Scored:
    """How well one search was answered."""

    query: str
    ndcg: float
    # One divided by the place of the first file that answers; 0 if none was found.
    reciprocal_rank: float
    is_success: bool
    # The place at which each judged file was found; of those that were not, nothing.
    places: dict[str, int]


class Mean(NamedTuple):
    """A mean over searches, and between which values it would lie with other searches of this kind."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f}  ({self.low:.3f} to {self.high:.3f})"


def score(query: str, ranking: Sequence[str], grades: dict[str, int]) -> Scored:
    """Return how well `ranking`, the best file first, answers a search."""
    places = {file: place for place, file in enumerate(ranking, start=1) if file in grades}
    answers = [place for file, place in places.items() if grades[file] >= ANSWERS]
    first = min(answers, default=0)
    return Scored(
        query=query,
        ndcg=ndcg(ranking, grades),
        reciprocal_rank=1 / first if first else 0,
        is_success=0 < first <= FIRST,
        places=places,
    )


def mean_of(scored: Sequence[Scored], measure: Callable[[Scored], float]) -> Mean:
    """Return the mean of a measure with its bootstrap interval, the same each time."""
    values = [measure(one) for one in scored]
    chance = random.Random(1)
    means = sorted(statistics.fmean(chance.choices(values, k=len(values))) for _draw in range(DRAWS))
    outside = (1 - CONFIDENCE) / 2
    return Mean(statistics.fmean(values), means[int(DRAWS * outside)], means[int(DRAWS * (1 - outside)) - 1])


def report_of(scored: Sequence[Scored], judged: dict[str, dict[str, int]]) -> str:
    """Return a line per search, and below these the means with their intervals."""
    lines = [f"{'nDCG@10':>7}  {'RR':>5}  place of each judged file, by grade; - is not found"]
    for one in scored:
        grades = sorted(judged[one.query].items(), key=lambda item: -item[1])
        places = " ".join(f"{grade}:{one.places.get(file, '-')}" for file, grade in grades)
        lines.append(f"{one.ndcg:7.3f}  {one.reciprocal_rank:5.3f}  {one.query}  [{places}]")
    lines += [
        "",
        f"{len(scored)} searches; between brackets {CONFIDENCE:.0%} of {DRAWS:,} draws",
        f"nDCG@{DEPTH}    {mean_of(scored, lambda one: one.ndcg)}",
        f"MRR        {mean_of(scored, lambda one: one.reciprocal_rank)}",
        f"success@{FIRST}  {mean_of(scored, lambda one: one.is_success)}",
    ]
    return "\n".join(lines)
