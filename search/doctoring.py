"""Finds where things, the table of what can be found and the index of Elasticsearch have grown apart."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from background import doctor
from background.doctor import Finding
from search.files.words import FILE, scopes_of
from search.index.client import IndexAway
from search.index.comparing import Difference, drop, look
from search.index.filling import ensure_index, is_in_use
from search.index.sending import send_dirty
from search.kinds import IN_READING_ORDER, PAGE_KINDS, PERSON, Kind
from search.models import Entry
from search.models.entry import microseconds
from search.services import BATCH_SIZE, findable, keep
from search.talk import GROUP, POST, QUESTION

# How many are named; the rest is counted.
MOST_NAMED = 5
# A worker sends each change within seconds.
PATIENCE = timedelta(minutes=10)
# Where the kinds keep who may see a thing; of a file it is made of the pages that show it.
SCOPES = {
    **dict.fromkeys(PAGE_KINDS, "visibility__scope"),
    **dict.fromkeys((PERSON, POST, QUESTION), "scope"),
    GROUP: "front_scope",
}


def register() -> None:
    """Let the doctor look after search."""
    doctor.register("search", examine)


def examine(now: datetime, mend: bool) -> Iterator[Finding]:
    """Yield what differs; with `mend`, what the things themselves say holds again everywhere."""
    for kind in IN_READING_ORDER:
        yield from _examine_kind(kind, now, mend)
    if settings.ELASTICSEARCH_URL:
        try:
            yield from _examine_index(now, mend)
        except IndexAway as away:
            yield Finding(f"Elasticsearch cannot be asked, the database stands in: {away}")


def _examine_kind(kind: Kind, now: datetime, mend: bool) -> Iterator[Finding]:
    # Whatever changes between two looks is in order in the second one.
    first_look = set().union(*_differing(kind, None).values())
    if not first_look:
        return
    for what, ids in _differing(kind, first_look).items():
        if not ids:
            continue
        if mend:
            for some in _slices(sorted(ids)):
                keep(kind.name, findable(kind).filter(pk__in=some), some, now=now)
        yield Finding(f"{len(ids)} of {kind.name} {what}: {_named(ids)}", is_mended=mend)


def _differing(kind: Kind, ids: set[int] | None) -> dict[str, set[int]]:
    """Return by what is wrong with them the keys of things of a kind, of all or of `ids` alone."""
    # Any: models and querysets of every kind.
    things: QuerySet[Any] = findable(kind)
    entries = Entry.objects.findable().filter(kind=kind.name)
    if ids is not None:
        things, entries = things.filter(pk__in=ids), entries.filter(object_id__in=ids)
    known = dict(entries.values_list("object_id", "scope_id"))
    there = _scopes_of(kind, things)
    seen_by_others = {pk for pk in there.keys() & known.keys() if there[pk] != known[pk]}
    return {
        "cannot be found, though they are there": there.keys() - known.keys(),
        "can be found, though they are gone": known.keys() - there.keys(),
        "can be found by others than may see them": seen_by_others,
    }


def _scopes_of(kind: Kind, things: "QuerySet[Any]") -> dict[int, int]:
    """Return the key of each thing of a kind with that of its scope."""
    if kind.name != FILE:
        return dict(things.order_by().values_list("pk", SCOPES[kind.name]))
    ids = list(things.order_by().values_list("pk", flat=True))
    return {pk: scope.pk for some in _slices(ids) for pk, scope in scopes_of(some).items()}


def _examine_index(now: datetime, mend: bool) -> Iterator[Finding]:
    if not is_in_use():
        is_filled = mend and ensure_index(now)
        yield Finding("Elasticsearch has no index of this version; a worker fills one.", is_mended=is_filled)
        if not is_filled:
            return
    if mend:
        send_dirty(now)
    late = Entry.objects.waiting().filter(version__lt=microseconds(now - PATIENCE)).count()
    if late:
        yield Finding(f"{late} changes wait for longer than {PATIENCE}: does a worker run?")
    found = look()
    if mend:
        _mend_index(found, now)
    for what, keys in (
        ("are missing from the index", found.missing),
        ("are in the index, though they are gone", found.extra.keys()),
        ("are otherwise in the index", found.other),
    ):
        if keys:
            yield Finding(f"{len(keys)} {what}: {_named(keys)}", is_mended=mend)


def _mend_index(found: Difference, now: datetime) -> None:
    """Send what the index lacks with a new version, and take out what it should not have."""
    for keys in (found.missing, found.other):
        for some in _slices(sorted(keys.values())):
            Entry.objects.filter(pk__in=some).change(now=now)
    drop(found.extra)
    send_dirty(now)


def _named(keys: Any) -> str:  # Any: keys of several types
    named = sorted(keys)[:MOST_NAMED]
    return ", ".join(map(str, named)) + (" …" if len(keys) > MOST_NAMED else "")


def _slices(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), BATCH_SIZE):
        yield ids[start : start + BATCH_SIZE]
