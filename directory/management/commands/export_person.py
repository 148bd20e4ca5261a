import os
from argparse import ArgumentParser
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from access.audit import record
from access.traces import Trace
from directory.privacy.archive import write_archive
from directory.privacy.whose import NobodyFound, find_someone


class Command(BaseCommand):
    help = "Write all that Brink keeps of one person to an archive: a page to read, JSON, and files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "who", help="the name to sign in with, the address of the profile, or a mail address"
        )
        parser.add_argument(
            "--to", required=True, type=Path, metavar="FILE.zip", help="where the archive comes"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["to"]
        if not path.parent.is_dir():
            raise CommandError(_("There is no folder %(path)s. Make it first.") % {"path": path.parent})
        try:
            someone = find_someone(options["who"])
        except NobodyFound as error:
            raise CommandError(
                _("“%(who)s” is nobody, or more than one. Give the name to sign in with.")
                % {"who": options["who"]}
            ) from error
        now = timezone.now()
        # In place of an earlier archive only once it is whole, and for nobody else on this machine.
        with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            try:
                counts = write_archive(
                    someone=someone, out=file, now=now, progress=with_bar if options["verbosity"] else list
                )
            except BaseException:
                os.unlink(file.name)
                raise
        os.replace(file.name, path)
        record(
            actor=None, action="my_data.exported", thing=someone.user or someone.person, details={}, now=now
        )
        for model, count in sorted(counts.items()):
            self.stdout.write(f"{count:>6}  {model}")
        self.stdout.write(_("Written to %(path)s.") % {"path": path})


def with_bar(places: list[Trace]) -> Any:  # Any: a bar that walks along the places
    """Return `places` with a bar on a terminal that shows how far they are."""
    return tqdm(places, unit="", disable=None, leave=False)
