"""A part of a stream as it is shown: talk under one thing together, and what appeared during an absence."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from access.models import User
from content.days import midnight
from following.models import StreamItem
from following.sources import Place, places_of
from following.stream import stream_of
from following.talking import COMMENT
from following.things import Line

# What someone reads after an absence; they must be able to finish.
MOST_AFTER_ABSENCE = 10
# Of the talk under one page, after the newest comment; the rest is folded.
FURTHER_SHOWN = 2


@dataclass(frozen=True)
class Entry:
    """A line, and what else was said under the same thing, the newest first."""

    line: Line
    further: Sequence[Line] = ()

    @property
    def next(self) -> Sequence[Line]:
        """What is shown of the rest; one line more is not worth a fold."""
        return self.further if len(self.further) <= FURTHER_SHOWN + 1 else self.further[:FURTHER_SHOWN]

    @property
    def rest(self) -> Sequence[Line]:
        """What is folded away."""
        return self.further[len(self.next) :]


def gathered(lines: Iterable[Line]) -> list[Entry]:
    """Return `lines` in their order, with the talk under one thing where its newest comment stands."""
    order: list[Line] = []
    talk: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for line in lines:
        under = line.card.under
        if line.kind == COMMENT and under is not None:
            talk[under].append(line)
            if len(talk[under]) > 1:
                continue
        order.append(line)
    return [
        Entry(line, talk[line.card.under][1:] if line.kind == COMMENT and line.card.under else ())
        for line in order
    ]


@dataclass(frozen=True)
class Heap:
    """What appeared of one thing that the reader follows, or of the pages, which are named by their lines."""

    place: Place | None
    entries: list[Entry]
    is_of_pages: bool = False


@dataclass(frozen=True)
class ForMe:
    """Something that was meant for the reader: a template and what it is given."""

    template: str
    context: dict[str, Any]  # Any: what that template needs


@dataclass(frozen=True)
class Missed:
    """What appeared while the reader was away: first what is meant for them, then what they follow."""

    day_count: int
    for_me: list[ForMe]
    heaps: list[Heap]
    has_more: bool

    @property
    def count(self) -> int:
        return len(self.for_me) + sum(len(heap.entries) for heap in self.heaps)


# What is meant for a reader since a moment, at most so many; a room above knows.
ForMeSource: TypeAlias = Callable[[User, datetime, int], list[ForMe]]
_for_me: list[ForMeSource] = []


def register_for_me(source: ForMeSource) -> ForMeSource:
    """Show what `source` returns before what somebody follows, when they come back from an absence."""
    _for_me.append(source)
    return source


def missed_by(reader: User, *, since: date, now: datetime) -> Missed:
    """Return what `reader`, who was last here on `since`, missed: at most ten lines, each once."""
    begin = midnight(since + timedelta(days=1))
    for_me: list[ForMe] = []
    for source in _for_me:
        for_me += source(reader, begin, MOST_AFTER_ABSENCE - len(for_me))
    part = stream_of(
        reader, language=get_language() or settings.LANGUAGE_CODE, size=5 * MOST_AFTER_ABSENCE, since=begin
    )
    entries = gathered(part.lines)
    shown = entries[: MOST_AFTER_ABSENCE - len(for_me)]
    return Missed(
        day_count=(timezone.localdate(now) - since).days - 1,
        for_me=for_me,
        heaps=_heaps_of(shown, reader),
        has_more=len(shown) < len(entries) or part.next_cursor is not None,
    )


def _heaps_of(entries: Sequence[Entry], reader: User) -> list[Heap]:
    """Return the entries by what `reader` follows, each once: where most of them stand together."""
    items = list(
        StreamItem.objects.filter(
            thing__in=[entry.line.thing_id for entry in entries], source__follows__follower=reader
        )
        .select_related("source")
        .order_by("source_id", "thing_id")
    )
    places = places_of({item.source_id: item.source for item in items}.values(), reader)
    holds: dict[int, set[int]] = defaultdict(set)
    for item in items:
        if item.source_id in places:
            holds[item.source_id].add(item.thing_id)
    pages = {item.source_id for item in items if item.source.is_page}
    left = {entry.line.thing_id: entry for entry in entries}
    heaps, of_pages = [], set()
    while left and holds:
        source_id = max(holds, key=lambda key: (len(holds[key] & left.keys()), -key))
        together = holds.pop(source_id) & left.keys()
        if source_id in pages:
            of_pages |= together
        elif together:
            heaps.append(Heap(places[source_id], _taken(left, together)))
    if of_pages & left.keys():
        heaps.append(Heap(None, _taken(left, of_pages), is_of_pages=True))
    # Of what they may see no more, nothing says what it was.
    if left:
        heaps.append(Heap(None, list(left.values())))
    return heaps


def _taken(left: dict[int, Entry], keys: Collection[int]) -> list[Entry]:
    return [left.pop(key) for key in list(left) if key in keys]
