"""What is offered while someone types, from what they may see; words only from what everyone may."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from access.scopes import Viewer, visible_scope_ids
from directory.models import Subject
from search.engines.answers import Asked, EngineDown, Found, Match
from search.exclusions import excluded_keys
from search.hits import Hit, hits_of
from search.kinds import PERSON
from search.models import RecentSearch
from search.recent import recent_searches_of
from search.suggesting import in_database, in_elasticsearch
from search.suggesting.begun import Beginnings, Begun, begun_by
from search.words import STOP_WORDS, clean, plain, words_of

MOST_THINGS = 5
MOST_SEARCHES = 2
MOST_SUBJECTS = 2
MOST_RECENT = 3
# Before the first letter there is nothing else to show.
MOST_RECENT_AT_FIRST = 8


@dataclass(frozen=True)
class Suggestions:
    """Own searches, searches whose last word is written out, things, people and subjects."""

    recent: list[RecentSearch] = field(default_factory=list)
    searches: list[str] = field(default_factory=list)
    things: list[Hit] = field(default_factory=list)
    people: list[Hit] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many there are to choose from."""
        groups = (self.recent, self.searches, self.things, self.people, self.subjects)
        return sum(len(group) for group in groups)


def suggest(user: Viewer, text: str) -> Suggestions:
    """Return what `text` may be the beginning of, for `user`, in the language that is spoken first.

    At most one request to Elasticsearch, and as many queries however much there is.
    """
    scope_ids = visible_scope_ids(user)
    if not scope_ids:
        return Suggestions()
    today = timezone.localdate()
    typed = begun_by(text, scope_ids, today, get_language() or settings.LANGUAGE_CODE)
    recent = recent_searches_of(user, text)
    if typed is None:
        return Suggestions(recent[:MOST_RECENT_AT_FIRST] if not clean(text) else [])
    found = _look_up(typed)
    matches = [Match(pk) for pk in (*found.things, *found.people)]
    hits, _people = hits_of(Found(matches), user, Asked(typed.words, scope_ids, today), is_brief=True)
    # What the newsroom leaves out of an answer is not offered before it either.
    left_out = set(excluded_keys(words_of(text)))
    hits = [hit for hit in hits if hit.entry.key not in left_out]
    things = [hit for hit in hits if hit.entry.kind != PERSON]
    recent = [search for search in recent if search.text.casefold() != clean(text).casefold()][:MOST_RECENT]
    known = {search.text.casefold() for search in recent}
    readable = [thing for thing in things if thing.entry.language in typed.readable]
    searches = [search for search in _written_out(text, readable) if search.casefold() not in known]
    return Suggestions(
        recent=recent,
        searches=searches[:MOST_SEARCHES],
        things=things[:MOST_THINGS],
        people=[hit for hit in hits if hit.entry.kind == PERSON],
        subjects=_subjects(typed),
    )


def _look_up(begun: Begun) -> Beginnings:
    if settings.ELASTICSEARCH_URL:
        try:
            return in_elasticsearch.look_up(begun)
        except EngineDown:
            pass  # the database answers
    return in_database.look_up(begun)


def _written_out(text: str, things: Iterable[Hit]) -> list[str]:
    """Return `text` with its last word written out as titles have it that everyone may read."""
    words = words_of(text)
    last = plain(words[-1])
    found = Counter(
        word.casefold()
        for thing in things
        if thing.is_open
        for word in words_of(thing.entry.title)
        if plain(word).startswith(last) and plain(word) != last and word.casefold() not in STOP_WORDS
    )
    before = " ".join(word.casefold() for word in words[:-1])
    return [f"{before} {word}".strip() for word, _count in found.most_common()]


def _subjects(typed: Begun) -> list[Subject]:
    """Return the subjects of which a name holds all that was typed, those that begin so first."""
    found = Subject.objects.all()
    for ways in [*([word] for word in typed.words), *([typed.longer] if typed.longer else [])]:
        found = found.filter(reduce(or_, (_begins(way) for way in ways)))
    return sorted(
        found.order_by("name_nl", "pk")[:50],
        key=lambda subject: (not plain(str(subject)).startswith(typed.text), len(str(subject))),
    )[:MOST_SUBJECTS]


def _begins(word: str) -> Q:
    """Return what asks for a name of which a word begins so."""
    names = ("name_nl", "name_en")
    ways = [Q(**{f"{name}__istartswith": word}) for name in names]
    return reduce(or_, [*ways, *(Q(**{f"{name}__icontains": f" {word}"}) for name in names)])
