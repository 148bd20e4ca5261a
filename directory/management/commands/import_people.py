from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from directory.feeding.columns import read_mapping
from directory.feeding.order import Order
from directory.feeding.refusal import Unreadable
from directory.feeding.running import TooManyLeave
from directory.feeding.service import import_people
from directory.models import ColumnMapping, Source

# The source of files when nobody made one yet.
FIRST_SOURCE = "personnel"


class Command(BaseCommand):
    help = "Import colleagues from a file. Again changes only what changed in the file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file that ends in .csv, .xlsx or .json")
        parser.add_argument(
            "--mapping", help="name of a saved column mapping, or a file with one (.json or .yaml)"
        )
        parser.add_argument("--source", help="short name of the source; left out: the only one of files")
        parser.add_argument("--sheet", default="", help="sheet of an Excel file; left out: the first")
        parser.add_argument("--dry-run", action="store_true", help="tell what would happen and write nothing")
        parser.add_argument(
            "--most-leavers",
            type=int,
            default=10,
            metavar="PERCENT",
            help="stop when more than this share would leave (10)",
        )
        parser.add_argument(
            "--keep-missing", action="store_true", help="who is not in the file stays: it is a part of all"
        )
        parser.add_argument("--make-units", action="store_true", help="make units that do not exist")
        parser.add_argument("--make-locations", action="store_true", help="make locations that do not exist")

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own signature
        shows_all = options["dry_run"] or options["verbosity"] > 1
        mapping, columns, date_format = chosen_mapping(options["mapping"])
        order = Order(
            path=options["file"],
            source=chosen_source(options["source"], mapping),
            sheet=options["sheet"],
            columns=columns,
            date_format=date_format,
            makes_units=options["make_units"],
            makes_locations=options["make_locations"],
            keeps_missing=options["keep_missing"],
            most_leavers_percent=options["most_leavers"],
            is_trial=options["dry_run"],
        )
        try:
            report = import_people(
                order,
                now=timezone.now(),
                progress=with_bar if options["verbosity"] else lambda values, _label: values,
                tell=self.stdout.write if shows_all else None,
            )
        except Unreadable as fault:
            place = f"{order.path.name}:{fault.line}" if fault.line else order.path.name
            raise CommandError(f"{place}: {fault}") from fault
        except TooManyLeave as stop:
            raise CommandError(words_of(stop, order)) from stop
        for line in report.lines():
            self.stdout.write(line)
        if report.refusals:
            count = {"count": report.counts["refused"]}
            raise CommandError(
                _("Would be refused: %(count)d. The list above says what to do.") % count
                if order.is_trial
                else _("Refused: %(count)d; the rest went in. The list above says what to do.") % count
            )


def chosen_source(slug: str | None, mapping: ColumnMapping | None) -> Source:
    """Return the source that was named, that of the mapping, or the only one of files."""
    files = Source.objects.filter(kind=Source.Kind.FILE)
    if slug:
        if source := files.filter(slug=slug).first():
            return source
        known = ", ".join(files.values_list("slug", flat=True)) or "-"
        words = _("There is no source of files called %(slug)s. There are: %(known)s. Make it in the admin.")
        raise CommandError(words % {"slug": slug, "known": known})
    if mapping is not None and mapping.source is not None:
        return mapping.source
    found = list(files[:2])
    if len(found) > 1:
        raise CommandError(_("There are several sources of files. Name one with --source."))
    if found:
        return found[0]
    return Source.objects.create(slug=FIRST_SOURCE, name=_("Personnel system"), kind=Source.Kind.FILE)


def chosen_mapping(name: str | None) -> tuple[ColumnMapping | None, dict[str, str], str]:
    """Return the saved mapping that is called `name`, and which column holds what."""
    if not name:
        return None, {}, ""
    if Path(name).suffix in (".json", ".yaml", ".yml"):
        try:
            return None, *read_mapping(Path(name))
        except Unreadable as fault:
            raise CommandError(str(fault)) from fault
    mapping = ColumnMapping.objects.select_related("source").filter(name=name).first()
    if mapping is None:
        known = ", ".join(ColumnMapping.objects.values_list("name", flat=True)) or "-"
        words = _("There is no column mapping called %(name)s. There are: %(known)s.")
        raise CommandError(words % {"name": name, "known": known})
    return mapping, mapping.columns, mapping.date_format


def words_of(stop: TooManyLeave, order: Order) -> str:
    """Return why nothing was written, and how to go on."""
    percent = -(-stop.leaver_count * 100 // stop.of_count)
    return _(
        "Stopped: %(leavers)d of %(all)d colleagues would leave, more than %(most)d %%. Nothing is written. "
        "Is the file whole? If they do leave, import again with --most-leavers %(percent)d. If the file "
        "holds a part of the people, import with --keep-missing."
    ) % {
        "leavers": stop.leaver_count,
        "all": stop.of_count,
        "most": order.most_leavers_percent,
        "percent": percent,
    }


def with_bar(values: Iterable[Any], label: str) -> Iterable[Any]:
    """Return `values` with a bar on a terminal that shows how far they are. Any: values of every kind."""
    return tqdm(values, desc=label, unit="", disable=None, leave=False)
