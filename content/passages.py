"""The words of a page for search, cut into passages that each have an address inside the page."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any, NamedTuple

from content.anchors import anchored

# About a screen of a phone: long enough to be about something, short enough to point at.
PASSAGE_LENGTH = 1000
HEADING_TAGS = {"h2", "h3", "h4"}
# Tags that stand inside a sentence; every other tag ends one.
INLINE_TAGS = {"a", "abbr", "b", "code", "em", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "u"}
SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")


class Passage(NamedTuple):
    """Some sentences, the heading they stand under and its anchor in the page."""

    text: str
    heading: str = ""
    anchor: str = ""


def passages_of_body(body: Iterable[Any]) -> list[Passage]:
    """Return the passages of a StreamField; blocks have no types in Wagtail."""
    found: list[Passage] = []
    heading = anchor = ""
    for part in anchored(body):
        if part.block.block_type == "heading":
            heading, anchor = str(part.block.value), part.anchor
            # A heading without text below it is still found.
            found.append(Passage("", heading, anchor))
        elif part.block.block_type == "text":
            found += passages_of_html(part.text, heading, anchor)
        else:
            words = part.block.block.get_searchable_content(part.block.value)
            found.append(Passage(" ".join(str(word) for word in words if word), heading, anchor))
    return in_pieces(found)


def passages_of_html(html: str, heading: str = "", anchor: str = "") -> list[Passage]:
    """Return the passages of rich text; its own headings begin one, at their anchor or that of the text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found = [Passage("", heading, anchor)]
    for is_heading, own_anchor, line in reader.lines():
        if is_heading:
            found.append(Passage("", line, own_anchor or anchor))
        else:
            last = found[-1]
            found[-1] = last._replace(text=f"{last.text} {line}".strip())
    return in_pieces(found)


def in_pieces(passages: Iterable[Passage]) -> list[Passage]:
    """Return the same words in passages of some sentences each.

    What stands under one heading is taken together first, so that short blocks do not become passages.
    """
    joined: list[Passage] = []
    for passage in passages:
        clean = Passage(*(" ".join(part.split()) for part in passage))
        if joined and joined[-1][1:] == clean[1:]:
            joined[-1] = clean._replace(text=f"{joined[-1].text} {clean.text}".strip())
        elif clean.text or clean.heading:
            joined.append(clean)
    return [
        passage._replace(text=piece)
        for passage in joined
        for piece in (_cut(passage.text) if passage.text else [""])
    ]


def _cut(text: str) -> Iterator[str]:
    piece = ""
    for sentence in SENTENCE_END.split(text):
        if piece and len(piece) + len(sentence) >= PASSAGE_LENGTH:
            yield piece
            piece = ""
        piece = f"{piece} {sentence}".strip()
    yield piece


class _Reader(HTMLParser):
    """Reads the lines of rich text and tells headings apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[tuple[bool, str, list[str]]] = [(False, "", [])]

    def lines(self) -> Iterator[tuple[bool, str, str]]:
        for is_heading, anchor, words in self._lines:
            if line := " ".join("".join(words).split()):
                yield is_heading, anchor, line

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE_TAGS:
            self._lines.append((tag in HEADING_TAGS, dict(attrs).get("id") or "", []))

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE_TAGS:
            self._lines.append((False, "", []))

    def handle_data(self, data: str) -> None:
        self._lines[-1][2].append(data)
