"""What is written to the table of findable things, always in the transaction that changes the thing."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Page

from content.scopes import carried_scope_id
from directory.models import Person
from search.entries import RULE, Words
from search.kinds import IN_READING_ORDER, PAGE_KINDS, PERSON, Kind, kind_of
from search.models import Entry, EntrySubject, Passage, PersonKeys
from search.models.entry import EntryQuerySet, microseconds
from search.people.keys import RULE as KEYS_RULE
from search.people.profiles import with_words
from search.tasks import send_entries

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
    "dated_on",
    "checked_on",
    "review_due_on",
    "ends_on",
    "is_deleted",
    "is_dirty",
    "rule",
]
# What an entry says in words: a control character there would pass for the mark of a found word.
WORD_FIELDS = ("title", "keywords", "headings", "summary", "text")
CONTROL_CHARACTERS = {code: " " for code in (*range(0x09), *range(0x0B, 0x20), 0x7F)}


@transaction.atomic
def remember(things: Iterable[Any], *, now: datetime) -> None:
    """Write the entry of each of `things`: live pages, people, groups. Any: Wagtail's pages have no types."""
    found: list[Words] = []
    things = list(things)
    for kind in {kind_of(thing).name: kind_of(thing) for thing in things}.values():
        if kind.gather is not None:
            kind.gather([thing for thing in things if kind_of(thing).name == kind.name])
    for thing in things:
        words = kind_of(thing).read(thing)
        if isinstance(thing, Page):
            words.entry.scope_id = carried_scope_id(thing)
        found.append(words)
    write(found, now=now)


def keep(kind: str, findable: Iterable[Any], ids: Iterable[int], *, now: datetime) -> None:
    """Write the entries of `findable`, and forget those of `ids` that are not among them. Any: as above."""
    things = list(findable)
    remember(things, now=now)
    if gone := set(ids) - {thing.pk for thing in things}:
        forget([kind], gone, now=now)


def remember_all(things: Any, *, now: datetime) -> int:
    """Write the entries of a queryset of things, a batch at a time, and return how many."""
    ids = list(things.order_by("pk").values_list("pk", flat=True))
    # Whoever saves one of them meanwhile waits, so that nothing newer is written over.
    rows = ("self", "page_ptr") if issubclass(things.model, Page) else ("self",)
    for start in range(0, len(ids), BATCH_SIZE):
        with transaction.atomic():
            some = things.filter(pk__in=ids[start : start + BATCH_SIZE])
            remember(some.select_for_update(of=rows), now=now)
    return len(ids)


def rebuild(*, now: datetime) -> tuple[int, int]:
    """Read everything that can be found anew, such as after rows were copied in.

    Returns how many things were read, and how many entries were dropped since their thing is gone.
    """
    read = dropped = 0
    for kind in IN_READING_ORDER:
        things = findable(kind)
        read += remember_all(things, now=now)
        # NOT IN would read all things of the kind anew for each entry, once they no longer fit in memory.
        is_there = Exists(things.order_by().filter(pk=OuterRef("object_id")))
        gone = Entry.objects.findable().filter(~is_there, kind=kind.name)
        ids = list(gone.values_list("object_id", flat=True))
        for start in range(0, len(ids), BATCH_SIZE):
            forget([kind.name], ids[start : start + BATCH_SIZE], now=now)
        dropped += len(ids)
    return read, dropped


def findable(kind: Kind) -> Any:
    """Return the things of a kind that may be found: live pages, people who work here. Any: as above."""
    if kind.things is not None:
        return kind.things()
    if kind.name == PERSON:
        return with_words(Person.objects.working_here())
    return kind.model.objects.live().select_related("keeper", "locale")


@transaction.atomic
def write(found: Iterable[Words], *, now: datetime) -> None:
    """Store entries with their passages, over what was known of the same things."""
    # In one order, so that two writers of the same things wait for each other in turn.
    found = sorted(found, key=lambda words: words.entry.key)
    for words in found:
        for field in WORD_FIELDS:
            setattr(words.entry, field, _clean(getattr(words.entry, field)))
        words.entry.version = microseconds(now)
        words.entry.rule = RULE
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
    say_subjects({entry.pk: words.subject_ids for entry, words in zip(entries, found, strict=True)})
    PersonKeys.objects.bulk_create(
        [
            PersonKeys(entry=entry, keys=" ".join(words.keys), rule=KEYS_RULE)
            for entry, words in zip(entries, found, strict=True)
            if words.keys
        ],
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=["keys", "rule"],
    )


def say_subjects(subject_ids: Mapping[int, Iterable[int]]) -> None:
    """Store what entries are about, by their keys, over what was known of it; two queries."""
    EntrySubject.objects.filter(entry__in=list(subject_ids)).delete()
    EntrySubject.objects.bulk_create(
        EntrySubject(entry_id=entry_id, subject_id=subject_id)
        for entry_id, ids in subject_ids.items()
        for subject_id in dict.fromkeys(ids)
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
        EntrySubject.objects.filter(entry__in=entries).delete()
        PersonKeys.objects.filter(entry__in=entries).delete()
        blank = dict.fromkeys(WORD_FIELDS, "")
        touch(entries, now=now, is_deleted=True, scope=None, keeper=None, unit=None, **blank)


def carry_scope(scope_id: int, pages: "QuerySet[Page]", *, now: datetime) -> None:
    """Give the entries of `pages` the scope that the pages now have."""
    entries = Entry.objects.findable().filter(kind__in=PAGE_KINDS, object_id__in=pages.values("pk"))
    touch(entries.exclude(scope_id=scope_id), now=now, scope=scope_id)


def touch(entries: EntryQuerySet, *, now: datetime, **changes: Any) -> None:
    """Make `changes` to entries and let the index know; values of any field, so without types."""
    if entries.change(now=now, **changes) and settings.ELASTICSEARCH_URL:
        transaction.on_commit(send_entries.enqueue)


def _clean(text: str) -> str:
    return text.translate(CONTROL_CHARACTERS)
