"""What people type, made fit to keep and safe to show."""

import unicodedata
from collections.abc import Mapping
from html import unescape

from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from dialogue.markup import Named, as_html

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


def as_paragraphs(text: str, named: Mapping[int, Named] | None = None) -> SafeString:
    """Return `text` as safe HTML: light Markdown, links for web addresses, colleagues as in `named`."""
    return as_html(text, named or {}, Named(gettext("Former colleague")))


def as_excerpt(text: str, named: Mapping[int, Named] | None = None) -> str:
    """Return the words of `text` without marks, and without what it quotes: for a line in a list."""
    own = "\n".join(line for line in text.split("\n") if not line.lstrip().startswith(">"))
    return unescape(strip_tags(as_paragraphs(own, named))).strip()


def in_one_line(text: str, longest: int) -> str:
    """Return `text` on one line, and where that is too long as many whole words as fit."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    # A first word that is too long by itself is cut after all.
    whole = line[:longest].rpartition(" ")[0] or line[: longest - 1]
    return f"{whole.rstrip(' ,;:')}…"
