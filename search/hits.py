"""What engines find, as a reader sees it: with its address and its people, read from where they are kept."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from wagtail.models import Page, Site

from access.models.scope import EVERYONE
from access.scopes import Viewer, visible_scope_ids
from directory.models import Person, Subject
from directory.visibility import ShownPerson, as_seen_by
from search.engines.answers import Asked, Found, Match
from search.engines.rows import fetch, places
from search.files.places import address_in_file, place_in_words
from search.files.words import FILE, ShownIn, pages_that_show
from search.kinds import KINDS, PAGE_KINDS, PERSON, Kind
from search.marks import BEGIN, shown, unmarked
from search.models import Entry
from search.people.excerpts import LONGEST
from search.people.own_words import SoughtWords, part_about, sought_words, spots_of
from search.places import places_of_pages
from search.tabs import TABS
from search.validity import Validity, validity_of

OWN_WORDS = 24
# How much of them stands beside the hits: a line.
BESIDE = 80
# Every answer asks for these two, and to have Django write them takes longer than to have them answered. Of
# an entry: all that a hit shows, and whether everyone may see it.
ENTRIES = """
    SELECT id, kind, object_id, language, keeper_id, title, summary, published_on, dated_on, checked_on,
        review_due_on, ends_on, scope_id IN (SELECT id FROM access_scope WHERE condition = %s) AS is_open
    FROM search_entry WHERE NOT is_deleted AND scope_id IN ({scopes}) AND id IN ({entries})
"""
# Of a page: all that its address is made of and that its place is looked up by.
FIELDS_OF_ADDRESS = ("id", "path", "depth", "url_path")
PAGES = "SELECT id, path, depth, url_path FROM wagtailcore_page WHERE live AND id IN ({})"
# Of a colleague, all that a hit and the strip of those who know show; other columns take as long as the rest.
FIELDS_OF_PERSON = (
    "user",
    "slug",
    "name",
    "job_title",
    "ask_me_about",
    "left_on",
    "unit__name",
    "photo__digest",
)
# What a kind says of its things, given their keys and who looks.
Told = Callable[[Iterable[int], Viewer], dict[int, str]]


@dataclass(frozen=True)
class Hit:
    """A thing that was found, to draw as it is."""

    kind: Kind
    entry: Entry
    title: SafeString
    passage: SafeString
    address: str
    keeper: ShownPerson | None
    person: ShownPerson | None
    has_ended: bool
    is_overdue: bool
    # Whether it stands in an answer in the order of days, or limited to some of them.
    by_date: bool = False
    # Of a file: where in it the words stand ("page 12"), and a page that shows it.
    found_at: str = ""
    shown_in: ShownIn | None = None
    # In what it is: a section, a group, a blog; empty where that says nothing.
    place: str = ""
    # Whether everyone here may see it.
    is_open: bool = False

    @property
    def language(self) -> str | Promise:
        """What its language is called."""
        return dict(settings.LANGUAGES).get(self.entry.language, "")

    @property
    def validity(self) -> Validity:
        """Whether it still holds, or from which day it is."""
        return validity_of(
            self.entry,
            has_ended=self.has_ended,
            is_overdue=self.is_overdue,
            lacks_check=self.lacks_check,
            by_date=self.by_date,
        )

    @property
    def lacks_check(self) -> bool:
        """Whether it is of a kind that is checked, and was not yet."""
        return self.entry.checked_on is None and self.kind.name in TABS["procedures"].kinds


@dataclass(frozen=True)
class Knower:
    """A colleague who knows about what was asked: by own account, or as who keeps one of the hits.

    Of the account is told what fits the question: a part of the own words, and subjects.
    """

    person: ShownPerson
    kept: Entry | None = None
    own_words: str = ""
    subjects: tuple[Subject, ...] = ()


@dataclass(frozen=True)
class Shelf:
    """The things behind a page of matches, as far as one reader may see them."""

    # Any: entries with `is_open` beside their own fields.
    entries: dict[int, Any]
    # By the kind of a thing and its key.
    addresses: dict[tuple[str, int], str]
    places: dict[tuple[str, int], str]
    people: dict[int, ShownPerson]
    # Of each file, by its key.
    shown_in: dict[int, ShownIn]


def hits_of(
    found: Found, user: Viewer, asked: Asked, *, is_brief: bool = False
) -> tuple[list[Hit], list[Knower]]:
    """Return the hits and the people of `found`, in a number of queries that depends on their kinds alone.

    What `user` may no longer see, or what is gone, is left out: an index may be some moments late. Brief hits
    tell neither who keeps them nor in what they are.
    """
    shelf = _shelf([*(match.entry_id for match in found.matches), *found.people], user, is_brief=is_brief)
    sought = sought_words(asked.words, (other for way in asked.ways for other in way.others))
    hits = _once(hit for match in found.matches if (hit := _hit(match, shelf, sought, asked)))
    knowers = _knowers(found.people, hits, shelf)[: asked.people_count]
    return hits, [knower if knower.kept else _with_account(knower, sought) for knower in knowers]


def _shelf(entry_ids: Collection[int], user: Viewer, *, is_brief: bool) -> Shelf:
    known = {entry.pk: entry for entry in _entries(entry_ids, user)}
    known_as = {entry.object_id: entry.kind for entry in known.values() if entry.kind in PAGE_KINDS}
    own_account = {entry.object_id for entry in known.values() if entry.kind == PERSON}
    keepers = {entry.keeper_id for entry in known.values() if entry.keeper_id and not is_brief}
    person_ids = own_account | keepers
    file_ids = [entry.object_id for entry in known.values() if entry.kind == FILE]
    pages = _live_pages(known_as)
    return Shelf(
        entries=known,
        addresses={
            **{(known_as[page.pk], page.pk): address for page, address in _addresses_of(pages)},
            **_of_kinds(known.values(), user, lambda kind: kind.addresses),
        },
        places={} if is_brief else _places(known, known_as, pages, user),
        people=people_by_key(person_ids, user, with_subjects=bool(own_account) and not is_brief),
        shown_in=pages_that_show(file_ids, user) if file_ids else {},
    )


def _entries(entry_ids: Collection[int], user: Viewer) -> Iterable[Any]:  # Any: as on the shelf
    """Return the entries that can be found by `user`, without their texts."""
    scope_ids = visible_scope_ids(user)
    if not (entry_ids and scope_ids):
        return []
    statement = ENTRIES.format(scopes=places(scope_ids), entries=places(entry_ids))
    return Entry.objects.raw(statement, [EVERYONE, *scope_ids, *entry_ids])


def _live_pages(page_ids: Collection[int]) -> list[Page]:
    """Return the pages that are live, without what neither their address nor their place is made of."""
    rows = fetch(PAGES.format(places(page_ids)), list(page_ids)) if page_ids else []
    return [Page.from_db(connection.alias, FIELDS_OF_ADDRESS, row) for row in rows]


def _addresses_of(pages: Iterable[Page]) -> Iterator[tuple[Page, str]]:
    """Yield each page with its `url`, for which Wagtail looks the sites up once instead of for each page."""
    # What Wagtail takes for the request keeps what it found; of no site, it answers as without one.
    request, no_site = SimpleNamespace(), Site()
    for page in pages:
        yield page, page.get_url(request, no_site)


def people_by_key(
    person_ids: Collection[int], user: Viewer, *, with_subjects: bool = False
) -> dict[int, ShownPerson]:
    """Return the colleagues with these keys as `user` sees them, with all that a hit shows of them."""
    if not person_ids:
        return {}
    people = Person.objects.visible_to(user).working_here().filter(pk__in=person_ids)
    people = people.select_related("unit", "photo").order_by().only(*FIELDS_OF_PERSON)
    if with_subjects:
        people = people.prefetch_related("subjects")
    return {person.pk: person for person in as_seen_by(people, user)}


def _places(
    known: dict[int, Entry], known_as: dict[int, str], pages: Iterable[Page], user: Viewer
) -> dict[tuple[str, int], str]:
    return {
        **{(known_as[key], key): place for key, place in places_of_pages(pages).items()},
        **_of_kinds(known.values(), user, lambda kind: kind.places),
    }


def _of_kinds(
    entries: Iterable[Entry], user: Viewer, asking: Callable[[Kind], Told | None]
) -> dict[tuple[str, int], str]:
    """Return what the kinds say of their own things, each asked once for all of them."""
    ids = defaultdict(list)
    for entry in entries:
        ids[entry.kind].append(entry.object_id)
    return {
        (name, key): words
        for name, kind in KINDS.items()
        if name in ids and (told := asking(kind)) is not None
        for key, words in told(ids[name], user).items()
    }


def _once(hits: Iterable[Hit]) -> list[Hit]:
    """Return each address once: a question that points elsewhere stands there already."""
    return list({hit.address.partition("#")[0]: hit for hit in reversed(list(hits))}.values())[::-1]


def _hit(match: Match, shelf: Shelf, sought: SoughtWords, asked: Asked) -> Hit | None:
    entry = shelf.entries.get(match.entry_id)
    if entry is None or entry.kind not in KINDS:
        return None
    person = shelf.people.get(entry.object_id) if entry.kind == PERSON else None
    address = person.get_absolute_url() if person else shelf.addresses.get((entry.kind, entry.object_id))
    if not address or (entry.kind == PERSON and not person):
        return None
    return Hit(
        kind=KINDS[entry.kind],
        entry=entry,
        title=shown(match.title or entry.title),
        passage=_own_words(person, sought) if person else _passage(match, entry),
        address=_address_at(address, match, entry),
        keeper=shelf.people.get(entry.keeper_id) if entry.keeper_id else None,
        person=person,
        has_ended=entry.ends_on is not None and entry.ends_on < asked.today,
        is_overdue=entry.review_due_on is not None and entry.review_due_on < asked.today,
        by_date=asked.newest_first or asked.since is not None,
        found_at=place_in_words(match.anchor) if entry.kind == FILE else "",
        shown_in=shelf.shown_in.get(entry.object_id) if entry.kind == FILE else None,
        place=shelf.places.get((entry.kind, entry.object_id), ""),
        is_open=bool(entry.is_open),
    )


def _address_at(address: str, match: Match, entry: Entry) -> str:
    """Return where the found words stand in a thing."""
    if entry.kind == FILE:
        return address_in_file(address, match.anchor)
    return f"{address}#{match.anchor}" if match.anchor and "#" not in address else address


def _passage(match: Match, entry: Entry) -> SafeString:
    """Return the found words in their sentence, or what a thing is about; nothing that its title says."""
    found = " ".join(match.passage.split())
    passage = found if BEGIN in found else entry.summary
    return shown(passage if unmarked(passage) != entry.title else "")


def _own_words(person: ShownPerson, sought: SoughtWords) -> SafeString:
    """Return what a colleague says of what was asked, or how they begin."""
    own_words = " ".join(person.ask_me_about.split())
    return part_about(own_words, sought, LONGEST) or shown(Truncator(own_words).words(OWN_WORDS))


def _knowers(entry_ids: Iterable[int], hits: Iterable[Hit], shelf: Shelf) -> list[Knower]:
    """Return who says so themselves, then who answers for what was found."""
    knowers: dict[int, Knower] = {}
    for entry_id in entry_ids:
        entry = shelf.entries.get(entry_id)
        if entry and (person := shelf.people.get(entry.object_id)):
            knowers[person.pk] = Knower(person)
    for hit in hits:
        if hit.keeper:
            knowers.setdefault(hit.keeper.pk, Knower(hit.keeper, kept=hit.entry))
    return list(knowers.values())


def _with_account(knower: Knower, sought: SoughtWords) -> Knower:
    own_words = " ".join(knower.person.ask_me_about.split())
    # The question may be in the other language.
    subjects = tuple(
        one for one in knower.person.subjects.all() if spots_of(f"{one.name_nl} {one.name_en}", sought)
    )
    return replace(knower, own_words=part_about(own_words, sought, BESIDE), subjects=subjects)
