"""The ways on for whoever found nothing: other words, fewer limits, subjects, and people who know."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q

from access.scopes import Viewer
from directory.models import Subject
from search.addresses import address_of
from search.corrections import corrected
from search.filters import Filters
from search.hits import Knower
from search.narrowing import Way, chosen_in
from search.queries import Results, query
from search.tabs import TABS
from search.words import beginning, telling, words_of

MOST_SUBJECTS = 6
MOST_WORDS = 8
# Shorter beginnings stand in too many names.
SHORTEST = 3


@dataclass(frozen=True)
class WaysOn:
    """What helps after nothing was found; each part may be empty."""

    # The words that were probably meant, with how often these are found.
    correction: Way | None = None
    # The search without one of its limits, where that finds something.
    without: list[Way] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    people: list[Knower] = field(default_factory=list)


def ways_on(user: Viewer, text: str, filters: Filters, *, today: date) -> WaysOn:
    """Return what helps after `text` found nothing within `filters`.

    Asks again for each limit that was chosen and once for other words, however much there is to find.
    """
    without = list(_without(user, text, filters, today))
    if without:
        # The words are right: only the limits are too narrow.
        people = query(user, text, today=today).people
        return WaysOn(without=without, subjects=_subjects(text), people=people)
    other = corrected(text, user)
    found = query(user, other, today=today) if other else Results()
    if not found.total:
        return WaysOn(subjects=_subjects(text))
    return WaysOn(
        correction=Way("correction", other, address_of(other, Filters()), found.total),
        subjects=_subjects(f"{text} {other}"),
        people=found.people,
    )


def _without(user: Viewer, text: str, filters: Filters, today: date) -> Iterator[Way]:
    """Return the search without each of its limits alone; without all of them if that takes more."""
    limits = dict(chosen_in(filters, Results()))
    if filters.tab:
        limits["tab"] = TABS[filters.tab].label
    ways = [Way(name, label, "") for name, label in limits.items()]
    fewer = [(way, replace(filters, **{way.name: getattr(Filters(), way.name)})) for way in ways]
    counted = [(way, less, query(user, text, less, today=today).total) for way, less in fewer]
    if len(ways) > 1 and not any(total for _way, _less, total in counted):
        everything = Filters(sort=filters.sort)
        counted = [(Way("all", "", ""), everything, query(user, text, everything, today=today).total)]
    for way, less, total in counted:
        if total:
            yield replace(way, address=address_of(text, less), count=total)


def _subjects(text: str) -> list[Subject]:
    """Return subjects whose name has one of the words in it, in either language."""
    words = [beginning(word) or word for word in telling(words_of(text))[:MOST_WORDS]]
    names = Q()
    for word in words:
        if len(word) >= SHORTEST:
            names |= Q(name_nl__icontains=word) | Q(name_en__icontains=word)
    return list(Subject.objects.filter(names)[:MOST_SUBJECTS]) if names else []
