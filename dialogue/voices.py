"""Who talks under a page, for lists: a count, some faces and who spoke last."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from access.scopes import Viewer
from directory.models import Person


@dataclass(frozen=True)
class Voices:
    """The talk under one page."""

    comment_count: int
    people: list[Person]


class PageWithVoices(NamedTuple):
    """A page of a list and the talk under it, if there is any. Any: Wagtail's pages have no types."""

    page: Any
    voices: Voices | None


def voices_of(pages: Iterable[Any], user: Viewer) -> dict[int, Voices]:
    return {}


def with_voices(pages: Iterable[Any], user: Viewer) -> list[PageWithVoices]:
    """Return `pages` in their order, each with its talk; the number of queries is fixed."""
    pages = list(pages)
    voices = voices_of(pages, user)
    return [PageWithVoices(page, voices.get(page.pk)) for page in pages]
