"""Asks stations for screens in turn, so that whatever else the machine does falls on all alike."""

import json
import subprocess
from collections.abc import Callable, Sequence
from types import TracebackType

from home.bench.figures import Figure, figure_of
from home.bench.scratch import MANAGE, Environment
from home.bench.station import Reading
from home.bench.talk import LONG_COUNT

WARM_UP_COUNT = 5


class StationStopped(Exception):
    """The process of a station ended; it has said why."""


class RemoteStation:
    """A station in a process of its own."""

    def __init__(self, people: int, place: Environment, long_count: int = LONG_COUNT) -> None:
        self.people = people
        self._process = subprocess.Popen(
            [*MANAGE, "bench", "--station", str(people), "--long-thread", str(long_count)],
            env=place,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.screens: list[str] = []

    def __enter__(self) -> "RemoteStation":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Closing its input ends it.
        self._process.communicate()

    def wait_until_ready(self) -> None:
        self.screens = json.loads(self._line())

    def measure(self, screen: str) -> Reading:
        assert self._process.stdin is not None
        print(screen, file=self._process.stdin, flush=True)
        return Reading(**json.loads(self._line()))

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise StationStopped(f"The station of {self.people} people stopped.")
        return line


def measure(
    stations: Sequence[RemoteStation], round_count: int, request_count: int, tell: Callable[[], object]
) -> list[Figure]:
    """Return the figures of every screen at every station; `tell` hears of each turn of all screens."""
    screens = stations[0].screens
    readings: dict[tuple[str, int], list[list[Reading]]] = {}
    for number in range(-1, round_count):
        # The first turns warm up and are not kept.
        for turn in range(WARM_UP_COUNT if number < 0 else request_count):
            # Who is asked first pays for what the machine did in between, so they take turns.
            in_turn = stations if turn % 2 else stations[::-1]
            for screen in screens:
                for station in in_turn:
                    reading = station.measure(screen)
                    if number >= 0:
                        rounds = readings.setdefault((screen, station.people), [])
                        if len(rounds) <= number:
                            rounds.append([])
                        rounds[number].append(reading)
            tell()
    figures = []
    for station in stations:
        floor = figure_of(screens[0], station.people, readings[screens[0], station.people])
        figures.append(floor)
        figures += [
            figure_of(screen, station.people, readings[screen, station.people], floor.median_ms)
            for screen in screens[1:]
        ]
    return figures
