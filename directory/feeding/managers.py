"""Who works for whom in a file: nobody for somebody unknown, and nobody in a circle."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from directory.feeding.rows import Row

SHOWN_OF_A_CIRCLE = 10


@dataclass
class Hierarchy:
    """Who the manager of each row is: a row of the file, or somebody who stands here."""

    rows: dict[str, Row]
    # Keys of people here by their numbers, and rows of the file that were refused, by theirs.
    standing: Mapping[str, int]
    refused: Mapping[str, int]
    # Whether who is not in the file stays.
    keeps_missing: bool
    of_row: dict[str, str] = field(default_factory=dict)

    def resolve(self, refuse: Callable[[Row, str], None]) -> None:
        """Find every manager, and `refuse` rows until all that remain have one who will be there."""
        addresses = {str(row.values.get("email", "")).lower(): number for number, row in self.rows.items()}
        for number, row in list(self.rows.items()):
            manager = addresses.get(row.manager.lower(), row.manager) if "@" in row.manager else row.manager
            # Who is their own manager stands at the top.
            if manager and manager != number:
                self.of_row[number] = manager
        for circle in list(self._circles()):
            lines = ", ".join(str(self.rows[number].line) for number in circle[:SHOWN_OF_A_CIRCLE])
            words = _("These lines work for each other in a circle: %(lines)s. Correct one of them.")
            for number in circle:
                self._drop(number, words % {"lines": lines}, refuse)
        waiting = list(self.rows)
        below = self._below()
        while waiting:
            number = waiting.pop()
            if number in self.rows and (words := self._fault_of(self.of_row.get(number))):
                self._drop(number, words, refuse)
                waiting += below[number]

    def managers_first(self, numbers: Iterable[str]) -> Iterator[list[str]]:
        """Yield `numbers` in groups, each after the groups in which their managers are."""
        remaining = set(numbers)
        below = self._below()
        group = [number for number in remaining if self.of_row.get(number) not in remaining]
        while group:
            yield sorted(group)
            remaining.difference_update(group)
            group = [report for number in group for report in below[number] if report in remaining]

    def _below(self) -> dict[str, list[str]]:
        below: dict[str, list[str]] = defaultdict(list)
        for number, manager in self.of_row.items():
            below[manager].append(number)
        return below

    def _drop(self, number: str, words: str, refuse: Callable[[Row, str], None]) -> None:
        row = self.rows.pop(number)
        self.refused = {**self.refused, number: row.line}
        refuse(row, words)

    def _fault_of(self, manager: str | None) -> str:
        if manager is None or manager in self.rows:
            return ""
        if manager in self.standing and (manager in self.refused or self.keeps_missing):
            # Their own row says something wrong or nothing; they stay as they are.
            return ""
        if manager in self.refused:
            words = _("The manager, at line %(line)d, was refused. Correct that row first.")
            return words % {"line": self.refused[manager]}
        return _("The manager %(manager)s is not in the file.") % {"manager": manager}

    def _circles(self) -> Iterator[list[str]]:
        """Yield the rows of each circle, once."""
        done: set[str] = set()
        for start in self.rows:
            walked: dict[str, None] = {}
            number: str | None = start
            while number is not None and number in self.rows and number not in done | walked.keys():
                walked[number] = None
                number = self.of_row.get(number)
            if number in walked:
                way = list(walked)
                yield way[way.index(number) :]
            done |= walked.keys()
