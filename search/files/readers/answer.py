"""What a reader tells: parts of a file in reading order, or why it does not read on."""

from enum import StrEnum
from typing import NamedTuple


class Reason(StrEnum):
    """Why a file was not read, or not to its end."""

    LOCKED = "locked"
    BROKEN = "broken"
    MACROS = "macros"
    BOMB = "bomb"
    OLD = "old"
    OTHER = "other"
    EMPTY = "empty"
    LONG = "long"
    LARGE = "large"
    SLOW = "slow"
    GONE = "gone"


class Part(NamedTuple):
    """Some text, the heading it stands under, and its place: `page=12`, `slide=4`, `sheet=Budget`."""

    place: str
    heading: str
    text: str


class Refused(Exception):
    """The file is not read, or not further."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason
