"""Makes a synthetic organisation open and findable, as its receivers would have done one by one."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from wagtail.search.backends import get_search_backends

from access.models import FileUse
from content.files import PAGE, files_of
from content.models import ContentPage, PageScope
from directory.models import Person
from groups.models import Group
from home.organisation.storing import batches, reserve_ids, store
from search.entries import RULE, Words
from search.kinds import KINDS, kind_of
from search.models import Entry, Passage, PersonKeys
from search.models.entry import microseconds
from search.people.keys import RULE as KEYS_RULE
from search.people.profiles import with_words
from search.services import findable, remember_all, say_subjects, touch
from search.talk import POST, QUESTION, groups_to_find


def make_findable(
    pages: Sequence[ContentPage], people: Sequence[Person], groups: Sequence[Group], now: datetime
) -> None:
    """Store which files the pages show, the search entries, and Wagtail's own index for the admin."""
    scope_ids = dict(PageScope.objects.values_list("page_id", "scope_id"))
    store(
        FileUse(file_kind=kind, file_id=pk, thing_kind=PAGE, thing_id=page.pk, scope_id=scope_ids[page.pk])
        for page in pages
        for kind, pk in sorted(files_of(page))
    )
    for page_batch in batches(pages):
        _write_entries(page_batch, [scope_ids[page.pk] for page in page_batch], now)
        _tell_wagtail(page_batch)
    for people_batch in batches(people):
        # Read with all that their words are made of, which would otherwise cost some queries each.
        read = list(with_words(Person.objects.filter(pk__in=[person.pk for person in people_batch])))
        _write_entries(read, [person.scope_id for person in read], now)
        _tell_wagtail(read)
    _make_talk_findable(groups, now)
    # Whoever tells Elasticsearch takes all that is waiting, so one sign is enough.
    touch(Entry.objects.filter(kind="person", object_id=people[-1].pk), now=now)


def _make_talk_findable(groups: Sequence[Group], now: datetime) -> None:
    """Store the entries of groups and of what is written there."""
    # Some have one: the group of hosts is made as everywhere.
    remember_all(groups_to_find(), now=now)
    for kind in (KINDS[POST], KINDS[QUESTION]):
        things = findable(kind).filter(group__in=groups)
        for keys in batches(things.order_by("pk").values_list("pk", flat=True)):
            read = list(things.filter(pk__in=keys))
            if kind.gather is not None:
                kind.gather(read)
            _write_entries(read, [thing.scope_id for thing in read], now)


def _write_entries(things: Sequence[Any], scope_ids: Sequence[int], now: datetime) -> None:
    """Store the entries and passages of new things. Any: Wagtail's pages have no types."""
    found = [kind_of(thing).read(thing) for thing in things]
    for words, scope_id, pk in zip(found, scope_ids, reserve_ids(Entry, len(found)), strict=True):
        words.entry.pk = pk
        words.entry.scope_id = scope_id
        words.entry.version = microseconds(now)
        words.entry.rule = RULE
    store(words.entry for words in found)
    store(_passages(found))
    for batch in batches(found):
        say_subjects({words.entry.pk: words.subject_ids for words in batch})
    store(
        PersonKeys(entry=words.entry, keys=" ".join(words.keys), rule=KEYS_RULE)
        for words in found
        if words.keys
    )


def _tell_wagtail(things: Sequence[Any]) -> None:
    """Put things in Wagtail's own index. Any: as above."""
    backends = list(get_search_backends(with_auto_update=True))
    for model, members in groupby(things, key=type):
        of_model = list(members)
        for backend in backends:
            backend.add_bulk(model, of_model)


def _passages(found: Sequence[Words]) -> Iterator[Passage]:
    for words in found:
        for position, piece in enumerate(words.passages):
            yield Passage(
                entry=words.entry,
                position=position,
                anchor=piece.anchor,
                heading=piece.heading,
                text=piece.text,
                language=words.entry.language,
            )
