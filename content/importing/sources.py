"""A Markdown file read: its front matter, its text, and why it cannot be read."""

import hashlib
import re
from dataclasses import dataclass
from typing import Any

import yaml
from django.utils.translation import gettext as _

from content.importing.folder import FoundFile
from content.importing.refusal import Refused

MEGABYTE = 1024 * 1024
LARGEST_TEXT_MEGABYTES = 5
LARGEST_FRONT_MATTER = 64 * 1024
FIRST_BYTES = {
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
    b"%PDF": "pdf",
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpg",
    b"GIF8": "gif",
    b"\x1f\x8b": "gz",
    b"\xd0\xcf\x11\xe0": "doc",
}
# What exporters write above the text, for browsers.
HEAD_LINE = re.compile(r"(?:\ufeff|\s|<(?:meta|!doctype|\?xml)\b[^>\n]*>)*", re.IGNORECASE)
FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
UNFINISHED = re.compile(r"---[ \t]*\n[\w-]+[ \t]*:")


@dataclass(frozen=True)
class Source:
    """A file as text: `front` with its keys in small letters and every value a string, list or dict."""

    source: str
    digest: str
    text: str
    front: dict[str, Any]  # Any: YAML nests as it likes
    has_front: bool
    raw: str

    def line_of(self, words: str) -> int | None:
        """Return the line on which `words` first stand in the file."""
        position = self.raw.find(words) if words else -1
        return None if position < 0 else self.raw.count("\n", 0, position) + 1


def read_source(found: FoundFile) -> Source:
    """Return what `found` holds. Raises Refused, with the line, for what is no readable text."""
    content = _bytes_of(found)
    raw = _decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    head = HEAD_LINE.match(raw)
    start = head.end() if head else 0
    front: dict[str, Any] = {}
    match = FRONT_MATTER.match(raw, start)
    if match:
        front = _front_matter(match["yaml"], raw.count("\n", 0, match.start("yaml")) + 1)
    elif unfinished := UNFINISHED.match(raw, start):
        raise Refused(
            _("The front matter has no end. Close it with a line of three hyphens."),
            raw.count("\n", 0, unfinished.start()) + 1,
        )
    text = raw[match.end() if match else start :]
    if not text.strip() and not front:
        raise Refused(_("The file is empty. Write something in it or take it away."), 1)
    digest = hashlib.sha256(content).hexdigest()
    return Source(found.source, digest, text, front, match is not None, raw)


def _bytes_of(found: FoundFile) -> bytes:
    try:
        with found.path.open("rb") as file:
            content = file.read(LARGEST_TEXT_MEGABYTES * MEGABYTE + 1)
    except OSError as error:
        raise Refused(
            _("The file cannot be opened (%(error)s). Check that it is there and that you may read it.")
            % {"error": error.strerror}
        ) from error
    for first, kind in FIRST_BYTES.items():
        if content.startswith(first):
            raise Refused(
                _("This is a %(kind)s file with another name. Unpack or convert it to Markdown.")
                % {"kind": kind},
                1,
            )
    if len(content) > LARGEST_TEXT_MEGABYTES * MEGABYTE:
        raise Refused(
            _("The file is larger than %(megabytes)d MB. Split it into several texts.")
            % {"megabytes": LARGEST_TEXT_MEGABYTES},
            1,
        )
    return content


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(
            _("The file is not UTF-8 here. Save it as UTF-8."), content.count(b"\n", 0, error.start) + 1
        ) from error
    if "\0" in text:
        raise Refused(
            _("The file has signs that are no text. Save it as plain text, in UTF-8."),
            text.count("\n", 0, text.index("\0")) + 1,
        )
    return text


def _front_matter(text: str, first_line: int) -> dict[str, Any]:
    if len(text) > LARGEST_FRONT_MATTER:
        raise Refused(_("The front matter is longer than 64 kB. Keep the text below it."), first_line)
    try:
        # Every value stays a string: YAML would make a number of a title. Not the loader in C, which lets
        # through what is no YAML.
        front = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        raise _unreadable(error.problem or "", first_line + line) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _unreadable(type(error).__name__, first_line) from error
    if front in (None, ""):
        return {}
    if not isinstance(front, dict):
        raise _unreadable("no keys with values", first_line)
    return {str(key).strip().lower(): value for key, value in front.items()}


def _unreadable(problem: str, line: int) -> Refused:
    return Refused(
        _("The front matter is no YAML that can be read (%(problem)s). Correct this line.")
        % {"problem": problem},
        line,
    )
