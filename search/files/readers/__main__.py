"""Reads the file that it gets as its input, and writes each part as a line of JSON, and last how it ended."""

import json
import resource
import sys
from collections.abc import Iterator

from search.files.limits import MEGABYTE, Limits
from search.files.readers.answer import Part, Reason, Refused
from search.files.readers.choosing import parts_of

# What escaping makes of a character, and what stands around the parts.
MOST_WRITTEN_PER_CHARACTER = 12
MOST_WRITTEN_AROUND = 16 * MEGABYTE
LONGEST_PLACE = 200
# What stands in one place is told together, up to about so many characters at once.
ENOUGH_AT_ONCE = 10_000


def main() -> None:
    """Read within the limits that are given; whatever else happens ends the process."""
    suffix, written_limits = sys.argv[1:]
    limits = Limits(**json.loads(written_limits))
    _hold_ourselves_to(limits)
    _say({"reason": _read(suffix, limits)})


def _read(suffix: str, limits: Limits) -> str:
    """Tell the parts, and return why not all of them were told, or nothing."""
    left, places = limits.most_characters, set()
    has_words = False
    try:
        for part in _together(parts_of(sys.stdin.buffer.read(), suffix, limits)):
            places.add(part.place)
            if len(places) > limits.most_places:
                return Reason.LONG
            told = part._replace(text=part.text[:left])
            has_words = has_words or any(map(str.isalnum, told.text))
            _say(told._asdict())
            left -= len(told.text)
            if left <= 0:
                return Reason.LONG
    except Refused as refused:
        return refused.reason
    except MemoryError:
        return Reason.BOMB
    return "" if has_words else Reason.EMPTY


def _together(parts: Iterator[Part]) -> Iterator[Part]:
    """Yield what stands in one place as one part, unless it is long; what says nothing is left out.

    What was read before something is refused is told first.
    """
    last: Part | None = None
    try:
        for part in parts:
            heading = " ".join(part.heading.split())[:LONGEST_PLACE]
            new = Part(" ".join(part.place.split())[:LONGEST_PLACE], heading, part.text.strip())
            if not (new.text or new.heading):
                continue
            if last is None or last[:2] != new[:2] or len(last.text) > ENOUGH_AT_ONCE:
                if last is not None:
                    yield last
                last = new
            else:
                last = last._replace(text=f"{last.text}\n{new.text}".strip())
    except Refused:
        if last is not None:
            yield last
        raise
    if last is not None:
        yield last


def _hold_ourselves_to(limits: Limits) -> None:
    most_written = limits.most_characters * MOST_WRITTEN_PER_CHARACTER + MOST_WRITTEN_AROUND
    for what, most in (
        (resource.RLIMIT_AS, limits.most_memory_bytes),
        (resource.RLIMIT_CPU, limits.most_cpu_seconds),
        (resource.RLIMIT_FSIZE, most_written),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _say(line: dict[str, str]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
