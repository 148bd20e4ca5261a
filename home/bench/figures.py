"""From what single requests cost to the figures of a screen."""

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from home.bench.station import Reading


@dataclass(frozen=True)
class Figure:
    """What a screen costs in an organisation of so many people, in its best round.

    `rps` is what one process answers in a second when it does nothing else, `times_floor` how many times the
    smallest signed-in answer this takes.
    """

    screen: str
    people: int
    median_ms: float
    p95_ms: float
    rps: float
    cpu_ms: float
    queries: int
    search_requests: int
    bytes: int
    times_floor: float


def figure_of(
    screen: str, people: int, rounds: Sequence[Sequence[Reading]], floor_ms: float | None = None
) -> Figure:
    """Return the figures of the round with the lowest median; without `floor_ms`, this is the floor."""
    best = min(rounds, key=lambda readings: statistics.median(reading.ms for reading in readings))
    median_ms = statistics.median(reading.ms for reading in best)
    return Figure(
        screen=screen,
        people=people,
        median_ms=round(median_ms, 2),
        p95_ms=round(_p95(reading.ms for reading in best), 2),
        rps=round(1000 / statistics.mean(reading.ms for reading in best), 1),
        cpu_ms=round(statistics.median(reading.cpu_ms for reading in best), 2),
        # The most that any request asked: a screen that sometimes asks more is a screen that asks more.
        queries=max(reading.queries for readings in rounds for reading in readings),
        search_requests=max(reading.search_requests for readings in rounds for reading in readings),
        bytes=round(statistics.median(reading.bytes for reading in best)),
        times_floor=round(median_ms / (floor_ms or median_ms), 2),
    )


def _p95(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[math.ceil(0.95 * len(ordered)) - 1]


HEAD = ("screen", "people", "median ms", "p95 ms", "rps", "cpu ms", "queries", "searches", "kB", "floors")


def table_of(figures: Sequence[Figure]) -> str:
    """Return the figures as a table, the sizes of each screen below each other."""
    order = _screens(figures)
    rows = [
        HEAD,
        *(_row(figure) for figure in sorted(figures, key=lambda figure: order.index(figure.screen))),
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows
    )


def comparison_of(figures: Sequence[Figure]) -> str:
    """Return a line per screen: how much longer the largest organisation takes, and how many more queries."""
    lines = []
    for screen in _screens(figures):
        sizes = sorted((one for one in figures if one.screen == screen), key=lambda one: one.people)
        small, large = sizes[0], sizes[-1]
        more = large.queries - small.queries
        lines.append(
            f"{screen}: {large.median_ms / small.median_ms:.2f} times as long with {large.people:,} people "
            f"as with {small.people:,}, {f'{more:+d}' if more else 'as many'} queries"
        )
    return "\n".join(lines)


def _screens(figures: Iterable[Figure]) -> list[str]:
    return list(dict.fromkeys(figure.screen for figure in figures))


def _row(figure: Figure) -> tuple[str, ...]:
    return (
        figure.screen,
        f"{figure.people:,}",
        f"{figure.median_ms:.1f}",
        f"{figure.p95_ms:.1f}",
        f"{figure.rps:.0f}",
        f"{figure.cpu_ms:.1f}",
        str(figure.queries),
        str(figure.search_requests),
        f"{figure.bytes / 1000:.1f}",
        f"{figure.times_floor:.1f}",
    )
