"""Telling sound from what is only called so, and how long it lasts."""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from django.utils.translation import gettext as _
from tinytag import TinyTag, TinyTagException

# Browsers and podcast apps play these, and their end can be told.
SOUND_EXTENSIONS = ("m4a", "mp3", "ogg", "opus", "wav")
OGG_HEAD_BYTES = 27
OGG_LAST_PAGE = 0x04
# From version and layer: kilobits per second, kilohertz, samples per frame. MPEG-1 layer III first.
BITRATES = {
    3: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    0: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
SAMPLE_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
# A recording has a handful; reading on in a file that is nothing but heads would take minutes.
MOST_PARTS = 10_000
TRAILING_TAGS = (b"TAG", b"APETAGEX", b"LYRICSBEGIN", b"ID3")


@dataclass(frozen=True)
class Sound:
    """How long a recording lasts and how large its file is."""

    seconds: float
    byte_count: int


class NotSound(ValueError):
    """Says in words for the editor why a file cannot be played."""


def read_sound(name: str, file: BinaryIO) -> Sound:
    """Return what the file says of itself once it is sure that it plays to its end. Raises NotSound."""
    extension = PurePath(name).suffix.lower().removeprefix(".")
    if extension not in SOUND_EXTENSIONS:
        raise NotSound(
            _("This is no sound that can be played here. Choose an .mp3, .m4a, .ogg or .wav file.")
        )
    byte_count = file.seek(0, 2)
    if not byte_count:
        raise NotSound(_("This file is empty. Choose the recording itself."))
    file.seek(0)
    ends_whole = CHECKS[extension](file, byte_count)
    if ends_whole is None:
        raise NotSound(
            _("There is no sound in this file, only its name says so. Choose the recording itself.")
        )
    file.seek(0)
    try:
        seconds = TinyTag.get(filename=name, file_obj=file).duration if ends_whole else None
    except (TinyTagException, struct.error, ValueError, OverflowError) as error:
        raise NotSound(_broken()) from error
    finally:
        file.seek(0)
    if not seconds:
        raise NotSound(_broken())
    return Sound(seconds=round(seconds, 2), byte_count=byte_count)


def _broken() -> str:
    return _("This recording breaks off: part of the file is missing. Save it again and choose the new file.")


def _mpeg(file: BinaryIO, byte_count: int) -> bool | None:
    """Walk from frame to frame, as a player does."""
    place, frame_count = _after_id3(file), 0
    promised_count = _promised_frames(file, place)
    while place < byte_count:
        file.seek(place)
        head = file.read(11)
        length = _frame_length(head[:4])
        if length is None:
            if frame_count < 3:
                return None
            # What a program wrote behind the sound, or filled up with zeros.
            if not head.startswith(TRAILING_TAGS) and head.strip(b"\x00"):
                return None
            break
        if place + length > byte_count:
            return False if frame_count >= 3 else None
        place += length
        frame_count += 1
    # The first frame counts the others.
    return frame_count > promised_count if frame_count >= 3 else None


def _promised_frames(file: BinaryIO, place: int) -> int:
    """Return how many frames of sound the first frame announces; not every program writes that down."""
    file.seek(place)
    first = file.read(64)
    mark = max(first.find(b"Xing"), first.find(b"Info"))
    if mark < 0 or len(first) < mark + 12:
        return 0
    flags, count = struct.unpack(">II", first[mark + 4 : mark + 12])
    return count if flags & 1 else 0


def _after_id3(file: BinaryIO) -> int:
    head = file.read(10)
    if len(head) < 10 or not head.startswith(b"ID3"):
        return 0
    size = 0
    for byte in head[6:]:
        size = size << 7 | byte & 0x7F
    # The tag may have a copy of its head at its end.
    return 10 + size + (10 if head[5] & 0x10 else 0)


def _frame_length(head: bytes) -> int | None:
    """Return the bytes of the frame that begins with `head`, or None for what begins none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate, frequency, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    # Layer III alone: that is what .mp3 holds.
    if version == 1 or layer != 1 or rate in (0, 15) or frequency == 3:
        return None
    samples = 144 if version == 3 else 72
    return samples * BITRATES[version][rate - 1] * 1000 // SAMPLE_RATES[version][frequency] + padding


def _wave(file: BinaryIO, byte_count: int) -> bool | None:
    head = file.read(12)
    if len(head) < 12 or head[:4] != b"RIFF" or head[8:] != b"WAVE":
        return None
    place = 12
    for _part in range(MOST_PARTS):
        if place + 8 > byte_count:
            break
        file.seek(place)
        name, size = struct.unpack("<4sI", file.read(8))
        if name == b"data":
            return bool(size) and place + 8 + int(size) <= byte_count
        place += 8 + size + size % 2
    return False


def _boxes(file: BinaryIO, byte_count: int) -> bool | None:
    """Read the boxes of MPEG-4: together they are the file, with an index and the sound itself."""
    place = 0
    names: list[bytes] = []
    while place + 8 <= byte_count:
        if len(names) == MOST_PARTS:
            return False
        file.seek(place)
        size, name = struct.unpack(">I4s", file.read(8))
        if not names and name != b"ftyp":
            return None
        if size == 1:
            wide = file.read(8)
            size = struct.unpack(">Q", wide)[0] if len(wide) == 8 else 0
        elif size == 0:
            size = byte_count - place
        if size < 8 or place + size > byte_count:
            return False if names else None
        names.append(name)
        place += size
    return (b"moov" in names and b"mdat" in names) if names else None


def _ogg(file: BinaryIO, byte_count: int) -> bool | None:
    """Walk from page to page; the last one says that it is the last."""
    place, flags = 0, None
    while place < byte_count:
        file.seek(place)
        head = file.read(OGG_HEAD_BYTES)
        if not head.startswith(b"OggS") or len(head) < OGG_HEAD_BYTES:
            return False if flags is not None else None
        flags = head[5]
        sizes = file.read(head[26])
        place += OGG_HEAD_BYTES + head[26] + sum(sizes)
    return place == byte_count and bool((flags or 0) & OGG_LAST_PAGE)


CHECKS: dict[str, Callable[[BinaryIO, int], bool | None]] = {
    "m4a": _boxes,
    "mp3": _mpeg,
    "ogg": _ogg,
    "opus": _ogg,
    "wav": _wave,
}
