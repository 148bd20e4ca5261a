"""What an older release read is read anew by a worker: after an upgrade nobody has to do it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from search import services
from search.entries import RULE
from search.kinds import KINDS
from search.models import Entry

# In one go of a worker; the next goes on where this one ended.
MOST_AT_ONCE = 2000


def read_anew(now: datetime) -> int:
    """Read anew what an older rule read, the newest first, and return how many entries those were."""
    behind = Entry.objects.read_before(RULE).filter(kind__in=KINDS).order_by("-pk")
    ids = defaultdict(list)
    for kind, object_id in behind.values_list("kind", "object_id")[:MOST_AT_ONCE]:
        ids[kind].append(object_id)
    for kind, object_ids in ids.items():
        services.remember_all(services.findable(KINDS[kind]).filter(pk__in=object_ids), now=now)
        _forget_gone(kind, object_ids, now)
    return sum(map(len, ids.values()))


@transaction.atomic
def _forget_gone(kind: str, object_ids: Iterable[int], now: datetime) -> None:
    """Forget what could not be read, for its thing may be found no more; or it would be tried for ever."""
    left = Entry.objects.read_before(RULE).filter(kind=kind, object_id__in=object_ids)
    if gone := [entry.object_id for entry in left.select_for_update().only("object_id")]:
        services.forget([kind], gone, now=now)
