"""Addresses inside a page: each heading of a body gets a readable one, used by links and by search."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.text import slugify


class Part(NamedTuple):
    """A block of a body and, for a heading, its anchor."""

    block: Any  # Wagtail's bound blocks have no types.
    anchor: str


def anchored(body: Iterable[Any]) -> list[Part]:
    """Return the blocks of `body`; a heading that stands there twice gets `-2`, then `-3`."""
    parts: list[Part] = []
    seen: dict[str, int] = {}
    for block in body:
        anchor = ""
        if block.block_type == "heading":
            name = slugify(block.value) or "part"
            seen[name] = seen.get(name, 0) + 1
            anchor = name if seen[name] == 1 else f"{name}-{seen[name]}"
        parts.append(Part(block, anchor))
    return parts
