"""The one door to search: what a person asks, answered within what they may see."""

from dataclasses import dataclass, field, replace
from datetime import date

from django.conf import settings
from django.db import connection
from django.utils import timezone

from access.scopes import Viewer, visible_scope_ids
from directory.finding import find_people
from directory.models import Person
from search.engines.answers import PAGE_SIZE, Asked, Engine, EngineDown, Found, Match
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.postgresql import PostgresqlEngine
from search.engines.sqlite import SqliteEngine
from search.hits import Hit, Knower, hits_of
from search.kinds import PERSON
from search.models import Entry
from search.words import words_of

# Nobody reads on; whoever needs more needs other words.
MAX_PAGES = 50
ELASTICSEARCH = ElasticsearchEngine()
DATABASE_ENGINES: dict[str, Engine] = {"sqlite": SqliteEngine(), "postgresql": PostgresqlEngine()}


@dataclass(frozen=True)
class Filters:
    """What limits an answer; the counts per kind are of all kinds all the same."""

    kind: str = ""


@dataclass(frozen=True)
class Results:
    """A page of hits, how many there are of each kind, and who knows about it.

    `is_fallback` says that Elasticsearch should have answered and did not.
    """

    hits: list[Hit] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    total: int = 0
    people: list[Knower] = field(default_factory=list)
    page: int = 1
    page_count: int = 1
    engine: str = ""
    is_fallback: bool = False


def query(
    user: Viewer, text: str, filters: Filters | None = None, page: int = 1, *, today: date | None = None
) -> Results:
    """Return what `user` may see about `text`, the best first; a page past the end is the last one."""
    asked = Asked(
        words=words_of(text),
        scope_ids=visible_scope_ids(user),
        today=today or timezone.localdate(),
        kind=(filters or Filters()).kind,
        page=min(max(page, 1), MAX_PAGES),
    )
    if not (asked.words and asked.scope_ids):
        return Results()
    engine, is_fallback, found = _find(asked)
    if not found.kinds and engine != ELASTICSEARCH.name and asked.kind in {"", PERSON}:
        found = _people_called_so(text, user)
    total = found.kinds.get(asked.kind, 0) if asked.kind else sum(found.kinds.values())
    page_count = min(max(-(-total // PAGE_SIZE), 1), MAX_PAGES)
    if asked.page > page_count:
        asked = replace(asked, page=page_count)
        engine, is_fallback, found = _find(asked)
    hits, people = hits_of(found, user, asked)
    return Results(hits, found.kinds, total, people, asked.page, page_count, engine, is_fallback)


def find(asked: Asked) -> Found:
    """Return what the engine that answers finds."""
    return _find(asked)[2]


def _people_called_so(text: str, user: Viewer) -> Found:
    """Return the colleagues whom `text` may mean: databases look past typing errors in names alone."""
    likeliest = find_people(text, user, Person.objects.working_here(), most=PAGE_SIZE)
    entries = Entry.objects.filter(kind=PERSON, object_id__in=[one.person_id for one in likeliest])
    ids = dict(entries.values_list("object_id", "pk"))
    matches = [Match(ids[one.person_id]) for one in likeliest if one.person_id in ids]
    return Found(matches, {PERSON: len(matches)} if matches else {})


def _find(asked: Asked) -> tuple[str, bool, Found]:
    """Return the name of the engine that answers, whether it stands in for another, and its answer."""
    database = DATABASE_ENGINES[connection.vendor]
    if not settings.ELASTICSEARCH_URL:
        return database.name, False, database.find(asked)
    try:
        return ELASTICSEARCH.name, False, ELASTICSEARCH.find(asked)
    except EngineDown:
        return database.name, True, database.find(asked)
