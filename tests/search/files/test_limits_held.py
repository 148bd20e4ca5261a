"""Broken files and bombs are refused within the limits of memory and time, and nothing else suffers.

Small with all tests; by `./run prove files` with the limits that hold on a site, and what each file took.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest

from search.files.asking import read_file
from search.files.limits import LIMITS, MEGABYTE
from search.files.readers.answer import Reason
from tests.factories import documents
from tests.proofs import is_large
from tests.search.files.broken import BOMBS, BROKEN, one_long_word
from tests.search.files.test_reading_files import SMALL

pytestmark = pytest.mark.proof("files")

# Beside what the reader itself may take: beginning and ending a process on a busy machine.
AROUND_SECONDS = 20
READER = "search.files.readers"


class Watched:
    """The most memory that a reader took which this process began."""

    peak_bytes = 0

    def look(self) -> None:
        for task in Path(f"/proc/{os.getpid()}/task").iterdir():
            for pid in " ".join(_lines(task / "children")).split():
                # Until it has begun to be a reader it shares the memory of this process.
                if READER not in "".join(_lines(Path(f"/proc/{pid}/cmdline"))):
                    continue
                for line in _lines(Path(f"/proc/{pid}/status")):
                    if line.startswith("VmHWM:"):
                        self.peak_bytes = max(self.peak_bytes, int(line.split()[1]) * 1024)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text().splitlines()
    except OSError:
        # It has ended meanwhile.
        return []


@contextmanager
def watching() -> Iterator[Watched]:
    """Look at what is begun until it ends: a high-water mark, which lacks what comes after the last look."""
    watched, is_over = Watched(), threading.Event()

    def look() -> None:
        while not is_over.wait(0.002):
            watched.look()

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield watched
    finally:
        is_over.set()
        thread.join()


def test_ten_broken_files_and_each_bomb_are_refused_within_the_limits(
    capsys: pytest.CaptureFixture[str],
) -> None:
    limits = LIMITS if is_large("files") else SMALL
    unpacked = limits.most_unpacked_bytes // MEGABYTE
    harmful = {
        bomb.__name__: (bomb(unpacked if bomb is one_long_word else unpacked + 1), Reason.BOMB)
        for bomb in BOMBS
    }
    if is_large("files"):
        # There is memory for it then, so its beginning is read.
        harmful["one_long_word"] = (harmful["one_long_word"][0], Reason.LONG)
    files = {
        **BROKEN,
        **{
            name: (content, ".pdf" if content.startswith(b"%PDF") else ".docx", reason)
            for name, (content, reason) in harmful.items()
        },
    }
    took: dict[str, tuple[str, float, float]] = {}

    for name, (content, suffix, _reason) in files.items():
        begun = monotonic()
        with watching() as watched:
            reading = read_file([content], suffix, limits)
        took[name] = (reading.reason, monotonic() - begun, watched.peak_bytes / MEGABYTE)
        assert sum(len(part.text) for part in reading.parts) == (
            limits.most_characters if reading.reason == Reason.LONG else 0
        )

    if is_large("files"):
        with capsys.disabled():
            for name, (told, seconds, peak) in took.items():
                print(f"\n{name}: {told} in {seconds:.1f} s, {peak:.0f} MB at most", end="")
    assert len(BROKEN) >= 10
    assert {name: told for name, (told, _seconds, _peak) in took.items()} == {
        name: reason for name, (_content, _suffix, reason) in files.items()
    }
    peaks = {name: peak * MEGABYTE for name, (_told, _seconds, peak) in took.items()}
    # Of a reader that nobody saw nothing would be known: each of these files has one begun.
    assert [name for name, peak in peaks.items() if not peak] == []
    assert max(peaks.values()) <= limits.most_memory_bytes
    assert max(seconds for _told, seconds, _peak in took.values()) <= limits.most_seconds + AROUND_SECONDS
    # The next one is read as if nothing had happened.
    assert [part.text for part in read_file([documents.pdf("Een bakfiets")], ".pdf").parts] == [
        "Een bakfiets"
    ]
