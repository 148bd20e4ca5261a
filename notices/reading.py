"""The notices of one person on their screen: three heaps in short, or one of them page by page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise

from access.models import User
from notices.models import Notice
from notices.models.notice import NoticeQuerySet
from notices.sorting import CONDITIONS, TITLES, Heap
from notices.telling import Told, told

# What is older is cleared away.
KEPT_FOR = timedelta(days=30)
IN_SHORT = 10
# The bell says no higher number.
MOST_COUNTED = 9


@dataclass(frozen=True)
class ShownHeap:
    """One heap with the newest of it."""

    heap: Heap
    lines: list[Told]
    has_more: bool

    @property
    def title(self) -> str | Promise:
        return TITLES[self.heap]


def notices_of(user: User, now: datetime) -> NoticeQuerySet:
    """Return what is shown to `user` in Brink, the newest first."""
    own = Notice.objects.visible_to(user).filter(receiver=user, made_at__gt=now - KEPT_FOR)
    found: NoticeQuerySet = own.in_site().newest_first()
    return found


def read_in_short(user: User, now: datetime) -> list[ShownHeap]:
    """Return the heaps that hold something, each with its newest notices."""
    own = notices_of(user, now)
    newest = {heap: list(own.filter(CONDITIONS[heap])[: IN_SHORT + 1]) for heap in Heap}
    lines = told([notice for rows in newest.values() for notice in rows[:IN_SHORT]], user)
    return [
        ShownHeap(heap, [line for line in lines if line.heap == heap], has_more=len(rows) > IN_SHORT)
        for heap, rows in newest.items()
        if rows
    ]


def count_new(user: User, now: datetime) -> int:
    """Return how many notices `user` has not read; it stops counting one above MOST_COUNTED."""
    return len(notices_of(user, now).unread().order_by().values_list("pk")[: MOST_COUNTED + 1])


def mark_read(*, reader: User, notices: Iterable[int] | None = None, now: datetime) -> int:
    """Note that `reader` has read these notices of theirs, or all that Brink shows; return how many were new.

    What is there for a mail or the digest alone nobody has read by looking at Brink.
    """
    own = Notice.objects.filter(receiver=reader, read_at=None)
    own = own.filter(is_in_site=True) if notices is None else own.filter(pk__in=list(notices))
    return own.update(read_at=now)
