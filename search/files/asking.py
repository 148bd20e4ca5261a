"""Has a file read by a process of its own, and takes no more from it than was agreed."""

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO

from django.conf import settings

from search.files.limits import LIMITS, Limits
from search.files.readers.answer import Part, Reason

logger = logging.getLogger(__name__)

# Nothing of a file that does harm is kept, also not what came before the harm.
NOTHING_KEPT = {Reason.BOMB, Reason.MACROS, Reason.LOCKED}


@dataclass(frozen=True)
class Reading:
    """The parts that were read, why not all or none of them were, and a mark of what the file holds."""

    parts: list[Part]
    reason: str = ""
    digest: str = ""


def read_file(chunks: Iterable[bytes], suffix: str, limits: Limits = LIMITS) -> Reading:
    """Return what stands in a file; `suffix` is how its name ends."""
    digest, size = sha256(), 0
    with TemporaryFile() as copy, TemporaryFile() as said, TemporaryFile() as complaints:
        for chunk in chunks:
            size += len(chunk)
            if size > limits.most_bytes:
                return Reading([], Reason.LARGE)
            digest.update(chunk)
            copy.write(chunk)
        copy.seek(0)
        ended = _have_it_read(copy, said, complaints, suffix, limits)
        said.seek(0)
        parts, reason = _understood(said)
        if reason is None:
            reason = _why(ended)
            complaints.seek(0)
            logger.info("Reading a file ended with %s: %s", ended, complaints.read()[-300:])
    return Reading([] if reason in NOTHING_KEPT else parts, reason, digest.hexdigest())


def _have_it_read(
    copy: IO[bytes], said: IO[bytes], complaints: IO[bytes], suffix: str, limits: Limits
) -> int | None:
    """Return how the process ended, or None if it had to be stopped."""
    try:
        return subprocess.run(
            [sys.executable, "-s", "-B", "-m", "search.files.readers", suffix, json.dumps(asdict(limits))],
            stdin=copy,
            stdout=said,
            stderr=complaints,
            cwd=settings.BASE_DIR,
            # No keys and no addresses of ours.
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"},
            timeout=limits.most_seconds,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        return None


def _understood(said: IO[bytes]) -> tuple[list[Part], str | None]:
    """Return the parts and how reading ended; None if the process did not live to say so."""
    parts: list[Part] = []
    for line in said:
        try:
            told = json.loads(line)
        except ValueError:
            # Its last words, cut off.
            break
        if "reason" in told:
            return parts, told["reason"]
        parts.append(Part(**told))
    return parts, None


def _why(ended: int | None) -> Reason:
    """Return why a process did not say so itself: it was stopped, or the file broke its reader."""
    was_stopped = ended is None or ended in (-signal.SIGXCPU, -signal.SIGKILL)
    return Reason.SLOW if was_stopped else Reason.BROKEN
