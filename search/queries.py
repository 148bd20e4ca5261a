"""The one door to search: what a person asks, answered within what they may see."""

from dataclasses import dataclass, field, replace
from datetime import date

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language

from access.scopes import Viewer, visible_scope_ids
from directory.finding import ReasonKind, find_people
from directory.models import Person
from directory.tokens import own_unit_ids
from search.best_bets import Bet, bets_for
from search.engines.answers import PAGE_SIZE, Asked, Engine, EngineDown, Found, Match
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.postgresql import PostgresqlEngine
from search.engines.sqlite import SqliteEngine
from search.exclusions import excluded_keys
from search.facets import Facets, facets_of
from search.filters import NEWEST, PERIODS, RECENTLY, Filters, day_of, with_parts
from search.hits import Hit, Knower, hits_of
from search.kinds import PERSON
from search.models import Entry
from search.rules import Rules, rules_now
from search.synonyms import ways_of
from search.tabs import counts_per_tab
from search.wording import codes_in, phrases_in
from search.words import words_of

# Nobody reads on; whoever needs more needs other words.
MAX_PAGES = 50
ELASTICSEARCH = ElasticsearchEngine()
# By what somebody is called, in either meaning.
CALLS = {ReasonKind.NAME, ReasonKind.CONTACT}
DATABASE_ENGINES: dict[str, Engine] = {"sqlite": SqliteEngine(), "postgresql": PostgresqlEngine()}


@dataclass(frozen=True)
class Results:
    """A page of hits, how many there are of each kind and tab, and who knows about it.

    `bets` are what the newsroom put above the answer, where it begins. `is_fallback` says that Elasticsearch
    should have answered and did not.
    """

    hits: list[Hit] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    total: int = 0
    people: list[Knower] = field(default_factory=list)
    bets: list[Bet] = field(default_factory=list)
    facets: Facets = field(default_factory=dict)
    page: int = 1
    page_count: int = 1
    engine: str = ""
    is_fallback: bool = False

    @property
    def below(self) -> list[Hit]:
        """The hits that are not shown as a best bet already."""
        above = {bet.hit.entry.pk for bet in self.bets if bet.hit is not None}
        return [hit for hit in self.hits if hit.entry.pk not in above]

    @property
    def tabs(self) -> dict[str, int]:
        """How many things there are on each tab, within the other limits."""
        return counts_per_tab(self.kinds)


def query(
    user: Viewer, text: str, filters: Filters | None = None, page: int = 1, *, today: date | None = None
) -> Results:
    """Return what `user` may see about `text`, the best first; a page past the end is the last one."""
    filters = filters or Filters()
    today, rules = today or timezone.localdate(), rules_now()
    asked = asked_by(user, text, filters, page, rules, today=today)
    if not (asked.words and asked.scope_ids):
        return Results()
    engine, is_fallback, found = _find(asked)
    if not found.kinds and engine != ELASTICSEARCH.name and _may_mean_people(asked):
        found = _people_called_so(text, user)
    total = sum(count for kind, count in found.kinds.items() if not asked.kinds or kind in asked.kinds)
    page_count = min(max(-(-total // PAGE_SIZE), 1), MAX_PAGES)
    if asked.page > page_count:
        asked = replace(asked, page=page_count)
        engine, is_fallback, found = _find(asked)
    hits, people = hits_of(found, user, asked)
    return Results(
        hits=hits,
        kinds=found.kinds,
        total=total,
        people=people,
        bets=bets_for(asked.words, user, today, rules) if asked.page == 1 and not asked.is_limited else [],
        facets=facets_of(found.counts, filters, asked.today),
        page=asked.page,
        page_count=page_count,
        engine=engine,
        is_fallback=is_fallback,
    )


def asked_by(user: Viewer, text: str, filters: Filters, page: int, rules: Rules, *, today: date) -> Asked:
    """Return what an engine is asked for `user` by the newsroom's `rules`; one query if a unit was chosen."""
    words, own_language = words_of(text), get_language() or settings.LANGUAGE_CODE
    return Asked(
        words=words,
        scope_ids=visible_scope_ids(user),
        today=today,
        kinds=filters.kinds,
        page=min(max(page, 1), MAX_PAGES),
        since=day_of(filters.since, today) if filters.since else None,
        unit_ids=with_parts(filters.unit) if filters.unit is not None else (),
        subject_id=filters.subject,
        language=filters.language,
        checked_since=today - RECENTLY if filters.is_checked else None,
        newest_first=filters.sort == NEWEST,
        count_since=tuple(day_of(period, today) for period in PERIODS),
        count_checked_since=today - RECENTLY,
        own_unit_ids=own_unit_ids(user),
        own_language=own_language,
        excluded=tuple(excluded_keys(words, rules)),
        ways=tuple(ways_of(words, own_language, rules)),
        codes=codes_in(text),
        phrases=phrases_in(text),
        weights=rules.weights,
    )


def _may_mean_people(asked: Asked) -> bool:
    return asked.kinds == (PERSON,) or not asked.is_limited


def find(asked: Asked) -> Found:
    """Return what the engine that answers finds."""
    return _find(asked)[2]


def _people_called_so(text: str, user: Viewer) -> Found:
    """Return the colleagues who may be called `text`: databases look past typing errors in names alone.

    Who was found by other words is left out: what is like those is no answer, and hides the words meant.
    """
    found = find_people(text, user, Person.objects.working_here(), most=PAGE_SIZE)
    likeliest = [one for one in found if any(reason.kind in CALLS for reason in one.reasons)]
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
