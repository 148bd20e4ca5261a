"""Addresses inside a page: each heading of a body gets a readable one, used by links and by search."""

import html
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.html import strip_tags
from django.utils.text import slugify

TEXT_HEADING = re.compile(r"<(h[34])((?:\s[^>]*)?)>(.*?)</\1>", re.DOTALL)


# Long enough to tell headings apart; search keeps anchors in a column of 255.
LONGEST_ANCHOR = 100


class AnchorNames:
    """Gives each heading of one page its anchor; what was given before gets `-2`, then `-3`."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def name(self, heading: str) -> str:
        """Return the anchor of the next heading."""
        name = slugify(heading)[:LONGEST_ANCHOR].strip("-") or "part"
        self._seen[name] = number = self._seen.get(name, 0) + 1
        return name if number == 1 else f"{name}-{number}"


class Part(NamedTuple):
    """A block of a body with, for a heading, its anchor, and for text, its source with anchors in it."""

    block: Any  # Wagtail's bound blocks have no types.
    anchor: str = ""
    text: str = ""


def anchored(body: Iterable[Any]) -> list[Part]:
    """Return the blocks of `body`, its headings with an anchor each."""
    names = AnchorNames()

    def with_anchor(match: re.Match[str]) -> str:
        tag, attributes, words = match.groups()
        anchor = names.name(html.unescape(strip_tags(words)))
        return f'<{tag}{attributes} id="{anchor}">{words}</{tag}>'

    parts: list[Part] = []
    for block in body:
        if block.block_type == "heading":
            parts.append(Part(block, anchor=names.name(block.value)))
        elif block.block_type == "text":
            parts.append(Part(block, text=TEXT_HEADING.sub(with_anchor, block.value.source)))
        else:
            parts.append(Part(block))
    return parts
