"""What each text of a folder will be and by which addresses it is known, before anything is written."""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from content.importing.folder import FoundFile
from content.importing.front_matter import (
    OLD_ADDRESSES,
    OWN_ADDRESS,
    TITLE,
    Unreadable,
    addresses_of,
    day_of,
    text_of,
)
from content.importing.links import AddressBook, Target
from content.importing.names import file_name, index_rank, is_about_the_folder, readable, slug_of
from content.importing.outline import anchors_of, first_heading, headings_of, plain, squeeze
from content.importing.sources import Source

# A website's folder that holds all texts is no section of its own.
TRUNKS = ("pages", "content", "docs", "posts", "articles", "src", "site", "_posts", "_pages")


@dataclass(frozen=True)
class Card:
    """A text in short: enough to give it a place and to find it by its addresses."""

    found: FoundFile
    digest: str
    title: str
    slug: str
    folder: str
    old_addresses: tuple[str, ...]
    path_was_address: bool
    target: Target

    @property
    def source(self) -> str:
        return self.found.source


@dataclass(frozen=True)
class Place:
    """A page that must be there: for a text, or for a folder that has no text of its own."""

    source: str
    parent: str | None
    title: str
    slug: str
    card: Card | None
    folder: str | None = None  # of which it is the section


@dataclass
class Survey:
    """The cards of a folder, in order."""

    cards: list[Card] = field(default_factory=list)

    def addresses(self) -> AddressBook:
        """Return every address by which the texts are known."""
        trunk = self.trunk()
        book = AddressBook()
        for card in self.cards:
            book.add(card.target, [_below(trunk, card.source), *card.old_addresses])
        for card in self.cards:
            if index_rank(card.source) is not None:
                # A folder's own text is also known by the folder.
                book.add_again(card.target, [card.folder, _below(trunk, card.folder)])
        return book

    def old_addresses_of(self, card: Card) -> list[str]:
        """Return where a text stood on the website from which it comes, if it comes from one."""
        if not card.path_was_address:
            return list(card.old_addresses)
        path = card.folder if index_rank(card.source) is not None else posixpath.splitext(card.source)[0]
        return [f"/{_below(self.trunk(), path)}/", *card.old_addresses]

    def trunk(self) -> str:
        """Return the folder, or folders, in which all texts lie and which only hold them together."""
        parts: list[str] = []
        folders = [card.folder.split("/") for card in self.cards]
        for names in zip(*folders, strict=False):
            if len(set(names)) > 1 or names[0] not in TRUNKS:
                break
            parts.append(names[0])
        return "/".join(parts)

    def places(self, *, with_sections: bool) -> list[Place]:
        """Return the pages to make, each after its parent."""
        if not with_sections:
            return [Place(card.source, None, card.title, card.slug, card) for card in self.cards]
        indexes = self._indexes()
        places = [self._section(folder, indexes) for folder in self._folders()]
        own = {card.source for card in indexes.values()}
        for card in self.cards:
            if card.source not in own:
                parent = self._section_source(card.folder, indexes)
                places.append(Place(card.source, parent, card.title, card.slug, card))
        return places

    def _folders(self) -> list[str]:
        """Return the folders that become sections, outer ones first."""
        trunk = self.trunk()
        folders = {
            "/".join(parts[:depth])
            for card in self.cards
            if card.folder != trunk
            for parts in [card.folder.split("/")]
            for depth in range(1, len(parts) + 1)
        }
        return sorted(folder for folder in folders if len(folder) > len(trunk))

    def _indexes(self) -> dict[str, Card]:
        """Return the text of each folder's own."""
        trunk = self.trunk()
        ranked = [(index_rank(card.source), card) for card in self.cards if card.folder != trunk]
        indexes: dict[str, Card] = {}
        for _rank, card in sorted(
            ((rank, card) for rank, card in ranked if rank is not None), key=lambda pair: pair[0]
        ):
            indexes.setdefault(card.folder, card)
        return indexes

    def _section(self, folder: str, indexes: dict[str, Card]) -> Place:
        name = PurePosixPath(folder).name
        card = indexes.get(folder)
        parent = self._section_source(posixpath.dirname(folder), indexes)
        title = card.title if card else readable(name)
        source = self._section_source(folder, indexes)
        return Place(source or f"{folder}/", parent, title, slug_of(name), card, folder)

    def _section_source(self, folder: str, indexes: dict[str, Card]) -> str | None:
        if folder in ("", self.trunk()):
            return None
        return indexes[folder].source if folder in indexes else f"{folder}/"


def _below(trunk: str, path: str) -> str:
    return path.removeprefix(trunk).strip("/") if trunk else path


def is_page(source: Source) -> bool:
    """Whether a text is one to read, and not about the folder, such as its licence."""
    return source.has_front or not is_about_the_folder(source.source)


def card_of(found: FoundFile, source: Source) -> Card:
    """Return the card of a text that was read."""
    name = file_name(found.source)
    headings = headings_of(source.text)
    title = title_of(source)
    if headings and squeeze(headings[0].text) == squeeze(title):
        headings = headings[1:]
    is_index = index_rank(found.source) is not None
    own_name = PurePosixPath(name.folder).name if is_index else name.name
    return Card(
        found=found,
        digest=source.digest,
        title=title,
        slug=slug_of(own_name, title),
        folder=name.folder,
        old_addresses=tuple(_old_addresses(source)),
        path_was_address=source.has_front and not name.day and not addresses_of(source.front, OWN_ADDRESS),
        target=Target(found.source, title, anchors_of(headings)),
    )


def title_of(source: Source) -> str:
    """Return the title that front matter states, or else the first heading, or else the name of the file."""
    stated = plain(text_of(source.front, TITLE))
    if stated:
        return stated
    heading = first_heading(source.text)
    return heading.text if heading else readable(file_name(source.source).name)


def _old_addresses(source: Source) -> Iterable[str]:
    """Return where a text stood before. Front matter says that it comes from a website."""
    if not source.has_front:
        return []
    own = addresses_of(source.front, OWN_ADDRESS) or _dated_addresses(source)
    return [*own, *addresses_of(source.front, OLD_ADDRESSES)]


def _dated_addresses(source: Source) -> list[str]:
    """Return the addresses of a blog, made of the day: the one in front matter first, then the name's."""
    name = file_name(source.source)
    if name.day is None:
        return []
    try:
        days = [day_of(source.front), name.day]
    except Unreadable:
        days = [name.day]
    return list(dict.fromkeys(f"/{day:%Y/%m/%d}/{name.name}/" for day in days if day))
