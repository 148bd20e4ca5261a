"""Entries on their way to Elasticsearch, many at once."""

import logging
from collections.abc import Iterable
from typing import Any, NamedTuple

from elasticsearch.helpers import streaming_bulk

from search.index.client import IndexAway, for_sending
from search.index.documents import document_of
from search.models import Entry

logger = logging.getLogger(__name__)

CONFLICT = 409
# What holds for all entries: the index was made read-only, such as when the disk is full, or it is gone.
AWAY = {"cluster_block_exception", "index_not_found_exception"}
# A node with little memory refuses larger requests, and asks to wait when there are too many.
MOST_BYTES_AT_ONCE = 2 * 1024 * 1024
# With these it has a minute and a half to find room.
MOST_TRIES = 8
LONGEST_WAIT_SECONDS = 30


class Answer(NamedTuple):
    """What the index said of the entries sent to it."""

    known: list[Entry]
    # The index holds something newer of these.
    older: list[Entry]


def put(entries: Iterable[Entry], index: str, *, is_alias: bool) -> Answer:
    """Bring `index` up to `entries`, unless it is further already; what it refuses is in neither list.

    Raises IndexAway when it takes nothing at all.
    """
    waiting = {entry.key: entry for entry in entries}
    answered = Answer([], [])
    for is_done, answer in streaming_bulk(
        for_sending(),
        [action_of(entry, index) for entry in waiting.values()],
        raise_on_error=False,
        max_chunk_bytes=MOST_BYTES_AT_ONCE,
        max_retries=MOST_TRIES,
        initial_backoff=0.5,
        max_backoff=LONGEST_WAIT_SECONDS,
        # A missing index must not be made here, without its analysis.
        require_alias=is_alias,
    ):
        [details] = answer.values()
        entry = waiting[details["_id"]]
        if is_done or details.get("result") == "not_found":
            answered.known.append(entry)
        elif details["status"] == CONFLICT:
            answered.older.append(entry)
        elif (error := details.get("error", {})).get("type") in AWAY:
            logger.warning("Elasticsearch takes nothing: %s", error["reason"])
            raise IndexAway(error["reason"])
        else:
            logger.error("Elasticsearch refused %s: %s", entry.key, details)
    return answered


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
