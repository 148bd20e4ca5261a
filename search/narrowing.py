"""The ways to narrow an answer down, as the search screen offers them: each a link that works by itself."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.models import Subject, Unit
from search.addresses import address_of
from search.engines.answers import Limit
from search.facets import Choice
from search.filters import BEST, NEWEST, PERIODS, Filters
from search.kinds import PERSON
from search.queries import Results
from search.tabs import TABS


@dataclass(frozen=True)
class Way:
    """A link that changes what limits the answer; `name` tells it from others on the screen."""

    name: str
    label: str | Promise
    address: str
    count: int | None = None
    is_current: bool = False


@dataclass(frozen=True)
class Narrower:
    """A limit with its values; what was chosen is a link that lets it go."""

    name: str
    label: Promise
    ways: list[Way]


# Under which field of `Filters` a limit is kept, and what it is called; in the order of the screen.
NARROWERS: dict[Limit, tuple[str, Promise]] = {
    Limit.CHECKED: ("is_checked", _("Checked")),
    Limit.SINCE: ("since", _("Date")),
    Limit.UNIT: ("unit", _("Unit")),
    Limit.SUBJECT: ("subject", _("Subject")),
    Limit.LANGUAGE: ("language", _("Language")),
}
NONE = Filters()


def tabs_of(text: str, filters: Filters, results: Results) -> list[Way]:
    """Return a link for each tab on which something was found, and for the one that is looked at."""
    everything = replace(filters, tab="", kind="")
    count = sum(results.kinds.values())
    ways = [Way("all", _("All"), address_of(text, everything), count, not filters.tab)]
    return ways + [
        Way(
            name,
            tab.label,
            address_of(text, replace(everything, tab=name)),
            results.tabs[name],
            name == filters.tab,
        )
        for name, tab in TABS.items()
        if name == filters.tab or results.tabs[name]
    ]


def narrowers_of(text: str, filters: Filters, results: Results) -> list[Narrower]:
    """Return each limit that leaves something out, with how much each of its values leaves."""
    found = []
    for limit, (field, label) in NARROWERS.items():
        choices = results.facets.get(limit, [])
        ways = [
            Way(
                f"{limit}-{choice.value}",
                choice.label,
                address_of(
                    text, _without(filters, field) if choice.is_chosen else _with(filters, field, choice)
                ),
                choice.count,
                choice.is_chosen,
            )
            for choice in choices
            if _changes_something(choice, choices, results)
        ]
        if ways:
            found.append(Narrower(limit, label, ways))
    return found


def chips_of(text: str, filters: Filters, results: Results) -> list[Way]:
    """Return what was chosen besides the tab, each with the address without it."""
    return [
        Way(f"chip-{field}", name, address_of(text, _without(filters, field)))
        for field, name in chosen_in(filters, results)
    ]


def chosen_in(filters: Filters, results: Results) -> Iterator[tuple[str, str | Promise]]:
    """Return each field of `filters` that limits, but the tab, with what its value is called."""
    for limit, (field, _label) in NARROWERS.items():
        value = getattr(filters, field)
        if value == getattr(NONE, field):
            continue
        counted = next((one.label for one in results.facets.get(limit, []) if one.is_chosen), None)
        yield field, counted or _name_of(limit, value)


def sorts_of(text: str, filters: Filters) -> list[Way]:
    """Return the orders in which an answer can stand; none for colleagues alone, who have no day."""
    if filters.kinds == (PERSON,):
        return []
    return [
        Way(f"sort-{sort}", label, address_of(text, replace(filters, sort=sort)), None, sort == filters.sort)
        for sort, label in ((BEST, _("Best first")), (NEWEST, _("Newest first")))
    ]


def unlimited(filters: Filters) -> Filters:
    """Return the limits without any but the tab."""
    return Filters(tab=filters.tab, sort=filters.sort)


def _changes_something(choice: Choice, choices: list[Choice], results: Results) -> bool:
    """Tell whether `choice` leaves more or less: what everything found has is no choice."""
    return choice.count < results.total or any(one.is_chosen for one in choices)


def _without(filters: Filters, field: str) -> Filters:
    return replace(filters, **{field: getattr(NONE, field)})


def _with(filters: Filters, field: str, chosen: Choice) -> Filters:
    kinds = {"unit": int, "subject": int, "is_checked": bool}
    value: Any = kinds.get(field, str)(chosen.value)  # Any: a number, a truth or a word
    return replace(filters, **{field: value})


def _name_of(limit: Limit, value: Any) -> str | Promise:  # Any: a value of `Filters`
    """Return what a value is called of which nothing was found; an old link may hold one that is gone."""
    if limit == Limit.UNIT:
        unit = Unit.objects.filter(pk=value).first()
        return unit.name if unit else _("A unit that is no longer there")
    if limit == Limit.SUBJECT:
        subject = Subject.objects.filter(pk=value).first()
        return str(subject) if subject else _("A subject that is no longer there")
    if limit == Limit.SINCE:
        return PERIODS[value].label
    if limit == Limit.LANGUAGE:
        return next(name for code, name in settings.LANGUAGES if code == value)
    return _("Checked in the past year")
