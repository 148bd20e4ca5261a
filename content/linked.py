"""What the texts of a page point at, read at once for the whole body instead of block by block."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from wagtail import blocks
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from access.scopes import Viewer
from content.models import BrinkDocument, BrinkImage
from content.reading import visible_pages
from directory.models import Person

# Longer is no key of a row.
LONGEST_KEY = 18
# What figure.html and video.html in templates/content/blocks/ draw.
RENDITIONS = (*(f"width-{width}|format-webp" for width in (480, 800, 1280)), "fill-1280x720|format-webp")


@dataclass(frozen=True)
class Linked:
    """The things that one body points at, by key: links lead to pages and documents whoever reads them,
    cards and people are the ones that this reader may see.
    """

    pages: dict[str, Page | None] = field(default_factory=dict)
    documents: dict[str, BrinkDocument | None] = field(default_factory=dict)
    cards: dict[int, Page] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)


_current: ContextVar[Linked | None] = ContextVar("linked", default=None)


def linked_things() -> Linked:
    """Return what was read for the body that is being drawn; outside one, nothing."""
    return _current.get() or Linked()


def known(kind: str, keys: Iterable[str]) -> dict[str, Any] | None:
    """Return {key: page or document} if all `keys` were read for this body, or None. Any: of either kind."""
    things: dict[str, Any] = getattr(linked_things(), kind)
    return things if _current.get() is not None and set(keys) <= things.keys() else None


@contextmanager
def reading_links_of(body: Any, user: Viewer) -> Iterator[None]:
    """Read what `body` points at, a fixed number of queries for any number of blocks.

    Any: the value of a StreamField, which has no types in Wagtail.
    """
    token = _current.set(_read(list(_leaves(body)), user))
    try:
        yield
    finally:
        _current.reset(token)


def _read(leaves: list[Any], user: Viewer) -> Linked:
    links: dict[str, set[str]] = {"page": set(), "document": set()}
    for leaf in leaves:
        if isinstance(leaf, RichText):
            for tag in FIND_A_TAG.findall(leaf.source):
                attributes = extract_attrs(tag)
                if (kind := attributes.get("linktype")) in links:
                    links[kind].add(attributes.get("id", ""))
    _prepare_images([leaf for leaf in leaves if isinstance(leaf, BrinkImage)])
    cards = {leaf.pk for leaf in leaves if isinstance(leaf, Page)}
    people = {leaf.pk for leaf in leaves if isinstance(leaf, Person)}
    return Linked(
        pages=pages_by_key(links["page"]),
        documents=documents_by_key(links["document"]),
        cards=visible_pages(user).in_bulk(cards) if cards else {},
        people=Person.objects.visible_to(user).working_here().in_bulk(people) if people else {},
    )


def pages_by_key(keys: Iterable[str]) -> dict[str, Page | None]:
    """Return the pages that links name, with None for what is gone."""
    return _by_key(Page, set(keys))


def documents_by_key(keys: Iterable[str]) -> dict[str, BrinkDocument | None]:
    """Return the documents that links name, with None for what is gone."""
    return _by_key(BrinkDocument, set(keys))


def _by_key(model: Any, keys: set[str]) -> dict[str, Any]:  # Any: the models of Wagtail have no types
    numbers = {int(key) for key in keys if key.isdecimal() and len(key) < LONGEST_KEY}
    found = model.objects.in_bulk(numbers) if numbers else {}
    return {key: found.get(int(key)) if key.isdecimal() else None for key in keys}


def _prepare_images(images: list[BrinkImage]) -> None:
    """Give `images` their renditions, which each would look up by itself."""
    if images:
        keys = {image.pk for image in images}
        prepared = BrinkImage.objects.prefetch_renditions(*RENDITIONS).in_bulk(keys)
        for image in images:
            image.prefetched_renditions = prepared[image.pk].prefetched_renditions


def _leaves(value: Any) -> Iterator[Any]:
    """Yield every value inside the blocks of `value`."""
    if isinstance(value, blocks.StreamValue):
        for child in value:
            yield from _leaves(child.value)
    elif isinstance(value, blocks.StructValue):
        for part in value.values():
            yield from _leaves(part)
    elif isinstance(value, blocks.list_block.ListValue):
        for part in value:
            yield from _leaves(part)
    else:
        yield value


def reader_in(context: dict[str, Any] | None) -> Viewer:
    """Return who the page is drawn for; without a request that is a stranger, who sees nothing."""
    request = (context or {}).get("request")
    user: Viewer = getattr(request, "user", None) or AnonymousUser()
    return user
