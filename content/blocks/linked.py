"""A stream of blocks whose links, files and people are read at once."""

from typing import Any

from wagtail import blocks

from content.linked import reader_in, reading_links_of


class LinkedStreamBlock(blocks.StreamBlock):
    """Draws its blocks at a fixed number of queries."""

    def render(self, value: Any, context: dict[str, Any] | None = None) -> str:
        with reading_links_of(value, reader_in(context)):
            drawn: str = super().render(value, context=context)
        return drawn
