"""Writing the stream: a thing appears under its sources, changes, and goes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from following.models import StreamItem, Thing
from following.signals import thing_appeared
from following.sources import sources_for

# What is brought in later than this, such as by an import, disturbs nobody: it only stands in the stream.
NEWS_FOR = timedelta(days=2)


@transaction.atomic
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

    Doing so again changes what differs and is news to nobody; a thing keeps the moment it first had.
    """
    values = {
        "scope_id": scope_id,
        "language": language,
        "left_out_in": left_out_in,
        "page_id": page_id,
    }
    thing, is_new = Thing.objects.select_for_update().get_or_create(
        kind=kind, object_id=object_id, defaults={**values, "published_at": published_at}
    )
    if not is_new:
        Thing.objects.filter(pk=thing.pk).update(**values)
        for name, value in values.items():
            setattr(thing, name, value)
    _stand_under(thing, sources)
    if is_new and published_at > now - NEWS_FOR:
        transaction.on_commit(partial(thing_appeared.send, sender=Thing, thing=thing))
    return thing


def disappear(kind: str, object_ids: Iterable[int]) -> None:
    """Take things out of every stream; what is not there stays away."""
    Thing.objects.filter(kind=kind, object_id__in=list(object_ids)).delete()


def _stand_under(thing: Thing, sources: Iterable[tuple[str, int]]) -> None:
    rows = sources_for(sources)
    thing.items.exclude(source__in=rows).delete()
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
            for source in rows
        ],
        update_conflicts=True,
        unique_fields=["source", "thing"],
        update_fields=["kind", "published_at", "scope", "left_out_in"],
    )
