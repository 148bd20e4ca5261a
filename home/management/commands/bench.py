"""Measure how fast the main screens are, in a small and in a large organisation."""

import json
import sys
from argparse import SUPPRESS, ArgumentParser
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from tqdm import tqdm

from home.bench.figures import Figure, comparison_of, table_of
from home.bench.measuring import WARM_UP_COUNT, RemoteStation, StationStopped, measure
from home.bench.scratch import scratch_places
from home.bench.station import Station, serve, station_process
from home.bench.talk import LONG_COUNT

SMALL = 100


class Command(BaseCommand):
    help = "Measure the main screens in scratch organisations of 100 people and of as many as you say."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=1000, help="size of the large organisation")
        parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures here")
        parser.add_argument("--rounds", type=int, default=3, help="of these, the best one counts")
        parser.add_argument("--requests", type=int, default=50, help="per screen and round")
        parser.add_argument(
            "--long-thread", type=int, default=LONG_COUNT, metavar="N", help="comments of the longest threads"
        )
        # How this command runs itself in the process of one organisation.
        parser.add_argument("--station", type=int, help=SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own signature
        if options["station"]:
            with station_process():
                serve(Station(options["station"], options["long_thread"]), sys.stdin, sys.stdout)
            return
        if options["people"] <= SMALL or options["rounds"] < 1 or options["requests"] < 1:
            raise CommandError(f"Give more than {SMALL} people, and at least one round and one request.")
        figures = self._measure([SMALL, options["people"]], options)
        self.stdout.write(
            f"{connection.vendor}, {'with' if settings.ELASTICSEARCH_URL else 'without'} Elasticsearch; "
            "in one process per organisation, through all middleware, without a network.\n\n"
        )
        self.stdout.write(f"{table_of(figures)}\n\n{comparison_of(figures)}")
        if options["json"]:
            options["json"].write_text(json.dumps([asdict(figure) for figure in figures], indent=2) + "\n")

    def _measure(self, sizes: list[int], options: dict[str, Any]) -> list[Figure]:  # Any: as above
        rounds, requests = options["rounds"], options["requests"]
        self.stderr.write(f"Making organisations of {sizes[0]:,} and {sizes[1]:,} people")
        with ExitStack() as stack:
            places = stack.enter_context(scratch_places([str(size) for size in sizes]))
            stations = [
                stack.enter_context(RemoteStation(size, place, options["long_thread"]))
                for size, place in zip(sizes, places, strict=True)
            ]
            try:
                for station in stations:
                    station.wait_until_ready()
                turns = WARM_UP_COUNT + rounds * requests
                with tqdm(total=turns, desc="Asking in turn", unit="turn", disable=None) as progress:
                    return measure(stations, rounds, requests, progress.update)
            except StationStopped as stopped:
                raise CommandError(str(stopped)) from stopped
