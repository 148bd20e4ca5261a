"""The title of a text, its headings and their anchors, read without converting it."""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import slugify

from content.anchors import AnchorNames
from content.importing.fences import parts

HEADING = re.compile(
    r"^ {0,3}(?P<marks>#{1,6})(?P<gap>[ \t]*)(?P<text>[^#\s].*)$"
    r"|^(?P<above>[^\s#>|`~<+*-].*)\n(?P<line>=+|-{2,})[ \t]*$"
    r"|<h(?P<level>[1-6])\b(?P<attributes>[^>\n]{0,300})>(?P<html>[\s\S]{0,500}?)</h(?P=level)>",
    re.MULTILINE | re.IGNORECASE,
)
LONGEST_LINE = 1000
OWN_ANCHOR = re.compile(r"\s*\{[^{}\n]*?#(?P<anchor>[^\s{}]+)[^{}\n]*\}\s*$")
ID_ATTRIBUTE = re.compile(r"\bid\s*=\s*[\"']?(?P<anchor>[^\s\"'>]+)", re.IGNORECASE)
LINK = re.compile(r"!?\[(?P<text>[^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|`+|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w))")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True)
class Heading:
    """A heading as plain words, with the anchor that its author gave it, if any."""

    level: int
    text: str
    own_anchor: str = ""


def headings_of(text: str) -> list[Heading]:
    """Return the headings of a Markdown text in order."""
    return list(_headings(text))


def first_heading(text: str) -> Heading | None:
    """Return the heading that may serve as title."""
    return next(_headings(text), None)


def _headings(text: str) -> Iterator[Heading]:
    for is_code, part in parts(text):
        for match in () if is_code else HEADING.finditer(part):
            heading = _heading(match)
            if heading is not None and heading.text:
                yield heading


def _heading(match: re.Match[str]) -> Heading | None:
    if match["marks"]:
        # One sign without a space is more often a channel or a number than a heading.
        if not match["gap"] and len(match["marks"]) == 1:
            return None
        words = match["text"][:LONGEST_LINE].rstrip()
        # Signs at the end close a heading, unless they are part of a word.
        words = words.rstrip("#").rstrip() if words.rstrip("#")[-1:].isspace() else words
        own = OWN_ANCHOR.search(words)
        words = words[: own.start()] if own else words
        return Heading(len(match["marks"]), plain(words), own["anchor"] if own else "")
    if match["line"]:
        return Heading(1 if match["line"].startswith("=") else 2, plain(match["above"][:LONGEST_LINE]))
    own = ID_ATTRIBUTE.search(match["attributes"])
    return Heading(int(match["level"]), plain(match["html"]), own["anchor"] if own else "")


def plain(words: str) -> str:
    """Return one line of Markdown without its marks."""
    words = LINK.sub(lambda match: match["text"], words)
    words = EMPHASIS.sub("", TAG.sub("", words))
    return " ".join(html.unescape(ESCAPED.sub(r"\1", words)).split())


def anchors_of(headings: list[Heading]) -> dict[str, str]:
    """Return {old anchor, squeezed: anchor of ours} for the headings of a page.

    Generators write anchors in many ways, so old ones are compared by their letters and digits alone.
    """
    anchors: dict[str, str] = {}
    names = AnchorNames()
    seen: Counter[str] = Counter()
    for heading in headings:
        ours = names.name(heading.text)
        name = squeeze(heading.text)
        number = seen[name]
        seen[name] += 1
        # The second of its name was called -1 by one generator and -2 by another.
        olds = [f"{name}{number}", f"{name}{number + 1}"] if number else [name]
        # Some spell the sign out.
        olds.append(heading.text.replace("&", " and "))
        for old in (heading.own_anchor, *olds):
            if squeezed := squeeze(old):
                anchors.setdefault(squeezed, ours)
    return anchors


def squeeze(anchor: str) -> str:
    """Return the letters and digits of an anchor."""
    return slugify(anchor).replace("-", "").replace("_", "")
