"""Where the links of imported texts lead: to each other, to other sites, or nowhere."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from content.importing.names import INDEX_NAMES
from content.importing.outline import squeeze

OTHER_SITES = ("http", "https", "mailto", "tel")
# The number of a document, at the end of its file name, such as BWBR0001950.
DOCUMENT_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2,}[0-9]{4,}(?![A-Za-z0-9])")


@dataclass(frozen=True)
class Target:
    """A text that can be linked to, with its {old anchor, squeezed: anchor}."""

    source: str
    title: str
    anchors: dict[str, str]


@dataclass
class AddressBook:
    """Every address by which the texts of a folder are known."""

    _targets: dict[str, Target] = field(default_factory=dict)
    _numbers: dict[str, Target | None] = field(default_factory=dict)

    def add(self, target: Target, addresses: list[str]) -> None:
        """Enter a text under its addresses; who came first keeps an address."""
        for address in (target.source, *addresses):
            self._targets.setdefault(_key(address), target)
        for number in set(DOCUMENT_NUMBER.findall(PurePosixPath(target.source).stem)):
            # A number that two files carry points to neither.
            self._numbers[number] = None if number in self._numbers else target

    def add_again(self, target: Target, addresses: list[str]) -> None:
        """Enter a text that is in the book under more addresses."""
        for address in addresses:
            self._targets.setdefault(_key(address), target)

    def find(self, address: str, source: str) -> Target | None:
        """Return the text that `address` means in the text `source`."""
        path = unquote(urlsplit(address).path)
        for place in [path] if path.startswith("/") else _places(path, source):
            if target := self._targets.get(_key(place)):
                return target
        numbers = DOCUMENT_NUMBER.findall(path)
        return self._numbers.get(numbers[-1]) if numbers else None


def _places(path: str, source: str) -> list[str]:
    """Return what a path means that begins in a text: beside its file, below its address, below the root."""
    beside_file = posixpath.join("/", posixpath.dirname(source), path)
    below_address = posixpath.join("/", _key(source), path)
    is_file = path.lower().endswith((".md", ".markdown"))
    places = [beside_file, below_address] if is_file else [below_address, beside_file]
    return [*(posixpath.normpath(place) for place in places), path]


def _key(address: str) -> str:
    key = unquote(urlsplit(address).path).strip("/").lower()
    for ending in (".md", ".markdown", ".html", ".htm"):
        key = key.removesuffix(ending)
    for index in INDEX_NAMES:
        if key == index or key.endswith(f"/{index}"):
            key = key.removesuffix(index)
    return key.strip("/")


@dataclass
class TextLinks:
    """The links of one text. `page_id` says which page a source became."""

    book: AddressBook
    own: Target
    page_id: Callable[[str], int]
    dead: list[str] = field(default_factory=list)

    def attributes(self, address: str) -> str | None:
        """Return the attributes of a link in rich text, or None for a link that leads nowhere."""
        address = address.strip()
        if not address:
            return None
        try:
            parts = urlsplit(address)
        except ValueError:
            self._remember_dead(address)
            return None
        if parts.scheme:
            return f'href="{escape(address)}"' if parts.scheme.lower() in OTHER_SITES else None
        if parts.netloc:
            return f'href="{escape("https:" + address)}"'
        if not parts.path:
            return f'href="#{escape(_anchor(self.own, parts.fragment))}"' if parts.fragment else None
        target = self.book.find(address, self.own.source)
        if target is None:
            self._remember_dead(address)
            return None
        return self._page_link(target, parts.fragment)

    def title_at(self, address: str) -> str:
        """Return the title of the text that `address` means, or nothing."""
        target = self.book.find(address, self.own.source)
        return target.title if target and not urlsplit(address).netloc else ""

    def _page_link(self, target: Target, fragment: str) -> str:
        link = f'linktype="page" id="{self.page_id(target.source)}"'
        anchor = _anchor(target, fragment)
        return f'{link} anchor="{escape(anchor)}"' if anchor else link

    def _remember_dead(self, address: str) -> None:
        if address not in self.dead:
            self.dead.append(address)


def _anchor(target: Target, fragment: str) -> str:
    """Return our anchor for an old one; one that is not known stays as it is."""
    # What a browser marks in the text is no part of the anchor.
    fragment = unquote(fragment).partition(":~:")[0].strip("#")
    squeezed = squeeze(fragment)
    return target.anchors.get(squeezed) or target.anchors.get(squeezed.rstrip("0123456789")) or fragment
