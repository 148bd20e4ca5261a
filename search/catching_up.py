"""What an older release read is read anew by a worker: after an upgrade nobody has to do it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from search import services
from search.entries import RULE
from search.kinds import IN_READING_ORDER, Kind
from search.models import Entry

# In one go of a worker; the next goes on where this one ended.
MOST_AT_ONCE = 2000
# How many are named that could not be read; the rest is counted.
MOST_NAMED = 5


class Unreadable(Exception):
    """Some things could not be read; all others were."""


def read_anew(now: datetime) -> int:
    """Read anew what an older rule read, and return how many entries those were.

    Files come last, and of each kind those that were entered last come first. What cannot be read holds
    nothing else up: it is tried again each time and counts for none. Raises Unreadable when the rest is read.
    """
    count = 0
    failed: dict[str, Exception] = {}
    for kind in IN_READING_ORDER:
        behind = Entry.objects.read_before(RULE).filter(kind=kind.name).order_by("-pk")
        ids = list(behind.values_list("object_id", flat=True)[: MOST_AT_ONCE - count])
        unread = _read(kind, ids, now)
        _forget_gone(kind.name, set(ids) - unread.keys(), now)
        count += len(ids) - len(unread)
        failed |= {f"{kind.name} {pk}": error for pk, error in unread.items()}
    if failed:
        named = ", ".join(list(failed)[:MOST_NAMED])
        raise Unreadable(f"{len(failed)} cannot be read, such as {named}") from next(iter(failed.values()))
    return count


def _read(kind: Kind, ids: list[int], now: datetime) -> dict[int, Exception]:
    """Read things of a kind, and return why some of them could not be, by their keys."""
    things = services.findable(kind)
    failed: dict[int, Exception] = {}
    for start in range(0, len(ids), services.BATCH_SIZE):
        some = ids[start : start + services.BATCH_SIZE]
        try:
            services.remember_all(things.filter(pk__in=some), now=now)
        except Exception:  # whatever is the matter with one of them, the others are read without it
            failed |= _read_each(things, some, now)
    return failed


def _read_each(things: Any, ids: list[int], now: datetime) -> dict[int, Exception]:  # Any: of every kind
    failed: dict[int, Exception] = {}
    for pk in ids:
        try:
            services.remember_all(things.filter(pk=pk), now=now)
        except Exception as error:  # to be raised when the rest is read
            failed[pk] = error
    return failed


@transaction.atomic
def _forget_gone(kind: str, object_ids: Iterable[int], now: datetime) -> None:
    """Forget what could not be read, for its thing may be found no more; or it would be tried for ever."""
    left = Entry.objects.read_before(RULE).filter(kind=kind, object_id__in=object_ids)
    if gone := [entry.object_id for entry in left.select_for_update().only("object_id")]:
        services.forget([kind], gone, now=now)
