"""One import from the first row to the last: read, refused, matched, made, changed and let go."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeAlias

from django.utils import timezone
from django.utils.translation import gettext as _

from directory.feeding.columns import Columns
from directory.feeding.departures import Departures
from directory.feeding.managers import Hierarchy
from directory.feeding.order import Order
from directory.feeding.places import Locations, NoSuchPlace, Units
from directory.feeding.reading import Table
from directory.feeding.report import Report, Tell
from directory.feeding.rows import Row, rows_of
from directory.feeding.storing import Changer, Maker, batches
from directory.matching import match_people
from directory.models import DELIVERED, Person, PersonChange, Source, SourceLink

# Fewer leavers than this never stop an import: in a small house two are many.
FEW_LEAVERS = 5
# Any: rows and batches of every kind.
Progress: TypeAlias = Callable[[Iterable[Any], str], Iterable[Any]]


class TooManyLeave(Exception):
    """More colleagues would leave than may at once; nothing was written."""

    def __init__(self, leaver_count: int, of_count: int) -> None:
        super().__init__(leaver_count, of_count)
        self.leaver_count, self.of_count = leaver_count, of_count


class Import:
    """One import under way."""

    def __init__(
        self,
        order: Order,
        columns: Columns,
        report: Report,
        now: datetime,
        progress: Progress,
        tell: Tell | None,
    ) -> None:
        self.order, self.columns, self.report, self.now = order, columns, report, now
        self.progress, self.tell = progress, tell
        self.source = order.source
        self.rows: dict[str, Row] = {}
        # {number of a refused row: its line}; those colleagues work here all the same.
        self.refused: dict[str, int] = {}
        self.unnumbered_count = 0
        self.departures = Departures(order.source, report, has_days="left_on" in columns, now=now, tell=tell)

    def run(self, table: Table) -> None:
        # One import of a source at a time.
        Source.objects.select_for_update().get(pk=self.source.pk)
        self._learn_what_is_delivered()
        self._read(table)
        self._match()
        self.units = Units(may_make=self.order.makes_units, now=self.now)
        self.locations = Locations(may_make=self.order.makes_locations)
        self._check_places()
        self.hierarchy = Hierarchy(
            self.rows, {**self.linked, **self.keys}, self.refused, self.order.keeps_missing
        )
        self.hierarchy.resolve(self._refuse)
        self.refused = dict(self.hierarchy.refused)
        missing = self._missing()
        self._stop_if_too_many_leave(missing)
        self._fill_in_places()
        self._make()
        self._change()
        self.departures.let_go(missing.values())
        self.report.counts["units"] = len(self.units.made)
        self.report.counts["locations"] = len(self.locations.made)

    def _learn_what_is_delivered(self) -> None:
        """A source that locks nothing yet locks what its first file has a column for."""
        if self.source.delivers or self.source.people_links.exists():
            return
        names = {"name"} | {name for name in DELIVERED if name in self.columns}
        self.source.delivers = [name for name in DELIVERED if name in names]
        self.source.save(update_fields=["delivers"])

    def _read(self, table: Table) -> None:
        refused_lines: set[int] = set()

        def refuse(line: int, words: str) -> None:
            refused_lines.add(line)
            self.report.refuse(line, words)

        first_lines: dict[str, int] = {}
        lines = self.progress(table.lines, _("rows"))
        for row in rows_of(lines, self.columns, len(table.headings), refuse):
            self.report.counts["read"] += 1
            if not row.number:
                self.unnumbered_count += 1
            elif row.number in first_lines:
                self._refuse_twice(row, first_lines[row.number])
            elif row.line in refused_lines:
                first_lines[row.number] = self.refused[row.number] = row.line
            else:
                first_lines[row.number] = row.line
                self.rows[row.number] = row

    def _refuse_twice(self, row: Row, first_line: int) -> None:
        words = _("The number %(number)s also stands at line %(line)d. Give each person one of their own.")
        self.report.refuse(row.line, words % {"number": row.number, "line": first_line})
        if first := self.rows.pop(row.number, None):
            self.refused[row.number] = first.line
            self.report.refuse(first.line, words % {"number": row.number, "line": row.line})

    def _refuse(self, row: Row, words: str) -> None:
        self.rows.pop(row.number, None)
        self.refused[row.number] = row.line
        self.report.refuse(row.line, words)

    def _match(self) -> None:
        """Find who stands here already; two rows about one person are refused, and so is doubt."""
        here = SourceLink.objects.filter(source=self.source, person__left_on=None, person__erased_at=None)
        self.linked = dict(here.values_list("external_id", "person_id"))
        addresses = {number: row.values.get("email") or "" for number, row in self.rows.items()}
        matches = match_people(self.source, {**dict.fromkeys(self.refused, ""), **addresses})
        for number in matches.doubtful & self.rows.keys():
            words = _("Several colleagues have this e-mail address. Correct it with them first.")
            self._refuse(self.rows[number], words)
        meant: dict[int, list[str]] = defaultdict(list)
        for number, pk in matches.people.items():
            meant[pk].append(number)
        for numbers in meant.values():
            if len(numbers) > 1:
                self._refuse_same_person(numbers)
        self.keys = {
            number: pk
            for number, pk in matches.people.items()
            if number in self.rows or (number in self.refused and len(meant[pk]) == 1)
        }

    def _refuse_same_person(self, numbers: list[str]) -> None:
        for number in numbers:
            if number in self.rows:
                words = _("Another row has the same e-mail address. Give each person one of their own.")
                self._refuse(self.rows[number], words)

    def _check_places(self) -> None:
        for row in list(self.rows.values()):
            for places, words in ((self.units, row.unit), (self.locations, row.location)):
                try:
                    if words:
                        places.check(words)
                except NoSuchPlace as fault:
                    self._refuse(row, str(fault))
                    break

    def _fill_in_places(self) -> None:
        """Look up, and where asked make, what the rows that remain name."""
        for row in self.rows.values():
            if "unit" in self.columns:
                row.values["unit"] = self.units.find(row.unit) if row.unit else None
            if "location" in self.columns:
                row.values["location"] = self.locations.find(row.location) if row.location else None

    def _missing(self) -> dict[str, int]:
        """Return {number: key} of who works here by this source and is not in the file."""
        if self.order.keeps_missing:
            return {}
        if self.unnumbered_count:
            words = _(
                "Rows without a number: %(count)d. They may be anyone, so nobody who is missing leaves."
            )
            self.report.remarks.append(words % {"count": self.unnumbered_count})
            return {}
        in_file = self.rows.keys() | self.refused.keys()
        return {number: pk for number, pk in self.linked.items() if number not in in_file}

    def _stop_if_too_many_leave(self, missing: dict[str, int]) -> None:
        today = timezone.localdate(self.now)
        said = {
            self.keys[number]
            for number, row in self.rows.items()
            if number in self.keys and row.left_on is not None and row.left_on <= today
        }
        here = Person.objects.working_here().filter(source_links__source=self.source)
        leaving = sum(here.filter(pk__in=batch).count() for batch in batches([*said, *missing.values()]))
        of_count = here.count()
        if leaving >= FEW_LEAVERS and leaving * 100 > of_count * self.order.most_leavers_percent:
            raise TooManyLeave(leaving, of_count)

    def _make(self) -> None:
        today = timezone.localdate(self.now)
        new = {number for number in self.rows if number not in self.keys}
        gone = {number for number in new if (day := self.rows[number].left_on) and day <= today}
        self.report.counts["skipped"] = len(gone)
        for number in gone:
            del self.rows[number]
        maker = Maker(self.source, self.now)
        groups = self.hierarchy.managers_first(new - gone)
        for numbers in self.progress([batch for group in groups for batch in batches(group)], _("new")):
            rows = [self.rows.pop(number) for number in numbers]
            for row in rows:
                self._fill_in_manager(row)
                self._say(_("New: %(name)s (%(number)s)"), row)
            made = maker.make(rows)
            self.keys |= made
            self.report.counts["made"] += len(made)
            self.departures.plan({made[row.number]: row for row in rows})

    def _fill_in_manager(self, row: Row) -> None:
        if "manager" in self.columns:
            manager = self.hierarchy.of_row.get(row.number)
            row.values["manager"] = self.keys.get(manager, self.linked.get(manager)) if manager else None

    def _change(self) -> None:
        names = {"unit": self.units.names, "location": self.locations.names}
        changer = Changer(self.source, names, self.now)
        for numbers in self.progress(list(batches(self.rows)), _("known")):
            rows = {self.keys[number]: self.rows[number] for number in numbers}
            for row in rows.values():
                self._fill_in_manager(row)
            self._link(rows)
            changes, standing = changer.change(rows)
            came_or_went = self.departures.follow(rows, standing, changer)
            for pk, made in changes.items():
                self._say_changes(rows[pk], made)
            changed_count = len(changes.keys() | came_or_went)
            self.report.counts["changed"] += changed_count
            self.report.counts["unchanged"] += len(rows) - changed_count
        for username in changer.remarks:
            words = _("The account %(username)s keeps its address: another account has the new one.")
            self.report.remarks.append(words % {"username": username})

    def _link(self, rows: dict[int, Row]) -> None:
        """Keep the numbers of those who were found by their address."""
        linked = SourceLink.objects.filter(source=self.source, person__in=rows)
        known = set(linked.values_list("person_id", flat=True))
        SourceLink.objects.bulk_create(
            SourceLink(source=self.source, person_id=pk, external_id=row.number)
            for pk, row in rows.items()
            if pk not in known
        )

    def _say(self, words: str, row: Row) -> None:
        if self.tell:
            self.tell(words % {"name": row.values["name"], "number": row.number})

    def _say_changes(self, row: Row, changes: list[PersonChange]) -> None:
        if self.tell:
            for change in changes:
                label = Person._meta.get_field(change.field).verbose_name  # type: ignore[union-attr]  # a column
                difference = f"{label}: {change.before or '-'} → {change.after or '-'}"
                self.tell(f"{row.values['name']} ({row.number}): {difference}")
