"""What is written to the table of findable things, always in the transaction that changes the thing."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Greatest
from wagtail.models import Page

from content.scopes import carried_scope_id
from search.kinds import PAGE_KINDS, Words, kind_of
from search.models import Entry, Passage

BATCH_SIZE = 100
WRITTEN_FIELDS = [
    "scope",
    "language",
    "unit",
    "keeper",
    "title",
    "keywords",
    "headings",
    "summary",
    "text",
    "published_on",
    "checked_on",
    "review_due_on",
    "ends_on",
    "is_deleted",
    "is_dirty",
]
# What an entry says in words: a control character there would pass for the mark of a found word.
WORD_FIELDS = ("title", "keywords", "headings", "summary", "text")
CONTROL_CHARACTERS = {code: " " for code in (*range(0x09), *range(0x0B, 0x20), 0x7F)}


@transaction.atomic
def remember(things: Iterable[Any], *, now: datetime) -> None:
    """Write the entry of each of `things`: live pages and people. Any: Wagtail's pages have no types."""
    found: list[Words] = []
    for thing in things:
        words = kind_of(thing).read(thing)
        if isinstance(thing, Page):
            words.entry.scope_id = carried_scope_id(thing)
        found.append(words)
    write(found, now=now)


def remember_all(things: Any, *, now: datetime) -> int:
    """Write the entries of a queryset of things, a batch at a time, and return how many."""
    ids = list(things.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH_SIZE):
        remember(things.filter(pk__in=ids[start : start + BATCH_SIZE]), now=now)
    return len(ids)


@transaction.atomic
def write(found: Iterable[Words], *, now: datetime) -> None:
    """Store entries with their passages, over what was known of the same things."""
    # In one order, so that two writers of the same things wait for each other in turn.
    found = sorted(found, key=lambda words: words.entry.key)
    for words in found:
        for field in WORD_FIELDS:
            setattr(words.entry, field, _clean(getattr(words.entry, field)))
        words.entry.version = _microseconds(now)
    entries = Entry.objects.bulk_create(
        [words.entry for words in found],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=WRITTEN_FIELDS,
    )
    touch(Entry.objects.filter(pk__in=[entry.pk for entry in entries]), now=now)
    Passage.objects.filter(entry__in=entries).delete()
    Passage.objects.bulk_create(
        Passage(
            entry=entry,
            position=position,
            anchor=piece.anchor,
            heading=_clean(piece.heading),
            text=_clean(piece.text),
            language=entry.language,
        )
        for entry, words in zip(entries, found, strict=True)
        for position, piece in enumerate(words.passages)
    )


def forget(kinds: Iterable[str], object_ids: Iterable[int], *, now: datetime) -> None:
    """Make things unfindable at once; the index follows."""
    entries = Entry.objects.filter(kind__in=list(kinds), object_id__in=list(object_ids))
    if not settings.ELASTICSEARCH_URL:
        # No index to tell of it.
        entries.delete()
        return
    with transaction.atomic():
        Passage.objects.filter(entry__in=entries).delete()
        blank = dict.fromkeys(WORD_FIELDS, "")
        touch(entries, now=now, is_deleted=True, scope=None, keeper=None, unit=None, **blank)


def carry_scope(scope_id: int, pages: "QuerySet[Page]", *, now: datetime) -> None:
    """Give the entries of `pages` the scope that the pages now have."""
    entries = Entry.objects.findable().filter(kind__in=PAGE_KINDS, object_id__in=pages.values("pk"))
    touch(entries.exclude(scope_id=scope_id), now=now, scope=scope_id)


def touch(entries: "QuerySet[Entry]", *, now: datetime, **changes: Any) -> None:
    """Make `changes` to entries and let the index know; values of any field, so without types."""
    # A counter alone would start anew when a thing is deleted and made again.
    version = Greatest(F("version") + 1, _microseconds(now))
    if entries.update(**changes, version=version, is_dirty=True):
        _send_soon()


def _send_soon() -> None: ...


def _microseconds(now: datetime) -> int:
    return int(now.timestamp() * 1_000_000)


def _clean(text: str) -> str:
    return text.translate(CONTROL_CHARACTERS)
