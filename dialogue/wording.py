"""What people type, made fit to keep and safe to show. Comments are plain text: no markup."""

import re
import unicodedata

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# Only these addresses become links; everything else stays the text that it is.
_ADDRESS = re.compile(r"https?://[^\W_][^\s<>\"'\u201c\u201d\u2018\u2019]*", re.IGNORECASE)
# Marks that make a line read in another order than it is written.
_DIRECTION_MARKS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def tidy(text: str) -> str:
    """Return `text` as it is kept: one kind of line end, no control characters, no space around it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_DIRECTION_MARKS)
    kept = "".join(
        character for character in lines if character in "\n\t" or unicodedata.category(character) != "Cc"
    )
    return kept.strip()


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing: only space, or characters without a form."""
    return not any(character.isprintable() and not character.isspace() for character in text)


def as_paragraphs(text: str) -> SafeString:
    """Return `text` as safe HTML: paragraphs at empty lines, and links for web addresses."""
    paragraphs = [part.strip("\n") for part in re.split(r"\n\s*\n", text)]
    return mark_safe(  # every piece is escaped below
        "".join(f"<p>{'<br>'.join(map(_linked, part.split(chr(10))))}</p>" for part in paragraphs if part)
    )


def _linked(line: str) -> str:
    pieces: list[str] = []
    end = 0
    for match in _ADDRESS.finditer(line):
        address = _without_closing_marks(match.group())
        pieces.append(escape(line[end : match.start()]))
        pieces.append(f'<a href="{escape(address)}" rel="nofollow noopener">{escape(address)}</a>')
        end = match.start() + len(address)
    pieces.append(escape(line[end:]))
    return "".join(pieces)


def _without_closing_marks(address: str) -> str:
    """Return `address` without the marks that belong to the sentence around it."""
    while address[-1] in ".,:;!?" or (address[-1] == ")" and address.count(")") > address.count("(")):
        address = address[:-1]
    return address
