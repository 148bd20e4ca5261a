"""What is brought in from elsewhere is no news: while it comes in, nobody is told of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_is_quiet: ContextVar[bool] = ContextVar("is_quiet", default=False)


@contextmanager
def quietly() -> Iterator[None]:
    """Let what happens in this block be noted and passed on to nobody, now nor later.

    Put the whole transaction in it: much is told once that is committed.
    """
    before = _is_quiet.set(True)
    try:
        yield
    finally:
        _is_quiet.reset(before)


def is_quiet() -> bool:
    """Whether what happens now is no news to anybody."""
    return _is_quiet.get()
