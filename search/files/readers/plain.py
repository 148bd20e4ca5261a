"""Text without any form, or with the little that Markdown has."""

import re
from collections.abc import Iterator

from search.files.limits import Limits
from search.files.readers.answer import Part

HEADING = re.compile(r"#{1,4} +(.+?) *#*")
MARKDOWN = (".md", ".markdown")


def parts_of_text(content: bytes, limits: Limits, suffix: str = "") -> Iterator[Part]:
    """Yield each line; in Markdown those below a heading under that."""
    heading = ""
    for line in _decoded(content).splitlines():
        found = HEADING.fullmatch(line) if suffix in MARKDOWN else None
        if found:
            heading = found[1]
            yield Part(f"part={heading}", heading, "")
        elif line.strip():
            yield Part(f"part={heading}" if heading else "", heading, line)


def _decoded(content: bytes) -> str:
    """Return the text; what is in no encoding of today is in that of older computers in Europe."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")
