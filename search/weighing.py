"""Trying weights before they hold: how well each judged search is answered now, and how well with them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from access.audit import record
from access.models import User
from access.scopes import visible_scope_ids
from search.engines.answers import Asked
from search.engines.weights import Weights
from search.filters import Filters
from search.kinds import PAGE_KINDS
from search.models import Entry, JudgedSearch, SearchWeights
from search.queries import asked_by, find
from search.ranking import ndcg
from search.rules import rules_now

# Each is asked twice while the editor waits.
MOST_TRIED = 60


@dataclass(frozen=True)
class Tried:
    """A judged search with how well it is answered now and would be: 1 is as well as can be."""

    search: str
    before: float
    after: float
    # Titles of judged pages with their places now and then; no place is not among the first ten.
    moved: list[tuple[str, int | None, int | None]]


@dataclass(frozen=True)
class Trial:
    """All judged searches that were tried, those that change most first."""

    tried: list[Tried]

    @property
    def before(self) -> float:
        """The mean now."""
        return sum(one.before for one in self.tried) / len(self.tried) if self.tried else 0

    @property
    def after(self) -> float:
        """The mean with the weights that were tried."""
        return sum(one.after for one in self.tried) / len(self.tried) if self.tried else 0


def try_weights(weights: Weights, user: User, *, today: date) -> Trial:
    """Return how `weights` would change the answers to judged searches, as `user` would see them."""
    judged: dict[str, dict[int, int]] = defaultdict(dict)
    visible = JudgedSearch.objects.filter(page__visibility__scope__in=visible_scope_ids(user))
    titles = {}
    for row in visible.select_related("page").order_by("search", "-grade", "pk"):
        judged[row.search][row.page_id] = row.grade
        titles[row.page_id] = row.page.title
    tried, rules = [], rules_now()
    for search, grades in list(judged.items())[:MOST_TRIED]:
        asked = asked_by(user, search, Filters(), 1, rules, today=today)
        before, after = _pages(asked), _pages(replace(asked, weights=weights))
        places = [(titles[page], _place(page, before), _place(page, after)) for page in grades]
        moved = [place for place in places if place[1] != place[2]]
        tried.append(Tried(search, ndcg(before, grades), ndcg(after, grades), moved))
    return Trial(sorted(tried, key=lambda one: -abs(one.after - one.before)))


@transaction.atomic
def set_weights(shares: Mapping[str, int], *, why: str, by: User, now: datetime) -> SearchWeights:
    """Let the weights of which these are the shares hold from the next search on."""
    row = SearchWeights.objects.create(**shares, why=why, set_at=now, set_by=by)
    record(actor=by, action="search_weights.set", thing=row, details=dict(shares), now=now)
    return row


def _pages(asked: Asked) -> list[int]:
    """Return the places of the first results; what is no page has one as well, and no key."""
    if not asked.words:
        return []
    ids = [match.entry_id for match in find(asked).matches]
    entries = Entry.objects.filter(pk__in=ids, kind__in=PAGE_KINDS)
    keys = dict(entries.values_list("pk", "object_id"))
    return [keys.get(pk, 0) for pk in ids]


def _place(page: int, ranking: Sequence[int]) -> int | None:
    return ranking.index(page) + 1 if page in ranking else None
