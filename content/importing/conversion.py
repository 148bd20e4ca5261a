"""One text, from the file to the body of its page."""

import json
from collections import Counter
from dataclasses import dataclass, field

from django.utils import translation
from django.utils.translation import gettext as _

from content.importing.blocks import HEADINGS, BodyWriter, Picture
from content.importing.front_matter import IMAGE_ALT, NEW_ADDRESS, SUMMARY, picture_address, text_of
from content.importing.links import AddressBook, TextLinks
from content.importing.markdown import to_html
from content.importing.outline import plain, squeeze
from content.importing.people import People
from content.importing.pictures import Pictures
from content.importing.refusal import Refused
from content.importing.report import Remark
from content.importing.shortcodes import Shortcodes
from content.importing.sources import Source
from content.importing.survey import Card
from content.importing.tree import Element, parse

LONGEST_TITLE = 255
ELSEWHERE = ("https:", "http:", "data:", "//")


@dataclass(frozen=True)
class Surroundings:
    """What the texts of one import share."""

    book: AddressBook
    page_ids: dict[str, int]
    pictures: Pictures
    people: People
    language: str


@dataclass
class Conversion:
    """Converts one text and keeps what it came across."""

    card: Card
    source: Source
    surroundings: Surroundings
    missing_pictures: list[str] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)
    dropped_tags: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        page_ids = self.surroundings.page_ids
        self.links = TextLinks(self.surroundings.book, self.card.target, page_ids.__getitem__)
        self._reporting_language = translation.get_language()

    def body(self) -> str:
        """Return the body as StreamField JSON; words of ours in it are in the page's language."""
        root = parse(to_html(self._expanded()))
        _take_title(root, self.card.title)
        with translation.override(self.surroundings.language):
            if len(self.card.title) > LONGEST_TITLE:
                root.children.insert(0, Element("p", children=[self.card.title]))
            if moved_to := text_of(self.source.front, NEW_ADDRESS):
                root.children.append(self._moved(moved_to))
            return json.dumps(BodyWriter(self.links.attributes, self._picture_at).write(root))

    def leading_picture(self) -> Picture | None:
        """Return the picture that front matter names."""
        address = picture_address(self.source.front)
        return self._picture_at(address, plain(text_of(self.source.front, IMAGE_ALT))) if address else None

    def _expanded(self) -> str:
        # Only generators of websites fill in tags, and only below front matter.
        if not self.source.has_front:
            return self.source.text
        values = {
            "title": self.card.title,
            "image": picture_address(self.source.front),
            "excerpt": text_of(self.source.front, SUMMARY),
        }
        shortcodes = Shortcodes(self.surroundings.people.name, values)
        expanded = shortcodes.expand(self.source.text)
        self.dropped_tags = shortcodes.dropped
        return expanded

    def _moved(self, address: str) -> Element:
        label = self.links.title_at(address) or address
        return Element("p", children=[_("This has moved to:"), " ", Element("a", {"href": address}, [label])])

    def _picture_at(self, address: str, alt: str) -> Picture | None:
        if not address or address.lower().startswith(ELSEWHERE):
            return None
        pictures = self.surroundings.pictures
        try:
            # A refusal is told to who runs the import, also while words of the page are written.
            with translation.override(self._reporting_language):
                path = pictures.find(address, self.card.found.path)
                if path is not None:
                    return Picture(pictures.pk_of(path, alt), alt)
        except Refused as refused:
            line = self.source.line_of(address.lstrip("/"))
            self.refused.append(Remark(self.card.source, f"{address}: {refused.reason}", line))
            return None
        if address not in self.missing_pictures:
            self.missing_pictures.append(address)
        return None


def _take_title(root: Element, title: str) -> None:
    """Take out the heading at the top that only repeats the title of the page."""
    for number, node in enumerate(root.children):
        if isinstance(node, str) and not node.strip():
            continue
        if isinstance(node, Element) and node.tag in HEADINGS and squeeze(node.text()) == squeeze(title):
            del root.children[number]
        return
