"""The list of colleagues as one viewer asked for it: who, why, and whether they are there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.models import Role
from access.scopes import Viewer
from directory.finding import MOST_FOUND, Found, Reason, ReasonKind, find_people
from directory.listing.asked import VIEWS, Asked, Wish, read_asked, who_is_asked
from directory.listing.facets import facets_of
from directory.listing.filters import Filter, filters_for
from directory.models import Person, Workday
from directory.presence_words import Presence, presence_of
from directory.visibility import ShownPerson, as_seen_by

PEOPLE_PER_PAGE = 30
MOST_REASONS = 3
# Whom to turn to when nobody was found.
MOST_EDITORS = 3

# How a reason begins. A name and a job need no words: they stand right above.
BEGINNINGS: dict[ReasonKind, str | Promise] = {
    ReasonKind.OWN_WORDS: _("writes"),
    ReasonKind.SUBJECT: _("knows about"),
    ReasonKind.DUTY: _("is"),
    ReasonKind.LANGUAGE: _("speaks"),
    ReasonKind.UNIT: _("works for"),
    ReasonKind.PLACE: _("works at"),
    ReasonKind.CONTACT: _("reached at"),
}


@dataclass(frozen=True)
class ShownReason:
    """Why someone was found: how the line begins, and the text with the found words marked."""

    beginning: str | Promise
    reason: Reason

    @property
    def is_quoted(self) -> bool:
        return self.reason.kind == ReasonKind.OWN_WORDS


@dataclass(frozen=True)
class Row:
    """A colleague in a list."""

    person: ShownPerson
    reasons: list[ShownReason]
    presence: Presence | None
    # Where they can be found today, as far as that is shown.
    place: str


@dataclass(frozen=True)
class Chip:
    """A filter that is on, and the list without it."""

    wish: Wish
    query: str


@dataclass(frozen=True)
class Listing:
    """Everything that the directory screen shows."""

    asked: Asked
    rows: list[Row]
    page_obj: Page[int]
    filters: list[Filter]
    is_cut_off: bool
    editors: list[ShownPerson]

    @property
    def count(self) -> int:
        return self.page_obj.paginator.count

    @property
    def query(self) -> str:
        return self.asked.query()

    @property
    def chips(self) -> list[Chip]:
        wishes = self.asked.wishes.values()
        return [Chip(wish, self.asked.query(without=[wish.name])) for wish in wishes]

    @property
    def without_filters(self) -> str:
        return self.asked.query(without=list(self.asked.wishes))

    @property
    def views(self) -> list[tuple[str, str | Promise, str]]:
        """Each way to look at the list: its name, its label, and its query string."""
        return [
            (name, label, self.asked.query(view="" if name == "list" else name))
            for name, label in VIEWS.items()
        ]

    @property
    def status(self) -> int:
        return 400 if self.asked.errors else 200


def list_people(viewer: Viewer, query: QueryDict, now: datetime) -> Listing:
    """Return the list that `query` asks for: `q`, the filters, `view` and `page`.

    Its number of queries depends on what is asked, not on how many there are.
    """
    asked, today = read_asked(query), timezone.localdate(now)
    people = who_is_asked(asked, Person.objects.visible_to(viewer).working_here(), viewer, today)
    found: dict[int, Found] = {}
    if asked.text:
        found = {each.person_id: each for each in find_people(asked.text, viewer, people)}
    # First which people, by the index alone, and then what their rows show.
    keys = list(found) if asked.text else people.values_list("pk", flat=True)
    page_obj = Paginator(keys, PEOPLE_PER_PAGE).get_page(query.get("page"))
    shown = people_on(page_obj)
    return Listing(
        asked=asked,
        rows=rows_of(shown, viewer, now, found),
        page_obj=page_obj,
        filters=filters_for(asked, facets_of(found, viewer, today, asked.unit) if found else None),
        is_cut_off=len(found) >= MOST_FOUND,
        editors=[] if shown else _editors(viewer),
    )


def people_on(keys: Iterable[int]) -> list[Person]:
    """Return the people with these `keys`, in their order, with what their rows show."""
    keys = list(keys)
    workdays = Prefetch("workdays", Workday.objects.select_related("location"))
    by_key = Person.objects.select_related("unit", "location").prefetch_related(workdays).in_bulk(keys)
    return [by_key[key] for key in keys if key in by_key]


def rows_of(
    people: Iterable[Person], viewer: Viewer, now: datetime, found: dict[int, Found] | None = None
) -> list[Row]:
    """Return a row for each of `people`, which come from `people_on`."""
    shown = as_seen_by(people, viewer)
    presences = presence_of(shown, viewer, now)
    today = timezone.localdate(now)
    rows = []
    for person in shown:
        presence = presences.get(person.pk)
        reasons = found[person.pk].reasons if found else ()
        place = _place_of(person, today) if presence is None or presence.is_available else ""
        rows.append(Row(person, _shown(reasons), presence, place))
    return rows


def _shown(reasons: Iterable[Reason]) -> list[ShownReason]:
    known = [ShownReason(BEGINNINGS[each.kind], each) for each in reasons if each.kind in BEGINNINGS]
    return known[:MOST_REASONS]


def _place_of(person: ShownPerson, today: date) -> str:
    """Return where `person` works today, or usually."""
    here = [workday for workday in person.workdays.all() if workday.weekday == today.isoweekday()]
    if here and here[0].place != Workday.Place.OFFICE:
        return str(here[0].get_place_display()).capitalize()
    if person.location is None:
        return ""
    if here and here[0].location_id not in (None, person.location_id):
        return str(here[0].location.name)
    return ", ".join(filter(None, [person.location.name, person.room]))


def _editors(viewer: Viewer) -> list[ShownPerson]:
    """Return a few of the newsroom, to turn to."""
    editors = Person.objects.visible_to(viewer).working_here().filter(user__groups__role__role=Role.EDITOR)
    return as_seen_by(editors.order_by("sort_name", "pk")[:MOST_EDITORS], viewer)
