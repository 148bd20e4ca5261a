"""The index beside the entries, compared by the versions of both."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Q
from elasticsearch.helpers import bulk

from search.index.client import alias, for_sending, or_away
from search.models import Entry

PAGE_SIZE = 5000
SLICE_SIZE = 500
# How long Elasticsearch keeps what it held when the comparison began, from one page to the next.
KEPT_FOR = "2m"


@dataclass
class Difference:
    """Things by their name in the index: what it lacks, what it should not have, what it has otherwise."""

    # With the key of the entry.
    missing: dict[str, int] = field(default_factory=dict)
    other: dict[str, int] = field(default_factory=dict)
    # With the version that the index has.
    extra: dict[str, int] = field(default_factory=dict)


class Row(NamedTuple):
    """What an entry says of itself: its version, and whether the index should hold just that."""

    pk: int
    version: int
    is_settled: bool
    is_deleted: bool


def look() -> Difference:
    """Return how the index differs from the entries, apart from changes that wait. Raises IndexAway.

    Both are read in pages, so memory does not grow with how much there is. What changes meanwhile looks
    different, so whatever does is looked at a second time, and only what then stands still counts.
    """
    difference = Difference()
    with or_away():
        for_sending().indices.refresh(index=alias())
        suspects = sorted({key for keys in _differing_pages() for key in keys})
        for start in range(0, len(suspects), SLICE_SIZE):
            _look_again(suspects[start : start + SLICE_SIZE], difference)
    return difference


def drop(versions: Mapping[str, int]) -> None:
    """Take things out of the index, unless it has something newer of them by now. Raises IndexAway."""
    deletes = (
        {"_op_type": "delete", "_index": alias(), "_id": key, "version": held, "version_type": "external_gte"}
        for key, held in versions.items()
    )
    with or_away():
        bulk(for_sending(), deletes, raise_on_error=False)


def _differing_pages() -> Iterator[set[str]]:
    """Yield the names that the two seem to disagree on, for one range of entries after the other."""
    last = 0
    for held, end in _pages_of_index():
        entries = Entry.objects.filter(Q(pk__lte=end) if end else Q(), pk__gt=last)
        rows = _rows(entries.values_list("kind", "object_id", *ROW).iterator())
        expected = {key: row.version for key, row in rows.items() if row.is_settled and not row.is_deleted}
        waiting = {key for key, row in rows.items() if not row.is_settled}
        yield {key for key in (held.keys() | expected.keys()) - waiting if held.get(key) != expected.get(key)}
        last = end


def _pages_of_index() -> Iterator[tuple[dict[str, int], int]]:
    """Yield the versions that the index holds, and the last entry of each page; 0: there are no more."""
    client = for_sending()
    moment = client.open_point_in_time(index=alias(), keep_alive=KEPT_FOR)["id"]
    after: list[int] | None = None
    try:
        while True:
            hits = client.search(
                pit={"id": moment, "keep_alive": KEPT_FOR},
                sort=[{"entry": "asc"}],
                search_after=after,
                size=PAGE_SIZE,
                version=True,
                source=False,
                track_total_hits=False,
            )["hits"]["hits"]
            is_last = len(hits) < PAGE_SIZE
            yield {hit["_id"]: hit["_version"] for hit in hits}, 0 if is_last else hits[-1]["sort"][0]
            if is_last:
                return
            after = hits[-1]["sort"]
    finally:
        client.close_point_in_time(id=moment)


ROW = ("pk", "version", "is_dirty", "is_deleted")


def _rows(values: Iterable[tuple[str, int, int, int, bool, bool]]) -> dict[str, Row]:
    return {
        f"{kind}-{object_id}": Row(pk, version, not is_dirty, is_deleted)
        for kind, object_id, pk, version, is_dirty, is_deleted in values
    }


def _look_again(keys: list[str], difference: Difference) -> None:
    """Add to `difference` what differs although nobody changes it: its entry is as it was before."""
    before = _rows_of(keys)
    held = {
        document["_id"]: document["_version"]
        for document in for_sending().mget(index=alias(), ids=keys, source=False)["docs"]
        if document.get("found")
    }
    after = _rows_of(keys)
    for key in keys:
        row = before.get(key)
        if row != after.get(key) or (row and not row.is_settled):
            continue
        if row is None or row.is_deleted:
            if key in held:
                difference.extra[key] = held[key]
        elif key not in held:
            difference.missing[key] = row.pk
        elif held[key] != row.version:
            difference.other[key] = row.pk


def _rows_of(keys: Iterable[str]) -> dict[str, Row]:
    ids = defaultdict(list)
    for key in keys:
        ids[key.rpartition("-")[0]].append(Entry.object_id_in(key))
    of_kinds = Q(pk=None)
    for kind, object_ids in ids.items():
        of_kinds |= Q(kind=kind, object_id__in=object_ids)
    return _rows(Entry.objects.filter(of_kinds).values_list("kind", "object_id", *ROW))
