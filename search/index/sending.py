"""The outbox: changed entries go to Elasticsearch, and are clean when it knows them."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from search.index.bulk import put
from search.index.client import IndexAway, alias, for_sending, or_away
from search.index.filling import ensure_index
from search.models import Entry, Filling
from search.models.entry import EntryQuerySet

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
        return sum(_send(entries, now) for entries in _batches())
    except IndexAway:
        return 0


def _batches() -> Iterator[list[Entry]]:
    """Yield the entries that wait now, each once: one that is refused does not keep us here."""
    newest = Entry.objects.waiting().aggregate(newest=Max("version"))["newest"]
    if newest is None:
        return
    after = Q(version__lte=newest)
    while entries := list(Entry.objects.waiting().filter(after).with_words()[:BATCH_SIZE]):
        yield entries
        last = entries[-1]
        after = Q(version__gt=last.version) | Q(version=last.version, pk__gt=last.pk)
        after &= Q(version__lte=newest)


def _send(entries: list[Entry], now: datetime) -> int:
    with or_away():
        known, older = put(entries, alias(), is_alias=True)
        # Clean means that a search shows it: until then a hidden thing is kept out of answers as dirty.
        for_sending().indices.refresh(index=alias())
    clear(known)
    Filling.objects.filter(name=alias()).update(sent_at=timezone.now())
    # A thing made again by a clock that lags: the index would keep what went before. With others, someone
    # else sent what has changed since we read it.
    unchanged(older).change(now=now)
    return len(known)


def clear(known: Iterable[Entry]) -> None:
    """Mark entries clean that did not change since they were read, and drop the deleted ones."""
    known = list(known)
    with transaction.atomic():
        # Locked, as a delete first reads what it will drop: meanwhile the thing could be made again.
        deleted = unchanged(known).filter(is_deleted=True).select_for_update().values_list("pk", flat=True)
        Entry.objects.filter(pk__in=list(deleted)).delete()
    unchanged(known).filter(is_deleted=False).update(is_dirty=False)


def unchanged(entries: Iterable[Entry]) -> EntryQuerySet:
    """Return the rows of `entries` that are as they were read."""
    return Entry.objects.with_versions({entry.pk: entry.version for entry in entries})
