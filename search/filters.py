"""What readers limit an answer to, as they choose it on the screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.models import Unit
from search.tabs import TABS, tab_of

BEST, NEWEST = "best", "newest"
# Longer ago, a check says little.
RECENTLY = timedelta(days=366)
LONGEST_NUMBER = 18


@dataclass(frozen=True)
class Period:
    """A stretch of time up to today."""

    label: Promise
    length: timedelta


PERIODS = {
    "week": Period(_("Past week"), timedelta(days=7)),
    "month": Period(_("Past month"), timedelta(days=31)),
    "year": Period(_("Past year"), timedelta(days=366)),
}


@dataclass(frozen=True)
class Filters:
    """What limits an answer; empty is all of it.

    `kind` is one kind of thing, for programs; readers choose a `tab`. `unit` stands for all that is
    below it too. `since` names one of `PERIODS`, `sort` is `BEST` or `NEWEST`.
    """

    tab: str = ""
    kind: str = ""
    since: str = ""
    unit: int | None = None
    subject: int | None = None
    language: str = ""
    is_checked: bool = False
    sort: str = BEST

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of things that are looked at; empty for all."""
        if self.kind:
            return (self.kind,)
        return TABS[self.tab].kinds if self.tab else ()


def filters_in(query: Mapping[str, Any]) -> Filters:  # Any: of an address, so text
    """Return what an address asks for; what it does not know, it does not limit."""
    # Addresses from before there were tabs name one kind.
    tab = str(query.get("tab", "")) or tab_of(str(query.get("kind", "")))
    since, language = str(query.get("since", "")), str(query.get("language", ""))
    return Filters(
        tab=tab if tab in TABS else "",
        since=since if since in PERIODS else "",
        unit=_number(query.get("unit", "")),
        subject=_number(query.get("subject", "")),
        language=language if language in dict(settings.LANGUAGES) else "",
        is_checked=query.get("checked", "") == "yes",
        sort=NEWEST if query.get("sort", "") == NEWEST else BEST,
    )


def day_of(period: str, today: date) -> date:
    """Return the first day of a period."""
    return today - PERIODS[period].length


def with_parts(unit: int) -> tuple[int, ...]:
    """Return the keys of a unit and of all below it; of one that is gone its own, which finds nothing."""
    path = Unit.objects.filter(pk=unit).values_list("path", flat=True).first()
    if path is None:
        return (unit,)
    return tuple(Unit.objects.filter(path__startswith=path).values_list("pk", flat=True))


def _number(text: object) -> int | None:
    asked = str(text)
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_NUMBER else None
