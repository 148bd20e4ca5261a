"""What somebody finds is what anybody would find, less what they may not see: in hits, counts and words."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import cycle, pairwise
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection
from django.utils import timezone

from access.models import Scope, User
from access.scopes import visible_scope_ids
from home.models import HomePage
from home.organisation.invention import SUBJECTS
from search.best_bets import bets_for
from search.corrections import corrected
from search.engines.answers import PAGE_SIZE, PEOPLE_COUNT, Asked, Found, Limit
from search.files.words import FILE
from search.filters import Filters
from search.hits import Hit, hits_of
from search.kinds import KINDS
from search.models import Entry
from search.queries import asked_by, find, query
from search.rules import rules_now
from search.suggesting import in_database, in_elasticsearch, suggest
from search.suggesting.begun import begun_by
from search.suggesting.suggestions import MOST_THINGS
from search.tabs import counts_per_tab
from search.words import words_of
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory, SubjectFactory, UnitFactory
from tests.factories.groups import GroupFactory, post_in
from tests.factories.rules import BestBetFactory
from tests.proofs import is_large
from tests.search.conftest import catch_up
from tests.search.plenty import Plenty

pytestmark = [pytest.mark.django_db, pytest.mark.proof("visible")]

IS_LARGE = is_large("visible")
PERSON_COUNT, WORD_COUNT, PAGE_COUNT = (20, 500, 600) if IS_LARGE else (3, 4, 60)
# All that is found, at once; of people as many as Elasticsearch tells in a count.
MOST_FOUND = 1000
MOST_PEOPLE = 100
MOST_BETS = 3
FILTERS = (Filters(), Filters(tab="news"), Filters(since="year", language="nl"), Filters(is_checked=True))
COMPARED = {
    *("pages of hits with their marks", "screens of hits", "facets", "totals", "tabs", "people strips"),
    *("best bets", "suggested things", "suggested people", "suggested searches", "corrections"),
}


class Comparison:
    """What anyone would find, and how much of what people find was compared with it."""

    def __init__(self, today: date, patch: pytest.MonkeyPatch) -> None:
        self.today, self.patch = today, patch
        self.counts: Counter[str] = Counter()
        self.differences: list[str] = []
        self.administrator = User.objects.create_superuser("beheer")
        everyone = Scope.objects.everyone()
        open_texts = Entry.objects.filter(scope=everyone).values_list("title", "keywords")
        self.open_words = {word.casefold() for row in open_texts for text in row for word in words_of(text)}
        self._seen: dict[int, dict[int, Entry]] = {}
        self._found: dict[object, Found] = {}

    def expect(self, what: str, which: object, found: object, expected: object) -> None:
        """Compare a part of an answer with what it should be."""
        self.counts[what] += 1
        if found != expected:
            self.differences.append(f"{what} of {which}: {found} and not {expected}")

    def seen_by(self, user: User) -> dict[int, Entry]:
        """Return the entries of the things that `user` may see, as the things themselves say."""
        if user.pk not in self._seen:
            visible = {
                kind.name: set(kind.model.objects.visible_to(user).values_list("pk", flat=True))
                for kind in KINDS.values()
                if kind.name != FILE
            }
            self._seen[user.pk] = {
                entry.pk: entry
                for entry in Entry.objects.prefetch_related("about")
                if entry.object_id in visible[entry.kind]
            }
        return self._seen[user.pk]

    def found_by_anyone(self, asked: Asked) -> Found:
        """Return all that the engine finds without limits, for somebody who may see everything."""
        asked = replace(
            asked,
            scope_ids=visible_scope_ids(self.administrator),
            kinds=(),
            since=None,
            language="",
            checked_since=None,
        )
        key = (tuple(asked.words), asked.own_unit_ids)
        if key not in self._found:
            with self.patch.context() as patch:
                for engine in ("elasticsearch", "postgresql", "sqlite"):
                    patch.setattr(f"search.engines.{engine}.PAGE_SIZE", MOST_FOUND)
                patch.setattr("search.engines.answers.PEOPLE_COUNT", MOST_PEOPLE)
                self._found[key] = find(asked)
        return self._found[key]


@pytest.fixture(params=[pytest.param("database", marks=pytest.mark.any_database), "elasticsearch"])
def organisation(request: pytest.FixtureRequest, home: HomePage) -> list[User]:
    """People who may each see something else, and what they look for."""
    if request.param == "elasticsearch":
        request.getfixturevalue("node")
    units = [UnitFactory() for _ in range(4)]
    subjects = [SubjectFactory(name_nl=name.capitalize(), name_en="") for name in SUBJECTS[:6]]
    roles = [Group.objects.create(name=f"Kring {number}") for number in range(5)]
    scopes = [Scope.objects.everyone(), *_scopes(roles)]
    users = []
    for number, unit in zip(range(PERSON_COUNT), cycle(units), strict=False):
        user = UserFactory()
        user.groups.set(role for place, role in enumerate(roles) if number & 1 << place)
        words = f"{SUBJECTS[number % 6]} en verlof"
        name = f"Mila Declaratie{number}"
        scope = scopes[number % len(scopes)]
        PersonFactory(name=name, user=user, unit=unit, ask_me_about=words, scope=scope)
        users.append(User.objects.get(pk=user.pk))
    group, closed = GroupFactory(), GroupFactory(access="closed")
    for place in (group, closed):
        post_in(place, title=f"Vraag over {SUBJECTS[0]} en verlof")
    Plenty(home, scopes, [user.person for user in users], subjects).grow_to(PAGE_COUNT)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_entry")
    for number, entry in enumerate(Entry.objects.filter(kind="news").order_by("pk")[:8]):
        BestBetFactory(searches=f"verlof\n{SUBJECTS[number % 4]}", thing=entry.key, address="", title="")
    catch_up()
    return users


def test_everybody_finds_what_is_found_less_what_they_may_not_see(
    organisation: list[User], monkeypatch: pytest.MonkeyPatch
) -> None:
    comparison = Comparison(timezone.localdate(), monkeypatch)
    assert len({len(comparison.seen_by(user)) for user in organisation}) > 1
    words = words_to_ask()
    for text in words:
        for number, user in enumerate(organisation):
            compare_answer(comparison, user, text, FILTERS[number % len(FILTERS)])
            compare_bets(comparison, user, text)
            compare_beginning(comparison, user, text)
            compare_correction(comparison, user, text)

    engine = query(organisation[0], words[0]).engine
    told = ", ".join(f"{count} {what}" for what, count in comparison.counts.items())
    print(
        f"\n{engine}: {len(organisation)} people, {len(words)} searches, {Entry.objects.count()} things; "
        f"compared {told}; {len(comparison.differences)} differences"
    )
    assert comparison.differences == []
    assert set(comparison.counts) == COMPARED


def _scopes(roles: list[Group]) -> Iterator[Scope]:
    """Return conditions of one role, of two at once, and of either of two."""
    tokens = [f"role:{role.pk}" for role in roles]
    for one, other in pairwise(tokens):
        yield Scope.objects.for_sets([[one]])
        yield Scope.objects.for_sets([[one], [other]])
        yield Scope.objects.for_sets([[one, other]])


def words_to_ask() -> list[str]:
    """Return words that stand in what there is, some misspelt, some two at once."""
    chance = random.Random(4)
    texts = Entry.objects.order_by("pk").values_list("title", "text")
    known = sorted({word for row in texts for text in row for word in words_of(text) if len(word) > 3})
    chance.shuffle(known)
    known = ["verlof", SUBJECTS[0], *known]
    asked = []
    for number, word in zip(range(WORD_COUNT), cycle(known), strict=False):
        if number % 4 == 3:
            word = word[:2] + word[3:]
        elif number % 4 == 2:
            word = f"{word} {chance.choice(known)}"
        asked.append(word)
    return asked


def compare_answer(comparison: Comparison, user: User, text: str, filters: Filters) -> None:
    asked = asked_by(user, text, filters, 1, rules_now(), today=comparison.today)
    seen = comparison.seen_by(user)
    everything = comparison.found_by_anyone(asked)
    left = [match for match in everything.matches if match.entry_id in seen]
    matches = [match for match in left if holds(seen[match.entry_id], asked)]
    people = [] if asked.is_limited else [pk for pk in everything.people if pk in seen][:PEOPLE_COUNT]
    hits, knowers = hits_of(Found(matches[:PAGE_SIZE], people=people), user, asked)

    found = find(asked)
    results = query(user, text, filters, today=comparison.today)

    which = (text, filters, user.username)
    comparison.expect("pages of hits with their marks", which, found.matches, matches[:PAGE_SIZE])
    entries = [seen[match.entry_id] for match in left]
    comparison.expect("facets", which, found.counts, counts_of(entries, asked))
    if not found.kinds:
        # The database may then look for names.
        assert {hit.entry.pk for hit in results.hits} <= seen.keys()
        return
    kinds = Counter(entry.kind for entry in entries if holds(entry, asked, but=Limit.KIND))
    comparison.expect("screens of hits", which, shown(results.hits), shown(hits))
    comparison.expect("totals", which, results.total, len(matches))
    comparison.expect("tabs", which, results.tabs, counts_per_tab(kinds))
    named = [knower.person.pk for knower in results.people]
    comparison.expect("people strips", which, named, [knower.person.pk for knower in knowers])


def compare_bets(comparison: Comparison, user: User, text: str) -> None:
    seen = {entry.key for entry in comparison.seen_by(user).values()}
    words = words_of(text)
    with comparison.patch.context() as patch:
        patch.setattr("search.best_bets.MOST_SHOWN", MOST_FOUND)
        everything = bets_for(words, comparison.administrator, comparison.today)
    expected = [bet.title for bet in everything if bet.hit and bet.hit.entry.key in seen][:MOST_BETS]
    found = [bet.title for bet in bets_for(words, user, comparison.today)]
    comparison.expect("best bets", (text, user.username), found, expected)


def compare_beginning(comparison: Comparison, user: User, text: str) -> None:
    begun = begun_by(text[:-1], visible_scope_ids(user), comparison.today, settings.LANGUAGE_CODE)
    if begun is None:
        # Too little to go by: nothing is offered.
        return
    look_up = in_elasticsearch.look_up if settings.ELASTICSEARCH_URL else in_database.look_up
    seen = comparison.seen_by(user)
    with comparison.patch.context() as patch:
        for module in (in_elasticsearch, in_database):
            patch.setattr(module, "THING_COUNT", MOST_FOUND)
            patch.setattr(module, "PEOPLE_COUNT", MOST_PEOPLE)
        everything = look_up(replace(begun, scope_ids=visible_scope_ids(comparison.administrator)))
    things = [pk for pk in everything.things if pk in seen]
    people = [pk for pk in everything.people if pk in seen]

    found = suggest(user, text[:-1])

    which = (text[:-1], user.username)
    offered = [hit.entry.pk for hit in found.things]
    comparison.expect("suggested things", which, offered, things[:MOST_THINGS])
    named = [hit.entry.pk for hit in found.people]
    comparison.expect("suggested people", which, named, people[:PEOPLE_COUNT])
    last = {words_of(search)[-1] for search in found.searches}
    strange = last - comparison.open_words
    comparison.expect("suggested searches", which, strange, set())


def compare_correction(comparison: Comparison, user: User, text: str) -> None:
    found = corrected(text, user)
    comparison.expect("corrections", (text, user.username), found, corrected(text, comparison.administrator))
    strange = {word.casefold() for word in words_of(found)} - {word.casefold() for word in words_of(text)}
    assert strange <= comparison.open_words


def holds(entry: Entry, asked: Asked, but: Limit | None = None) -> bool:
    """Tell whether a thing is within the limits of a question, all of them or all but one."""
    checks = {
        Limit.KIND: not asked.kinds or entry.kind in asked.kinds,
        Limit.SINCE: not asked.since or (entry.dated_on is not None and entry.dated_on >= asked.since),
        Limit.LANGUAGE: not asked.language or entry.language == asked.language,
        Limit.CHECKED: not asked.checked_since or is_checked(entry, asked.checked_since, asked.today),
    }
    return all(is_so for limit, is_so in checks.items() if limit != but)


def is_checked(entry: Entry, since: date, today: date) -> bool:
    is_recent = entry.checked_on is not None and entry.checked_on >= since
    return is_recent and (entry.review_due_on is None or entry.review_due_on >= today)


def counts_of(entries: list[Entry], asked: Asked) -> dict[Limit, dict[Any, int]]:  # Any: as in `Counts`
    """Count each value of each limit among the things that all other limits leave."""

    def left(limit: Limit) -> list[Entry]:
        return [entry for entry in entries if holds(entry, asked, but=limit)]

    since = left(Limit.SINCE)
    days = {
        day: sum(entry.dated_on is not None and entry.dated_on >= day for entry in since)
        for day in asked.count_since
    }
    assert asked.count_checked_since is not None
    recently = asked.count_checked_since
    checked = sum(is_checked(entry, recently, asked.today) for entry in left(Limit.CHECKED))
    counts: dict[Limit, Mapping[Any, int]] = {  # Any: as above
        Limit.UNIT: Counter(entry.unit_id for entry in left(Limit.UNIT) if entry.unit_id),
        Limit.SUBJECT: Counter(row.subject_id for entry in left(Limit.SUBJECT) for row in entry.about.all()),
        Limit.LANGUAGE: Counter(entry.language for entry in left(Limit.LANGUAGE) if entry.language),
        Limit.SINCE: {day: count for day, count in days.items() if count},
        Limit.CHECKED: {True: checked} if checked else {},
    }
    return {limit: dict(found) for limit, found in counts.items()}


def shown(hits: list[Hit]) -> list[tuple[str, str, str, str]]:
    return [(hit.entry.key, hit.title, hit.passage, hit.address) for hit in hits]
