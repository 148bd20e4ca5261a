"""What the organisation has set, as one reader gets it."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from content.wording import words_for
from home.models import OrganisationSettings


@dataclass(frozen=True)
class Link:
    """A way to a page or an address, in words of one language."""

    title: str
    url: str
    language: str
    icon: str = ""


@dataclass(frozen=True)
class Banner:
    """What everyone who works here should see now."""

    text: str
    language: str
    is_urgent: bool
    link: Link | None


# Gives the page of a translation key that the reader may see, in their language if there is one.
# Any: Wagtail's pages have no types.
PageFinder = Callable[[str], Any]


class House:
    """The organisation's name, looks, menus and banner; costs nothing but the row of its settings."""

    def __init__(self, row: OrganisationSettings, request: HttpRequest, language: str, now: datetime) -> None:
        self._row = row
        self._request = request
        self._language = language
        self._now = now

    @property
    def name(self) -> str:
        return self._row.name or settings.WAGTAIL_SITE_NAME

    @property
    def logo_url(self) -> str:
        return self._row.logo_url

    @property
    def style_sheet_url(self) -> str:
        return self._row.style_sheet_url

    @property
    def house_rules_url(self) -> str:
        """Where the house rules are, or nothing as long as there are none."""
        return reverse("home:house-rules") if self._row.has_house_rules else ""

    @property
    def page_keys(self) -> set[UUID]:
        """The translation keys of the pages that its lines lead to."""
        lines = (line for group in self._row.frame_data.values() for line in group)
        keys = {UUID(line["key"]) for line in lines if line["key"]}
        if self._has_banner and self._row.banner_page:
            keys.add(self._row.banner_page.translation_key)
        return keys

    def has_menu(self, name: str) -> bool:
        return bool(self._row.frame_data.get(name))

    def links(self, name: str, find: PageFinder) -> list[Link]:
        """Return the lines of a menu that lead somewhere for this reader."""
        return list(self._links(self._row.frame_data.get(name, ()), find))

    def quick_links(self, find: PageFinder, audience_ids: Collection[int]) -> list[Link]:
        """Return the quick links for everyone and for the audiences of this reader."""
        lines = self._row.frame_data.get("quick_links", ())
        mine = [line for line in lines if line["audience"] is None or line["audience"] in audience_ids]
        return list(self._links(mine, find))

    def banner(self, find: PageFinder) -> Banner | None:
        """Return the banner as long as it stands."""
        if not self._has_banner:
            return None
        row = self._row
        words = words_for(self._language, nl=row.banner_nl, en=row.banner_en)
        link = self._link_of_banner(find)
        return Banner(words.text, words.language, row.banner_level == row.Level.URGENT, link)

    @property
    def _has_banner(self) -> bool:
        row = self._row
        has_words = bool(row.banner_nl or row.banner_en)
        return has_words and row.banner_until is not None and self._now < row.banner_until

    def _link_of_banner(self, find: PageFinder) -> Link | None:
        if self._row.banner_address:
            return Link("", self._row.banner_address, self._language)
        page = find(str(self._row.banner_page.translation_key)) if self._row.banner_page else None
        return (
            Link(page.title, page.get_url(self._request) or "", page.locale.language_code) if page else None
        )

    def _links(self, lines: Iterable[dict[str, Any]], find: PageFinder) -> Iterator[Link]:
        for line in lines:
            words = words_for(self._language, nl=line["nl"], en=line["en"])
            icon = line.get("icon", "")
            if line["address"]:
                yield Link(words.text, line["address"], words.language, icon)
            # A page that is offline, deleted or closed to this reader leaves no trace.
            elif (page := find(line["key"])) is not None and (url := page.get_url(self._request)):
                language = words.language if words else page.locale.language_code
                yield Link(words.text or page.title, url, language, icon)
