"""Make a synthetic organisation, of any size and the same for a seed."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from home.models import HomePage
from home.organisation.making import OtherSize, make_organisation
from home.organisation.plan import Plan, Size
from home.services import lay_out


class Command(BaseCommand):
    help = "Make a synthetic organisation. Made again with the same seed and size, it changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--people", type=int, required=True, help="how many people work there, 10 or more"
        )
        parser.add_argument(
            "--things", type=int, default=0, help="how many things can be found at least; unset: as usual"
        )
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same organisation")

    def handle(
        self, *args: Any, people: int, seed: int, things: int, **options: Any
    ) -> None:  # Any: Django's own signature
        if people < 10 or seed < 0:
            raise CommandError("Give at least 10 people, and a seed of 0 or more.")
        if not HomePage.objects.exists():
            lay_out()
        started = time.monotonic()

        def tell(stage: str) -> None:
            self.stderr.write(f"{time.monotonic() - started:7.1f} s  {stage}")

        home = HomePage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
        try:
            made = make_organisation(Plan(Size(people, things), seed, timezone.now()), home, tell)
        except OtherSize as other:
            raise CommandError(
                f"The organisation with seed {seed} stands already, with {other.people_count} people. "
                "Choose another seed."
            ) from other
        seconds = time.monotonic() - started
        self.stdout.write(f"{people} people: " + (f"made in {seconds:.1f} s" if made else "all there"))
