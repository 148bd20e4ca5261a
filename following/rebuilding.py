"""Reading anew what stands in streams, such as after rows were copied in."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple, TypeAlias

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

from dialogue.models import BrinkComment
from following.appearing import take_out
from following.changes import stand_changes
from following.models import StreamItem, Thing
from following.pages import PageKind, page_kinds
from following.standing import stand
from following.talking import COMMENT, stand_talk

BATCH_SIZE = 500
Report: TypeAlias = Callable[[int], object]
# Reads at most BATCH_SIZE things with keys beyond the given one anew, and returns their keys in order.
Reader: TypeAlias = Callable[[int, int], list[int]]
_readers: list[Reader] = []


def register_reader(reader: Reader) -> Reader:
    """Let `rebuild_stream` read further things, of a room above: `reader(after, count)` reads a batch."""
    _readers.append(reader)
    return reader


class Rebuilt(NamedTuple):
    """How many pages, comments and other things were read, and how many were dropped as they are gone."""

    pages: int
    comments: int
    dropped: int
    others: int = 0


def stand_all(*, below: Page | None = None, now: datetime, report: Report = lambda count: None) -> int:
    """Let all live pages stand in streams as they do now, and return how many there are.

    `below` a page only those of its branch, itself included. `report` hears of each batch.
    """
    number = 0
    for kind in page_kinds():
        pages = kind.model.objects.live().filter(alias_of=None)
        if below is not None:
            pages = pages.descendant_of(below, inclusive=True)
        ids = list(pages.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), BATCH_SIZE):
            number += _stand_batch(kind, ids[start : start + BATCH_SIZE], now)
            report(len(ids[start : start + BATCH_SIZE]))
    return number


@transaction.atomic
def _stand_batch(kind: PageKind, ids: list[int], now: datetime) -> int:
    """Write one batch. Whoever saves one of its pages meanwhile waits: nothing newer is written over."""
    pages = kind.model.objects.live().filter(pk__in=ids).select_for_update(of=("self", "page_ptr"))
    relations = ["subjects", *([kind.others] if kind.others else [])]
    pages = pages.select_related("locale").defer(*kind.long_fields).prefetch_related(*relations)
    things = stand(pages, now=now, may_be_news=False)
    stand_changes(pages, now=now)
    return len(things)


def rebuild_stream(*, now: datetime, report: Report = lambda count: None) -> Rebuilt:
    """Read everything that appears in streams anew; doing so again changes nothing, and is news to nobody."""
    gone = Thing.objects.filter(
        Exists(StreamItem.objects.filter(thing=OuterRef("pk"))),
        Q(page__live=False)
        | Q(kind=COMMENT) & ~Q(object_id__in=BrinkComment.objects.standing().order_by().values("pk")),
    )
    dropped = take_out(gone)
    pages = stand_all(now=now, report=report)
    comments = last = 0
    standing = BrinkComment.objects.standing().order_by("pk").values_list("pk", flat=True)
    while ids := list(standing.filter(pk__gt=last)[:BATCH_SIZE]):
        stand_talk(ids, are_news=False)
        report(len(ids))
        comments, last = comments + len(ids), ids[-1]
    others = sum(_read_all(reader, report) for reader in _readers)
    return Rebuilt(pages, comments, dropped, others)


def _read_all(reader: Reader, report: Report) -> int:
    number = last = 0
    while ids := reader(last, BATCH_SIZE):
        report(len(ids))
        number, last = number + len(ids), ids[-1]
    return number
