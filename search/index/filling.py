"""An index of this version, filled from the entries before anyone searches it."""

import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone
from elasticsearch import NotFoundError

from search.index import analysis
from search.index.analysis import settings_of
from search.index.bulk import put
from search.index.client import IndexAway, alias, for_sending, or_away, searched_alias
from search.index.compounds import parts_of_compounds
from search.index.mapping import mapping
from search.models import Entry, Filling

logger = logging.getLogger(__name__)

BATCH_SIZE = 200
# Without a sign for so long, a filling has died with its worker.
LOST_AFTER = timedelta(minutes=5)
# The parts of compounds come from the texts: with half as many again, they are gathered anew.
GROWTH = 1.5
FEWEST_NEW = 50


def ensure_index(now: datetime) -> bool:
    """Tell whether an index of this version is there; fill one if not, unless someone else is doing that.

    Raises IndexAway.
    """
    return is_in_use() or fill(now)


def is_in_use() -> bool:
    """Tell whether an index of this version is searched. Raises IndexAway."""
    with or_away():
        return bool(for_sending().indices.exists_alias(name=searched_alias()))


def indices_in_use() -> list[str]:
    """Return the names of the indices that are searched: one, or none before the first filling."""
    try:
        return list(for_sending().indices.get_alias(name=alias()))
    except NotFoundError:
        return []


def has_outgrown_its_parts() -> bool:
    """Tell whether there is so much more to find that the parts of compounds should be gathered anew."""
    with or_away():
        [name] = indices_in_use() or [""]
        if not name:
            return False
        mappings = for_sending().indices.get_mapping(index=name)[name]["mappings"]
    then = int(mappings["_meta"]["entry_count"])
    return Entry.objects.findable().count() > then * GROWTH + FEWEST_NEW


def fill(now: datetime, report: Callable[[int], object] = lambda count: None) -> bool:
    """Fill a new index, then search that one; False if someone else is doing so. Raises IndexAway.

    `report` is told how many entries each step took.
    What changes meanwhile still goes to the index in use, so afterwards everything that is not as it was
    read is sent again.
    """
    name = f"{alias()}-v{analysis.VERSION}-{now:%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
    with _alone(now) as give_sign, or_away():
        if give_sign is None:
            return False
        try:
            _drop_leftovers()
            _create(name)
            versions: dict[int, int] = {}
            for entries in _batches():
                answer = put(entries, name, is_alias=False)
                versions.update({entry.pk: entry.version for entry in answer.known})
                give_sign(len(entries))
                report(len(entries))
            _put_in_use(name)
        except BaseException:  # whatever ends it, Ctrl-C too: half an index must not stay
            # What cannot be dropped now, the next filling drops.
            with suppress(IndexAway), or_away():
                for_sending().indices.delete(index=name, ignore_unavailable=True)
            raise
        _reconcile(versions, name)
    return True


@contextmanager
def _alone(now: datetime) -> Iterator[Callable[[int], None] | None]:
    """Keep others from filling; yields how to give a sign of life, or None if another one is at it."""
    Filling.objects.get_or_create(name=alias())
    token = secrets.token_hex(16)
    is_free = Q(seen_at=None) | Q(seen_at__lt=now - LOST_AFTER)
    if not Filling.objects.filter(is_free, name=alias()).update(token=token, seen_at=now):
        yield None
        return
    mine = Filling.objects.filter(name=alias(), token=token)
    total = Entry.objects.findable().count()
    mine.update(started_at=now, ended_at=None, has_failed=False, done_count=0, total_count=total)

    def give_sign(count: int) -> None:
        if not mine.update(seen_at=timezone.now(), done_count=F("done_count") + count):
            logger.warning("Another worker fills the search index: this one was silent for too long.")
            raise IndexAway

    try:
        yield give_sign
    except BaseException:
        mine.update(has_failed=True)
        raise
    finally:
        mine.update(token="", seen_at=None, ended_at=timezone.now())


def _drop_leftovers() -> None:
    """Remove what a filling that died has left."""
    indices = for_sending().indices
    for name in set(indices.get(index=f"{alias()}-v*")) - set(indices_in_use()):
        indices.delete(index=name)


def _create(name: str) -> None:
    for_sending().indices.create(
        index=name,
        settings={
            **settings_of(parts_of_compounds()),
            "auto_expand_replicas": "0-1",
            "refresh_interval": "-1",
        },
        mappings={**mapping(), "_meta": {"entry_count": Entry.objects.findable().count()}},
    )


def _batches() -> Iterator[list[Entry]]:
    last = 0
    while entries := list(
        Entry.objects.findable().filter(pk__gt=last).order_by("pk").with_words()[:BATCH_SIZE]
    ):
        yield entries
        last = entries[-1].pk


def _put_in_use(name: str) -> None:
    """Search the new index from one moment to the next, and drop the one before it."""
    indices = for_sending().indices
    if "_meta" not in indices.get_mapping(index=name)[name]["mappings"]:
        # It was deleted while it was filled, and Elasticsearch made one of its own at the next entry.
        raise IndexAway(f"{name} was deleted while it was filled")
    indices.put_settings(index=name, settings={"refresh_interval": None})
    indices.refresh(index=name)
    old = [{"remove_index": {"index": index}} for index in indices_in_use()]
    aliases = [{"add": {"index": name, "alias": each}} for each in (alias(), searched_alias())]
    indices.update_aliases(actions=[*aliases, *old])


def _reconcile(versions: dict[int, int], name: str) -> None:
    """Mark clean what is as it was read; what is not gets a new version, so that it is sent again.

    Without the new version, a worker that sent it to the old index might still mark it clean.
    """
    now = timezone.now()
    present = dict(Entry.objects.values_list("pk", "version").iterator())
    for some in _slices([pk for pk, version in present.items() if versions.get(pk) != version]):
        Entry.objects.filter(pk__in=some).change(now=now)
    for some in _slices([pk for pk, version in present.items() if versions.get(pk) == version]):
        # What was clean is not written again: of a whole table that would leave as many dead rows behind.
        sent = Entry.objects.filter(is_dirty=True).with_versions({pk: versions[pk] for pk in some})
        sent.update(is_dirty=False)
    for some in _slices([pk for pk in versions if pk not in present]):
        for_sending().delete_by_query(index=name, query={"terms": {"entry": some}})


def _slices(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), BATCH_SIZE):
        yield keys[start : start + BATCH_SIZE]
