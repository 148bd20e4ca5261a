"""Measure how well search finds what was judged to answer it."""

import subprocess
from argparse import SUPPRESS, ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.management.commands.import_markdown import with_bar, without_chatter
from home.bench.scratch import MANAGE
from home.evaluation.asking import WrongEngine, fill, make_reader, own_index, ranking
from home.evaluation.judgements import BadJudgements, read_judgements
from home.evaluation.measures import report_of, score
from home.evaluation.places import ENGINES, NoPlace, engine_here, place_for


class Command(BaseCommand):
    help = (
        "Import a folder of Markdown as procedures, ask judged searches, and tell how good the answers are."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder with .md files")
        parser.add_argument(
            "queries",
            type=Path,
            help="a search, a file and a grade per line, with tabs; 2 answers, 1 is related",
        )
        parser.add_argument("--language", choices=["nl", "en"], default="nl", help="of the texts")
        parser.add_argument("--engine", choices=ENGINES, help="left out: the one that Brink uses now")
        parser.add_argument("--run", type=Path, metavar="FILE", help="also write the rankings here")
        # How this command runs itself in the organisation that it made.
        parser.add_argument("--inside", action="store_true", help=SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own signature
        if not options["folder"].is_dir():
            raise CommandError(f"{options['folder']} is not a folder. Name one with Markdown files.")
        try:
            judged = read_judgements(options["queries"])
            if not options["inside"]:
                self._go_inside(options)
                return
            with own_index():
                self._measure(judged, options)
        except (BadJudgements, NoPlace, WrongEngine) as error:
            raise CommandError(str(error)) from error

    def _go_inside(self, options: dict[str, Any]) -> None:  # Any: as above
        engine = options["engine"] or engine_here()
        words = ["search_eval", str(options["folder"]), str(options["queries"]), "--inside"]
        words += ["--language", options["language"], "--engine", engine]
        if options["run"]:
            words += ["--run", str(options["run"])]
        with place_for(engine) as place:
            ended = subprocess.run([*MANAGE, *words], env=place, check=False)
        if ended.returncode:
            raise CommandError("The measurement stopped; see above.", returncode=ended.returncode)

    def _measure(self, judged: dict[str, dict[str, int]], options: dict[str, Any]) -> None:  # Any: as above
        with without_chatter():
            report = fill(options["folder"], options["language"], with_bar)
        for refused in report.refused:
            self.stderr.write(str(refused))
        reader = make_reader()
        rankings = {text: ranking(reader, text, options["engine"]) for text in judged}
        known = {*report.made, *report.sections}
        absent = sorted({file for grades in judged.values() for file in grades} - known)
        count, name = len(report.made), options["folder"].name
        self.stdout.write(f"{options['engine']}, {options['language']}: {count} texts of {name}\n\n")
        scored = [score(text, rankings[text], grades) for text, grades in judged.items()]
        self.stdout.write(report_of(scored, judged))
        if absent:
            self.stdout.write(f"\nJudged, but no text in the folder: {', '.join(absent)}")
        if options["run"]:
            lines = (f"{text}\t{file}\n" for text, files in rankings.items() for file in files)
            options["run"].write_text("".join(lines), encoding="utf-8")
