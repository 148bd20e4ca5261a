"""Reading anew what stands in streams, such as after rows were copied in."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from following.pages import PageKind, page_kinds
from following.standing import stand

BATCH_SIZE = 200
Report = Callable[[int], object]


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
    return len(stand(pages, now=now))
