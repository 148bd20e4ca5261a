"""The values by which an answer can be limited further, each with how much it leaves."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.models import Subject, Unit
from search.engines.answers import Counts, Limit
from search.engines.rows import fetch, places
from search.filters import PERIODS, Filters, day_of

# Nobody reads a longer list; the one that was chosen stays on it.
MOST_SHOWN = 8
# In one statement of ours, as every answer asks for them; a subject has no path.
UNITS = "SELECT path, id, name, '' FROM directory_unit WHERE id IN ({})"
UNITS_ABOVE = "SELECT path, id, name FROM directory_unit WHERE path IN ({})"
SUBJECTS = "SELECT '', id, name_nl, name_en FROM directory_subject WHERE id IN ({})"


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

    Two queries at most: for the names of units and subjects, and for those of units above them.
    """
    units, subjects = counts.get(Limit.UNIT, {}), counts.get(Limit.SUBJECT, {})
    named_units, named_subjects = _named(units, subjects)
    found = {
        Limit.SINCE: _since(counts.get(Limit.SINCE, {}), filters.since, today),
        Limit.UNIT: _units(units, filters.unit, named_units),
        Limit.SUBJECT: _subjects(subjects, filters.subject, named_subjects),
        Limit.LANGUAGE: _languages(counts.get(Limit.LANGUAGE, {}), filters.language),
        Limit.CHECKED: [
            Choice("yes", _("Checked in the past year"), count, filters.is_checked)
            for count in counts.get(Limit.CHECKED, {}).values()
        ],
    }
    return {limit: choices for limit, choices in found.items() if choices}


def _named(unit_ids: Collection[int], subject_ids: Collection[int]) -> tuple[list[Unit], list[Subject]]:
    """Return the units and the subjects with what they are called."""
    statements = [(UNITS, unit_ids), (SUBJECTS, subject_ids)]
    asked = [(statement.format(places(ids)), ids) for statement, ids in statements if ids]
    if not asked:
        return [], []
    rows = fetch(" UNION ALL ".join(one for one, _ids in asked), [pk for _one, ids in asked for pk in ids])
    units = [Unit(pk=pk, path=path, name=name) for path, pk, name, _none in rows if path]
    subjects = [Subject(pk=pk, name_nl=nl, name_en=en) for path, pk, nl, en in rows if not path]
    return units, subjects


def _since(counts: Mapping[Any, int], chosen: str, today: date) -> list[Choice]:
    return [
        Choice(name, period.label, counts[day_of(name, today)], name == chosen)
        for name, period in PERIODS.items()
        if day_of(name, today) in counts
    ]


def _units(counts: Mapping[Any, int], chosen: int | None, named: Iterable[Unit]) -> list[Choice]:
    """Return units with what belongs to them and to the units below them."""
    units = {unit.path: unit for unit in named}
    totals: dict[str, int] = defaultdict(int)
    for path, unit in units.items():
        for length in range(Unit.steplen, len(path) + 1, Unit.steplen):
            totals[path[:length]] += counts[unit.pk]
    if above := [path for path in totals if path not in units]:
        rows = fetch(UNITS_ABOVE.format(places(above)), above)
        units |= {path: Unit(pk=pk, path=path, name=name) for path, pk, name in rows}
    everything = sum(counts.values())
    return _fullest(
        Choice(str(unit.pk), unit.name, totals[path], unit.pk == chosen)
        for path, unit in units.items()
        # What is above all of it, such as the whole organisation, limits nothing.
        if unit.pk == chosen or unit.pk in counts or totals[path] < everything
    )


def _subjects(counts: Mapping[Any, int], chosen: int | None, named: Iterable[Subject]) -> list[Choice]:
    return _fullest(
        Choice(str(subject.pk), str(subject), counts[subject.pk], subject.pk == chosen) for subject in named
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
