"""How search stands, in words: which engine answers, what waits, what is wrong and what to do about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from elastic_transport import ConnectionTimeout
from elasticsearch import NotFoundError

from search.index.client import IndexAway, alias, for_search, or_away, searched_alias
from search.index.filling import LOST_AFTER
from search.models import Entry, Filling

# A worker sends a change within seconds; after this, something is wrong with it.
PATIENCE = timedelta(minutes=10)
SLOW_SECONDS = 1.0
FULL_PERCENT = 90


@dataclass(frozen=True)
class Problem:
    """What is wrong, and what to do about it."""

    name: str
    what: Promise
    to_do: Promise


PROBLEMS = {
    problem.name: problem
    for problem in (
        Problem(
            "away",
            _("Elasticsearch does not answer. The database answers searches, more simply."),
            _(
                "See whether Elasticsearch runs and whether ELASTICSEARCH_URL leads to it. Nothing gets "
                "lost: what changes waits here and is sent once it is back."
            ),
        ),
        Problem(
            "slow",
            _("Elasticsearch answers slowly. A search that takes too long is answered by the database."),
            _("See whether its machine has enough memory and processor time, and what else runs there."),
        ),
        Problem(
            "lost",
            _("Elasticsearch answers, but the index is gone. The database answers searches, more simply."),
            _("A worker fills a new one by itself. If nothing happens within minutes, fill it below."),
        ),
        Problem(
            "older",
            _("The index was made by an older version of Brink."),
            _("A worker fills a new one by itself. If nothing happens within minutes, fill it below."),
        ),
        Problem(
            "full",
            _("The disk of Elasticsearch is almost full. From a certain point on it takes no changes."),
            _("Make room on that disk or enlarge it. Elasticsearch takes changes again by itself."),
        ),
        Problem(
            "read_only",
            _("The index takes no changes: it is read-only. Searches are answered, but with what was."),
            _("Look whether its disk was full. Take the block off the index; what waits is sent then."),
        ),
        Problem(
            "broken",
            _("A part of the index cannot be read: Elasticsearch calls its health red."),
            _("See its log. If the part does not come back, fill the index below: the database has it all."),
        ),
        Problem(
            "waiting",
            _("Changes have been waiting to be sent for more than ten minutes."),
            _("See whether a worker runs (./run worker), and what its log says."),
        ),
        Problem(
            "failed",
            _("The last time that an index was filled, it did not succeed. The one before it stays in use."),
            _("See the log of the worker for the reason, then fill it again."),
        ),
        Problem(
            "unserved",
            _("A new index was asked for, and no worker has begun."),
            _("See whether a worker runs (./run worker)."),
        ),
    )
}


@dataclass(frozen=True)
class State:
    """How search stands at one moment."""

    engine: str
    findable_count: int
    waiting_count: int = 0
    waits_since: datetime | None = None
    index: str = ""
    filling: Filling | None = None
    is_filling: bool = False
    problems: list[Problem] = field(default_factory=list)


def state_of_search(now: datetime) -> State:
    """Return how search stands, after at most three short questions to Elasticsearch."""
    findable_count = Entry.objects.findable().count()
    if not settings.ELASTICSEARCH_URL:
        return State(connection.vendor, findable_count)
    waiting = Entry.objects.waiting()
    oldest = waiting.values_list("version", flat=True).first()
    waits_since = datetime.fromtimestamp(oldest / 1_000_000, UTC) if oldest is not None else None
    filling = Filling.objects.filter(name=alias()).first()
    is_filling = filling is not None and filling.is_under_way(now - LOST_AFTER)
    index, names = _look_at_index()
    names += _of_filling(filling, is_filling, now)
    if waits_since is not None and waits_since < now - PATIENCE:
        names.append("waiting")
    return State(
        engine="elasticsearch" if index else connection.vendor,
        findable_count=findable_count,
        waiting_count=waiting.count(),
        waits_since=waits_since,
        index=index,
        filling=filling,
        is_filling=is_filling,
        problems=[PROBLEMS[name] for name in names],
    )


def _look_at_index() -> tuple[str, list[str]]:
    """Return the name of the index in use, and the names of what is wrong with it."""
    began = monotonic()
    try:
        with or_away():
            found = for_search().indices.get(
                index=alias(), features=["settings", "aliases"], flat_settings=True
            )
            health = for_search().cluster.health(index=alias())["status"]
            disks = for_search().cat.allocation(format="json", h="disk.percent")
    except IndexAway as away:
        if isinstance(away.__cause__, NotFoundError):
            return "", ["lost"]
        return "", ["slow" if isinstance(away.__cause__, ConnectionTimeout) else "away"]
    name, details = next(iter(found.items()))
    if searched_alias() not in details["aliases"]:
        # Made before this version: nobody searches it, and the database answers.
        return "", ["older"]
    return name, list(_wrong_with(details["settings"], health, disks, monotonic() - began))


# Any: answers of Elasticsearch.
def _wrong_with(own: dict[str, Any], health: str, disks: Any, seconds: float) -> Iterator[str]:
    if seconds > SLOW_SECONDS:
        yield "slow"
    if any(int(disk["disk.percent"] or 0) >= FULL_PERCENT for disk in disks):
        yield "full"
    blocks = ("write", "read_only", "read_only_allow_delete")
    if any(own.get(f"index.blocks.{block}") == "true" for block in blocks):
        yield "read_only"
    if health == "red":
        yield "broken"


def _of_filling(filling: Filling | None, is_filling: bool, now: datetime) -> list[str]:
    if filling is None or is_filling:
        return []
    if filling.is_waited_for and filling.wanted_at is not None and filling.wanted_at < now - PATIENCE:
        return ["unserved"]
    return ["failed"] if filling.has_failed else []
