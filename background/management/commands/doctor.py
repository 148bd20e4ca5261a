"""Find what has gone wrong with what is kept, and mend it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from background import doctor


class Command(BaseCommand):
    help = "Tell what is not as it should be, and with --mend put it right. People may work meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("parts", nargs="*", help=f"of {', '.join(doctor.names())}; none: all of them")
        parser.add_argument("--mend", action="store_true", help="put right what can be")

    def handle(
        self, *args: Any, parts: list[str], mend: bool, **options: Any
    ) -> None:  # Any: Django's own signature
        known = doctor.names()
        if unknown := sorted(set(parts) - set(known)):
            raise CommandError(f"There is nothing called {', '.join(unknown)}; there is: {', '.join(known)}.")
        left_count = 0
        for part in parts or known:
            findings = list(doctor.examine(part, timezone.now(), mend=mend))
            left_count += sum(not finding.is_mended for finding in findings)
            self.stdout.write(f"{part}: " + ("" if findings else "all is well."))
            for finding in findings:
                self.stdout.write(f"  {'mended' if finding.is_mended else 'wrong'}: {finding.text}")
        if left_count:
            advice = "See what each says." if mend else "With --mend, what can be is put right."
            raise CommandError(f"{left_count} things are not as they should be. {advice}")
