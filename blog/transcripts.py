"""Reading a transcript from a file: WebVTT, SubRip, or plain text with times."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import NamedTuple

from django.utils.translation import gettext as _

from blog.moments import seconds_of

LARGEST_BYTES = 2 * 1024 * 1024
MOST_LINES = 1200
# Cues are as short as a screen of television; together they become something to read.
LINE_LENGTH = 280

ARROW = re.compile(r"^\s*([\d:.,]+)\s+-->\s+[\d:.,]+")
# Neither tag reaches past the next one: a file full of openings would cost minutes.
TAG = re.compile(r"<[^<>]*>")
VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s([^<>]+)>")
# “Mila: ” before what she says; a sentence with a colon in it is longer, or begins with a small letter.
NAMED = re.compile(r"^([^\W\d_][\w\u2019'.\- ]{0,40}):\s+(.+)$", re.DOTALL)
TIMED = re.compile(r"^\[?\(?((?:\d{1,2}[:.])?\d{1,3}[:.]\d{2})\)?\]?\s+(.+)$", re.DOTALL | re.ASCII)


class Line(NamedTuple):
    """What one speaker says from one moment on."""

    at: int
    speaker: str
    text: str


class UnreadableTranscript(ValueError):
    """Says in words for the editor why a file gives no transcript."""


def lines_of(name: str, content: bytes) -> list[Line]:
    """Return the lines that are said, in order. Raises UnreadableTranscript with what to do instead."""
    kind = PurePath(name).suffix.lower()
    if kind == ".pdf" or content.startswith(b"%PDF"):
        raise UnreadableTranscript(
            _("A PDF cannot be read along with the sound. Choose a .vtt, .srt or .txt file with times.")
        )
    if kind not in (".vtt", ".srt", ".txt"):
        raise UnreadableTranscript(
            _("This kind of file gives no transcript. Choose a .vtt, .srt or .txt file with times.")
        )
    if len(content) > LARGEST_BYTES:
        raise UnreadableTranscript(_("This file is larger than any transcript. Choose the right one."))
    text = _decoded(content)
    cues = _plain_cues(text) if kind == ".txt" else _subtitle_cues(text)
    lines = list(_joined(cues))
    if not lines:
        raise UnreadableTranscript(
            _("No line in this file has a time. Each line needs one, such as “12:40 Mila: Words”.")
        )
    if len(lines) > MOST_LINES:
        raise UnreadableTranscript(
            _("This transcript has %(count)d lines and at most %(most)d fit. Make an episode of each part.")
            % {"count": len(lines), "most": MOST_LINES}
        )
    return lines


def _decoded(content: bytes) -> str:
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableTranscript(_("This file holds no text. Choose a .vtt, .srt or .txt file with times."))
    for encoding in (
        ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    ):
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise UnreadableTranscript(_("The letters in this file cannot be read. Save it as UTF-8 and try again."))


def _subtitle_cues(text: str) -> Iterator[Line]:
    """Yield the cues of WebVTT or SubRip; notes, styles and numbers are left out."""
    for block in re.split(r"\n\s*\n", text):
        rows = block.strip().split("\n")
        for place, row in enumerate(rows):
            if match := ARROW.match(row):
                words = "\n".join(rows[place + 1 :])
                voice = VOICE.search(words)
                said = " ".join(TAG.sub("", words).split())
                yield from _cue(match[1], voice[1].strip() if voice else "", said)
                break


def _plain_cues(text: str) -> Iterator[Line]:
    """Yield lines such as “12:40 Mila: Words”; a line without a time goes on with the one before."""
    found: list[list[str]] = []
    for row in filter(None, map(str.strip, text.split("\n"))):
        if match := TIMED.match(row):
            found.append([match[1], match[2]])
        elif found:
            found[-1][1] += f" {row}"
        else:
            raise UnreadableTranscript(
                _("The first line has no time. Begin each line with one, such as “12:40 Mila: Words”.")
            )
    for moment, words in found:
        yield from _cue(moment, "", " ".join(words.split()))


def _cue(moment: str, speaker: str, words: str) -> Iterator[Line]:
    try:
        at = seconds_of(moment)
    except ValueError as error:
        raise UnreadableTranscript(
            _("“%(moment)s” is no time. Write minutes and seconds, such as 12:40.") % {"moment": moment[:20]}
        ) from error
    if not speaker and (named := NAMED.match(words)):
        speaker, words = named[1].strip(), named[2]
    if words:
        yield Line(at, speaker[:100], words)


def _joined(cues: Iterable[Line]) -> Iterator[Line]:
    """Yield lines that are long enough to read: cues of one speaker together, up to the end of a sentence."""
    held: Line | None = None
    for cue in sorted(cues, key=lambda line: line.at):
        if held is None:
            held = cue
        elif (cue.speaker in ("", held.speaker)) and not _is_whole(held.text, cue.text):
            held = held._replace(text=f"{held.text} {cue.text}")
        else:
            yield held
            held = cue if cue.speaker or not held.speaker else cue._replace(speaker=held.speaker)
    if held is not None:
        yield held


def _is_whole(text: str, following: str) -> bool:
    """Whether a line ends here: at the end of a sentence, or where it would become too long."""
    return text.endswith((".", "?", "!", "…", "”", '"')) or len(text) + len(following) > LINE_LENGTH
