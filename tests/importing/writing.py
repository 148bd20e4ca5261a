"""Files for tests, and what they become."""

import io
from pathlib import Path
from typing import Any

import PIL.Image

from content.importing.blocks import Block, BodyWriter, Picture
from content.importing.markdown import to_html
from content.importing.tree import parse


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    """Write files below `folder`, with the folders that they need."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def picture(width: int = 8, color: str = "green", kind: str = "PNG") -> bytes:
    """Return a small picture as a file holds it."""
    file = io.BytesIO()
    PIL.Image.new("RGB", (width, 8), color).save(file, kind)
    return file.getvalue()


def blocks_of(markdown: str) -> list[Block]:
    """Return what a Markdown text becomes when each link and each picture is where it says."""
    writer = BodyWriter(lambda address: f'href="{address}"', lambda address, alt: Picture(7, alt))
    return writer.write(parse(to_html(markdown)))


def text_of(markdown: str) -> str:
    """Return the rich text of a Markdown text that is nothing but text."""
    (block,) = blocks_of(markdown)
    assert block["type"] == "text"
    return str(block["value"])


def body_of(page: Any) -> list[Block]:
    """Return the blocks of a page as they are stored, without their numbers. Any: each kind has its model."""
    return [{"type": block["type"], "value": block["value"]} for block in page.body.raw_data]
