"""Entries on their way to Elasticsearch, many at once."""

import logging
from collections.abc import Iterable
from typing import Any

from elasticsearch.helpers import streaming_bulk

from search.index.client import for_sending
from search.index.documents import document_of
from search.models import Entry

logger = logging.getLogger(__name__)

CONFLICT = 409
# A node with little memory refuses larger requests, and asks to wait when there are too many.
MOST_BYTES_AT_ONCE = 2 * 1024 * 1024
MOST_TRIES = 4


def put(entries: Iterable[Entry], index: str, *, is_alias: bool) -> list[Entry]:
    """Bring `index` up to `entries`, and return those it knows now: at this version, or at a newer one."""
    waiting = {entry.key: entry for entry in entries}
    known: list[Entry] = []
    for is_done, answer in streaming_bulk(
        for_sending(),
        [action_of(entry, index) for entry in waiting.values()],
        raise_on_error=False,
        max_chunk_bytes=MOST_BYTES_AT_ONCE,
        max_retries=MOST_TRIES,
        initial_backoff=0.5,
        # A missing index must not be made here, without its analysis.
        require_alias=is_alias,
    ):
        [details] = answer.values()
        entry = waiting[details["_id"]]
        if is_done or is_known(details):
            known.append(entry)
        else:
            logger.error("Elasticsearch refused %s: %s", entry.key, details)
    return known


def action_of(entry: Entry, index: str) -> dict[str, Any]:
    """Return the part of a bulk request that brings `index` up to `entry`, unless it is further already."""
    action = {
        "_index": index,
        "_id": entry.key,
        "version": entry.version,
        "version_type": "external_gte",
    }
    if entry.is_deleted:
        return {**action, "_op_type": "delete"}
    return {**action, "_op_type": "index", "_source": document_of(entry)}


def is_known(details: dict[str, Any]) -> bool:
    """Tell whether the index refused an action since it has something newer, or nothing to delete."""
    return bool(details["status"] == CONFLICT or details.get("result") == "not_found")
