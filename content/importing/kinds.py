"""What a Markdown file can become: each room that has pages says so for its own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from content.days import midnight
from content.models import ContentPage
from directory.models import Person


@dataclass(frozen=True)
class Author:
    """Who wrote a text: the name, and the colleague whom it belongs to, if any."""

    name: str
    person: Person | None = None


@dataclass(frozen=True)
class ImportedText:
    """A file as a room gets it to make its page from; title, summary, subjects and search words are set."""

    body: str  # StreamField JSON of content.blocks.BodyBlock
    today: date
    written_on: date | None = None
    authors: list[Author] = field(default_factory=list)
    image_id: int | None = None
    image_alt: str = ""

    @property
    def goes_live_at(self) -> datetime | None:
        """When a text with a day ahead opens; None for one that can be read at once."""
        return midnight(self.written_on) if self.written_on and self.written_on > self.today else None


@dataclass(frozen=True)
class PageKind:
    """How the files of one kind become pages.

    `fill` writes on an unsaved page what only that kind has. Folders become pages of `section_model`;
    without one all files lie side by side.
    """

    name: str
    page_model: type[ContentPage]
    fill: Callable[[Any, ImportedText], None]  # Any: each room knows the type of its own pages
    section_model: type[ContentPage] | None = None


_kinds: dict[str, PageKind] = {}


def register_kind(kind: PageKind) -> PageKind:
    """Let a room take in files: called once, when the room is ready."""
    _kinds[kind.name] = kind
    return kind


def known_kinds() -> list[PageKind]:
    """Return the kinds that can be imported, by name."""
    return [_kinds[name] for name in sorted(_kinds)]
