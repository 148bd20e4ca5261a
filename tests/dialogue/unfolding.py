"""A whole thread, as a reader finds it who leaves no link alone."""

from collections.abc import Iterator

from access.models import User
from dialogue.ordering import Order
from dialogue.reading import Line, Thread, read_replies, read_thread
from dialogue.targets import Target


def unfolded(target: Target, reader: User, order: Order) -> Iterator[Line]:
    """Return every line that the reader comes by when they follow each link that shows more."""
    part: Thread | None = read_thread(target, reader, order=order)
    while part is not None:
        for line in part.lines:
            yield line
            last = line
            while last.rest is not None:
                replies = read_replies(target, reader, after=last.comment)
                assert replies, "a link to more leads somewhere"
                yield from replies
                last = replies[-1]
        start = part.next_start
        part = read_thread(target, reader, order=order, start=start) if start is not None else None
