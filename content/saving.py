"""Saving a page to find it back, and taking it off the list again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Page

from access.models import User
from content.models.saving import SavedPage
from content.reading import visible_pages


class NotThere(LookupError):
    """There is no such page for this reader."""


@dataclass(frozen=True)
class SavedRow:
    """A line of the list of saved pages; `page` is of its own type, and Wagtail's pages have no types."""

    page: Any
    saved_at: datetime

    @property
    def kind(self) -> str:
        """What the page is, in words."""
        return str(self.page.specific_class._meta.verbose_name)


@transaction.atomic
def save_page(*, reader: User, page_id: int, now: datetime) -> SavedPage:
    """Return the page among what `reader` saved; one that was saved before keeps its place.

    Raises NotThere for a page that `reader` may not see.
    """
    page = _page_for(reader, page_id)
    saved, _created = SavedPage.objects.get_or_create(user=reader, page=page, defaults={"saved_at": now})
    return saved


@transaction.atomic
def drop_page(*, reader: User, page_id: int) -> datetime | None:
    """Take the page off the list and return when it was saved, to put it back; None if it was not there."""
    saved = SavedPage.objects.select_for_update().filter(user=reader, page_id=page_id).first()
    if saved is None:
        return None
    saved.delete()
    return saved.saved_at


def page_to_save(reader: User, page_id: int) -> Page:
    """Return the page, of its own type. Raises NotThere as `save_page` does."""
    return _page_for(reader, page_id).specific


def rows_of(saved: Sequence[SavedPage]) -> list[SavedRow]:
    """Return the lines for one screen of the list, with a query per kind of page that is on it."""
    pages: Any = Page.objects.filter(pk__in=[row.page_id for row in saved]).prefetch_related("locale")
    by_id = {page.pk: page for page in pages.defer_streamfields().specific()}
    return [SavedRow(by_id[row.page_id], row.saved_at) for row in saved if row.page_id in by_id]


def _page_for(reader: User, page_id: int) -> Page:
    page: Page | None = visible_pages(reader).filter(pk=page_id).first()
    if page is None:
        raise NotThere
    return page
