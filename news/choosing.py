"""Which news opens the front page: the choice of the newsroom, then what is meant for the reader."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from directory.models import Audience
from directory.panels import HomeVisit
from news.models import NewsPage

# Of this many newest items the best are chosen, so that the cost does not grow with the archive.
CANDIDATE_COUNT = 60
# So long an item that is meant for the reader comes before newer ones that are meant for all.
FRESH_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Candidate:
    """A news item that may stand on the front page."""

    pk: int
    published_on: date | None
    audience_ids: frozenset[int]


def news_for(visit: HomeVisit, count: int) -> list[Any]:  # Any: Wagtail's pages have no types
    """Return `count` items as lists show them: the lead, the picks, then the others in the reader's order."""
    current = Q(ends_on=None) | Q(ends_on__gte=visit.today)
    pages: Any = NewsPage.objects.filter(current, locale=visit.locale).live().visible_to(visit.viewer)
    newest = pages.newest_first().values_list("pk", "published_on")[:CANDIDATE_COUNT]
    candidates = _with_audiences(list(newest))
    chosen = [pk for pk in (visit.lead_id, *visit.picked_ids) if pk]
    mine = Audience.objects.ids_of(visit.viewer)
    others = [pk for pk in in_readers_order(candidates, mine, visit.today) if pk not in chosen]
    # A choice that this reader may not see falls out here, and the next in line takes its place.
    found = pages.for_list().in_bulk([*dict.fromkeys(chosen), *others[:count]])
    return [found[pk] for pk in dict.fromkeys([*chosen, *others]) if pk in found][:count]


def in_readers_order(candidates: Iterable[Candidate], mine: Collection[int], today: date) -> list[int]:
    """Return the keys of `candidates`, which come newest first, for a reader of the audiences `mine`.

    What is meant for the reader and fresh comes first, what is meant for others last.
    """
    return [candidate.pk for candidate in sorted(candidates, key=lambda item: _rank(item, mine, today))]


def _rank(item: Candidate, mine: Collection[int], today: date) -> int:
    if not item.audience_ids:
        return 1
    if item.audience_ids.isdisjoint(mine):
        return 2
    is_fresh = item.published_on is not None and item.published_on >= today - FRESH_FOR
    return 0 if is_fresh else 1


def _with_audiences(rows: list[tuple[int, date | None]]) -> list[Candidate]:
    audience_ids = defaultdict(set)
    through = NewsPage.audiences.through.objects.filter(newspage__in=[pk for pk, _published_on in rows])
    for page_id, audience_id in through.values_list("newspage_id", "audience_id"):
        audience_ids[page_id].add(audience_id)
    return [Candidate(pk, published_on, frozenset(audience_ids[pk])) for pk, published_on in rows]
