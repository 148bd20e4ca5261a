"""Colleagues found whichever engine answers: looked up there by keys, then judged here by one rule."""

from django.conf import settings

from access.scopes import Viewer, visible_scope_ids
from directory.finding import Found
from directory.models.person import PersonQuerySet
from search.engines.answers import EngineDown
from search.people import in_database, in_elasticsearch
from search.people.candidates import Wanted
from search.people.judging import judge
from search.people.profiles import profiles_of, with_words
from search.people.sought import sought_of

# Among no more than this, the engine looks only there; among more, it is asked for enough to find some there.
FEW = 1000
MOST_CANDIDATES = 1000
# As many more as asked are judged, since the engine does not compare names.
JUDGED_PER_FOUND = 2
MOST_JUDGED = 300


def find(text: str, viewer: Viewer, people: PersonQuerySet, most: int) -> list[Found]:
    """Return those of `people` whom `text` may mean, the best first, at most `most`.

    `people` are those whom `viewer` may see. A fixed number of queries, and at most one request.
    """
    sought = sought_of(text)
    scope_ids = visible_scope_ids(viewer)
    if not (sought.words and scope_ids):
        return []
    some = list(people.order_by().values_list("pk", flat=True)[: FEW + 1])
    if not some:
        return []
    among = some if len(some) <= FEW else None
    found = _look_up(Wanted(sought, scope_ids, among, MOST_CANDIDATES))
    present = set(people.filter(pk__in=found).order_by().values_list("pk", flat=True))
    likeliest = [pk for pk in found if pk in present][: min(most * JUDGED_PER_FOUND, MOST_JUDGED)]
    candidates = with_words(people.model.objects.filter(pk__in=likeliest))
    return judge(sought, profiles_of(candidates))[:most]


def _look_up(wanted: Wanted) -> list[int]:
    if settings.ELASTICSEARCH_URL:
        try:
            return in_elasticsearch.look_up(wanted)
        except EngineDown:
            pass  # the database answers
    return in_database.look_up(wanted)
