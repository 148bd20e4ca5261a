"""The values by which an answer can be limited further, each with how much it leaves."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.models import Subject, Unit
from search.engines.answers import Counts, Limit
from search.filters import PERIODS, Filters, day_of

# Nobody reads a longer list; the one that was chosen stays on it.
MOST_SHOWN = 8


@dataclass(frozen=True)
class Choice:
    """A value of a limit: what an address calls it, what readers read, and how many things it leaves."""

    value: str
    label: str | Promise
    count: int
    is_chosen: bool = False


# Any, below: values of a limit, as in `Counts`.
Facets = dict[Limit, list[Choice]]


def facets_of(counts: Counts, filters: Filters, today: date) -> Facets:
    """Return the choices of each limit but the kind, the fullest first; periods from short to long.

    Two queries: for the names of units and of subjects.
    """
    found = {
        Limit.SINCE: _since(counts.get(Limit.SINCE, {}), filters.since, today),
        Limit.UNIT: _units(counts.get(Limit.UNIT, {}), filters.unit),
        Limit.SUBJECT: _subjects(counts.get(Limit.SUBJECT, {}), filters.subject),
        Limit.LANGUAGE: _languages(counts.get(Limit.LANGUAGE, {}), filters.language),
        Limit.CHECKED: [
            Choice("yes", _("Checked in the past year"), count, filters.is_checked)
            for count in counts.get(Limit.CHECKED, {}).values()
        ],
    }
    return {limit: choices for limit, choices in found.items() if choices}


def _since(counts: Mapping[Any, int], chosen: str, today: date) -> list[Choice]:
    return [
        Choice(name, period.label, counts[day_of(name, today)], name == chosen)
        for name, period in PERIODS.items()
        if day_of(name, today) in counts
    ]


def _units(counts: Mapping[Any, int], chosen: int | None) -> list[Choice]:
    """Return units with what belongs to them and to the units below them."""
    if not counts:
        return []
    units = Unit.objects.only("path", "name").filter(pk__in=[*counts]).in_bulk(field_name="path")
    totals: dict[str, int] = defaultdict(int)
    for path, unit in units.items():
        for length in range(Unit.steplen, len(path) + 1, Unit.steplen):
            totals[path[:length]] += counts[unit.pk]
    above = [path for path in totals if path not in units]
    units |= Unit.objects.only("path", "name").filter(path__in=above).in_bulk(field_name="path")
    everything = sum(counts.values())
    return _fullest(
        Choice(str(unit.pk), unit.name, totals[path], unit.pk == chosen)
        for path, unit in units.items()
        # What is above all of it, such as the whole organisation, limits nothing.
        if unit.pk == chosen or unit.pk in counts or totals[path] < everything
    )


def _subjects(counts: Mapping[Any, int], chosen: int | None) -> list[Choice]:
    if not counts:
        return []
    return _fullest(
        Choice(str(subject.pk), str(subject), counts[subject.pk], subject.pk == chosen)
        for subject in Subject.objects.filter(pk__in=[*counts])
    )


def _languages(counts: Mapping[Any, int], chosen: str) -> list[Choice]:
    names = dict(settings.LANGUAGES)
    return _fullest(
        Choice(str(code), names[str(code)], count, code == chosen)
        for code, count in counts.items()
        if code in names
    )


def _fullest(choices: Iterable[Choice]) -> list[Choice]:
    ordered = sorted(choices, key=lambda choice: (-choice.count, str(choice.label)))
    return [choice for place, choice in enumerate(ordered) if place < MOST_SHOWN or choice.is_chosen]
