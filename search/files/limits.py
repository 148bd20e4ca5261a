"""How far a file is read. Of one that goes further is kept what was read, or nothing if it is a bomb."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What reading one file may take."""

    # Of the file itself, and of what it unpacks to.
    most_bytes: int = 50 * MEGABYTE
    most_unpacked_bytes: int = 200 * MEGABYTE
    most_memory_bytes: int = 768 * MEGABYTE
    # Of the processor, and by the clock.
    most_cpu_seconds: int = 60
    most_seconds: int = 120
    # Some three hundred pages of text: more than anyone finds their way in.
    most_characters: int = 1_000_000
    # Pages, sheets or slides.
    most_places: int = 2_000
    most_cells: int = 200_000


LIMITS = Limits()
