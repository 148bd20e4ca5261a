"""Writing the stream: things appear under their sources, change, and go."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from following.models import Source, StreamItem, Thing
from following.signals import thing_appeared
from following.sources import sources_for

# What is brought in later than this, such as by an import, disturbs nobody: it only stands in the stream.
NEWS_FOR = timedelta(days=2)


@dataclass(frozen=True)
class Appearance:
    """A thing as it is to stand in streams, under exactly these sources, (kind, id)."""

    kind: str
    object_id: int
    sources: Sequence[tuple[str, int]]
    scope_id: int
    published_at: datetime
    language: str = ""
    left_out_in: str = ""
    page_id: int | None = None
    # Whether somebody may be told of it, should it not be there already.
    is_news: bool = True


def appear(
    *,
    kind: str,
    object_id: int,
    sources: Iterable[tuple[str, int]],
    scope_id: int,
    published_at: datetime,
    now: datetime,
    language: str = "",
    left_out_in: str = "",
    page_id: int | None = None,
) -> Thing:
    """Return the thing, standing under exactly these sources, (kind, id), from its moment on.

    Doing so again changes what differs and is news to nobody; a thing keeps the moment it first had, also
    when it went and comes back.
    """
    appearance = Appearance(
        kind=kind,
        object_id=object_id,
        sources=list(sources),
        scope_id=scope_id,
        published_at=published_at,
        language=language,
        left_out_in=left_out_in,
        page_id=page_id,
    )
    [thing] = appear_all([appearance], now=now)
    return thing


@transaction.atomic
def appear_all(appearances: Iterable[Appearance], *, now: datetime) -> list[Thing]:
    """Return the thing of each of `appearances` in their order, as `appear` does: a few queries for all."""
    appearances = list(appearances)
    there = _there(appearances)
    things = _written(appearances)
    _stand_under(things, [appearance.sources for appearance in appearances], are_there=bool(there))
    for thing, appearance in zip(things, appearances, strict=True):
        is_new = thing.pk not in there and appearance.is_news
        if is_new and appearance.published_at > now - NEWS_FOR:
            transaction.on_commit(partial(thing_appeared.send, sender=Thing, thing=thing))
    return things


def disappear(kind: str, object_ids: Iterable[int]) -> None:
    """Take things out of every stream; what is not there stays away."""
    take_out(Thing.objects.filter(kind=kind, object_id__in=list(object_ids)))


def take_out(things: "QuerySet[Thing]") -> int:
    """Take `things` out of every stream, and return how many stood there."""
    # Asked first: of most pages that are saved nothing stands anywhere, and the planner is spared a join.
    keys = list(things.order_by().values_list("pk", flat=True))
    items = StreamItem.objects.filter(thing__in=keys)
    number = items.order_by().values("thing").distinct().count() if keys else 0
    if number:
        items.delete()
    return number


def _there(appearances: Iterable[Appearance]) -> set[int]:
    """Return the keys of the things that stand in streams already, locked until this is done."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for appearance in appearances:
        by_kind[appearance.kind].append(appearance.object_id)
    there: set[int] = set()
    stands = Exists(StreamItem.objects.filter(thing=OuterRef("pk")))
    for kind, ids in by_kind.items():
        known = Thing.objects.select_for_update().filter(kind=kind, object_id__in=ids).order_by("pk")
        there.update(pk for pk, is_there in known.values_list("pk", stands) if is_there)
    return there


def _written(appearances: Iterable[Appearance]) -> list[Thing]:
    things = Thing.objects.bulk_create(
        [
            Thing(
                kind=appearance.kind,
                object_id=appearance.object_id,
                published_at=appearance.published_at,
                scope_id=appearance.scope_id,
                language=appearance.language,
                left_out_in=appearance.left_out_in,
                page_id=appearance.page_id,
            )
            for appearance in appearances
        ],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["scope", "language", "left_out_in", "page"],
    )
    # Also those that another writer made meanwhile keep the moment that they first had.
    moments = dict(
        Thing.objects.filter(pk__in=[thing.pk for thing in things]).values_list("pk", "published_at")
    )
    for thing in things:
        thing.published_at = moments[thing.pk]
    return things


def _stand_under(
    things: Sequence[Thing], wanted: Sequence[Sequence[tuple[str, int]]], *, are_there: bool
) -> None:
    rows = {(row.kind, row.object_id): row for row in sources_for(one for few in wanted for one in few)}
    places: list[tuple[Thing, Source]] = [
        (thing, rows[source])
        for thing, few in zip(things, wanted, strict=True)
        for source in dict.fromkeys(few)
    ]
    if are_there:
        stay = {(thing.pk, source.pk) for thing, source in places}
        items = StreamItem.objects.filter(thing__in=things).values_list("pk", "thing_id", "source_id")
        gone = [pk for pk, thing_id, source_id in items if (thing_id, source_id) not in stay]
        if gone:
            StreamItem.objects.filter(pk__in=gone).delete()
    StreamItem.objects.bulk_create(
        [
            StreamItem(
                source=source,
                thing=thing,
                kind=thing.kind,
                published_at=thing.published_at,
                scope_id=thing.scope_id,
                left_out_in=thing.left_out_in,
            )
            for thing, source in places
        ],
        update_conflicts=True,
        unique_fields=["source", "thing"],
        update_fields=["kind", "published_at", "scope", "left_out_in"],
    )
