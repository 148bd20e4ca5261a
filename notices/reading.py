"""The notices of one person on their screen: three heaps in short, or one of them page by page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.functional import Promise

from access.models import User
from notices.models import Notice
from notices.models.notice import NoticeQuerySet
from notices.sorting import CONDITIONS, TITLES, Heap, heap_of
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
    # The highest number in it, also of what can be told no more.
    newest: int

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
        ShownHeap(
            heap,
            [line for line in lines if line.heap == heap],
            has_more=len(rows) > IN_SHORT,
            newest=max(notice.pk for notice in rows),
        )
        for heap, rows in newest.items()
        if rows
    ]


def count_new(user: User, now: datetime) -> int:
    """Return how many notices `user` has not read; it stops counting one above MOST_COUNTED."""
    return len(notices_of(user, now).unread().order_by().values_list("pk")[: MOST_COUNTED + 1])


def count_above(notice: Notice, now: datetime) -> int:
    """Return how many newer notices stand above `notice` in its heap, for its receiver."""
    newer = Q(made_at__gt=notice.made_at) | Q(made_at=notice.made_at, pk__gt=notice.pk)
    return notices_of(notice.receiver, now).filter(CONDITIONS[heap_of(notice)], newer).count()


def mark_read(*, reader: User, notices: Iterable[int], now: datetime) -> int:
    """Note that `reader` has read these notices of theirs; return how many were new."""
    own = Notice.objects.filter(receiver=reader, read_at=None, pk__in=list(notices))
    return own.update(read_at=now)


def mark_all_read(*, reader: User, up_to: int | None = None, now: datetime) -> int:
    """Note that `reader` has read all that Brink shows, up to the last that they saw there; return how many.

    What is there for a mail or the digest alone nobody has read by looking at Brink.
    """
    own = Notice.objects.filter(receiver=reader, read_at=None, is_in_site=True)
    return (own if up_to is None else own.filter(pk__lte=up_to)).update(read_at=now)
