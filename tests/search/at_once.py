"""Work that goes on beside a test, of which an error is an error of the test."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

POLL_SECONDS = 0.05


class Worker(threading.Thread):
    """Does its work in a connection of its own; `join` raises what went wrong in it."""

    def __init__(self, work: Callable[..., object], *arguments: Any) -> None:  # Any: of any work
        # A run that failed does not wait for it.
        super().__init__(daemon=True)
        self._work = work
        self._arguments = arguments
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._work(*self._arguments)
        except BaseException as error:  # raised again where the test waits for it
            self._error = error
        finally:
            connection.close()

    def join(self, timeout: float | None = None) -> None:
        super().join(timeout)
        if self._error is not None:
            raise self._error


def until(is_over: threading.Event, work: Callable[[], object], pause: float = POLL_SECONDS) -> None:
    """Do something again and again."""
    while not is_over.wait(pause):
        work()
