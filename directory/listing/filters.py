"""The filters beside the list: what each offers, and which choice is on."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.languages import LANGUAGES
from directory.listing.asked import LABELS, WHEN, Asked
from directory.models import Duty, Location, Subject, Unit

EVERYTHING: dict[str, str | Promise] = {
    "when": _("Any day"),
    "unit": _("All units"),
    "location": _("Any place"),
    "duty": _("Any duty"),
    "language": _("Any language"),
    "subject": _("Any subject"),
}
# More choices than these are folded into a menu.
MOST_SHOWN = 6
# A menu of more units than these helps nobody: then only the upper ones are offered.
MOST_UNITS = 150


@dataclass(frozen=True)
class Choice:
    """A value of a filter; without words asked there is no count."""

    value: str
    label: str | Promise
    count: int | None = None
    is_chosen: bool = False


@dataclass(frozen=True)
class Filter:
    """A filter with its choices, and what is wrong with what was asked of it."""

    name: str
    label: str | Promise
    everything: str | Promise
    choices: list[Choice]
    error: str | Promise = ""

    @property
    def is_menu(self) -> bool:
        return len(self.choices) > MOST_SHOWN

    @property
    def is_off(self) -> bool:
        return not any(choice.is_chosen for choice in self.choices)


def filters_for(asked: Asked, counts: dict[str, Counter[str]] | None) -> list[Filter]:
    """Return the filters, with `counts` where words were asked: then only what occurs is offered."""
    made = []
    for name, everything in EVERYTHING.items():
        chosen = asked.value_of(name)
        offered = dict(_offered(name, asked, counts))
        if chosen and chosen not in offered:
            offered = {chosen: asked.wishes[name].words, **offered}
        choices = [
            Choice(value, label, counts[name][value] if counts else None, value == chosen)
            for value, label in offered.items()
            if counts is None or counts[name][value] or value == chosen
        ]
        if choices or name in asked.errors:
            made.append(Filter(name, LABELS[name], everything, choices, asked.errors.get(name, "")))
    return made


def _offered(
    name: str, asked: Asked, counts: dict[str, Counter[str]] | None
) -> Iterable[tuple[str, str | Promise]]:
    match name:
        case "when":
            return WHEN.items()
        case "language":
            return sorted(LANGUAGES.items(), key=lambda language: str(language[1]))
        case "unit":
            return _units(asked, counts)
        case "location":
            return ((str(place.pk), place.name) for place in Location.objects.order_by("name", "pk"))
        case "duty":
            return ((duty.slug, str(duty)) for duty in Duty.objects.all())
        case _:
            return sorted(
                ((subject.slug, str(subject)) for subject in Subject.objects.all()),
                key=lambda subject: subject[1].lower(),
            )


def _units(asked: Asked, counts: dict[str, Counter[str]] | None) -> Iterator[tuple[str, str]]:
    """Yield the units that were found, or the upper ones of the tree, as far in as they are deep."""
    if counts is not None:
        found = Unit.objects.filter(slug__in=counts["unit"]).order_by("path")
        yield from ((unit.slug, unit.name) for unit in found)
        return
    units = list(
        Unit.objects.filter(closed_on=None)
        .order_by("depth", "path")
        .values_list("path", "slug", "name")[: MOST_UNITS + 1]
    )
    if len(units) > MOST_UNITS:
        # A whole level or nothing of it.
        deepest = len(units[-1][0])
        units = [unit for unit in units if len(unit[0]) < deepest] or units
    for path, slug, name in sorted(units):
        yield slug, "\u2003" * (len(path) // Unit.steplen - 1) + name
