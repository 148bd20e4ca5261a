"""The outbox: changed entries go to Elasticsearch, and are clean when it knows them."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings
from django.db.models import Q

from search.index.bulk import put
from search.index.client import IndexAway, alias, for_sending, or_away
from search.index.filling import ensure_index
from search.models import Entry

BATCH_SIZE = 200


def send_dirty(now: datetime) -> int:
    """Send every entry that waits, and return how many the index knows now.

    Workers may do this at the same time: the index refuses what is older than what it has, and an entry
    that changed meanwhile stays dirty. Does nothing without Elasticsearch or when it is away.
    """
    if not settings.ELASTICSEARCH_URL:
        return 0
    try:
        if not ensure_index(now):
            return 0
        return sum(_send(entries) for entries in _batches())
    except IndexAway:
        return 0


def _batches() -> Iterator[list[Entry]]:
    """Yield the entries that wait, each once: one that is refused does not keep us here."""
    after = Q()
    while entries := list(Entry.objects.waiting().filter(after).prefetch_related("passages")[:BATCH_SIZE]):
        yield entries
        last = entries[-1]
        after = Q(version__gt=last.version) | Q(version=last.version, pk__gt=last.pk)


def _send(entries: list[Entry]) -> int:
    with or_away():
        known = put(entries, alias(), is_alias=True)
        # Clean means that a search shows it: until then a hidden thing is kept out of answers as dirty.
        for_sending().indices.refresh(index=alias())
    clear(known)
    return len(known)


def clear(known: Iterable[Entry]) -> None:
    """Mark entries clean that did not change since they were read, and drop the deleted ones."""
    unchanged = Entry.objects.with_versions({entry.pk: entry.version for entry in known})
    unchanged.filter(is_deleted=True).delete()
    unchanged.filter(is_deleted=False).update(is_dirty=False)
