"""A tree of clean HTML as the blocks of a page's body."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from content.importing.names import shortened
from content.importing.rich_text import LISTS, RichText
from content.importing.tables import table_data
from content.importing.tree import Element, Node

LONGEST_HEADING = 150
LONGEST_CAPTION = 250
LONGEST_SPEAKER = 150
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NO_QUOTE = ("ul", "ol", "table", "pre", "img", *HEADINGS)
SPEAKER = re.compile(r"\s*[\u2012-\u2015-]{1,3}\s*(?P<name>\S.*)", re.DOTALL)

Block = dict[str, Any]  # Any: each block has a value of its own shape


@dataclass(frozen=True)
class Picture:
    """A picture of the library, as a figure shows it."""

    pk: int
    alt: str


@dataclass
class BodyWriter:
    """Writes blocks. `link_to` gives the attributes of a link, or None for one that leads nowhere;
    `picture_of` gives a picture by address and text, or None for one that is not there.
    """

    link_to: Callable[[str], str | None]
    picture_of: Callable[[str, str], Picture | None]
    blocks: list[Block] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._rich = RichText(self.link_to)
        self._text: list[str] = []
        self._levels: dict[str, int] = {}

    def write(self, root: Element) -> list[Block]:
        """Return the blocks of a whole page, its notes at the end."""
        used = sorted({heading.tag for heading in root.find_all(*HEADINGS)})
        # Whatever levels an author used, a page has them without gaps, below its title.
        self._levels = {tag: min(number, 4) for number, tag in enumerate(used, start=2)}
        self._walk(root.children)
        if self._rich.notes:
            self._add("heading", _("Notes"))
            self._text += self._rich.notes
        self._end_text()
        return self.blocks

    def _walk(self, nodes: Iterable[Node]) -> None:
        running: list[Node] = []
        for node in nodes:
            if isinstance(node, str) or not self._is_block(node):
                running.append(node)
                continue
            self._paragraph(running)
            running = []
            self._block(node)
        self._paragraph(running)

    def _is_block(self, node: Element) -> bool:
        return node.tag in BLOCKS or node.tag in ("img", "iframe")

    def _block(self, node: Element) -> None:
        BLOCKS.get(node.tag, BodyWriter._held)(self, node)

    def _paragraph(self, nodes: Iterable[Node]) -> None:
        self._text.append(self._rich.paragraph(nodes))
        self._write_held()

    def _held(self, node: Element) -> None:
        self._rich.held.append(node)
        self._write_held()

    def _write_held(self) -> None:
        """Write what could not stand in the running text before."""
        held, self._rich.held = self._rich.held, []
        for element in held:
            if element.tag == "img":
                self._picture(element)
            elif element.tag == "table":
                self._table(element)
            else:
                self._embedded(element)

    def _container(self, node: Element) -> None:
        if "data-callout" in node.attributes:
            self._callout(node)
        else:
            self._walk(node.children)

    def _running(self, node: Element) -> None:
        self._paragraph(node.children)

    def _heading(self, node: Element) -> None:
        words = " ".join(node.text().split())
        level = self._levels.get(node.tag, 2)
        if words and level == 2 and len(words) <= LONGEST_HEADING:
            self._add("heading", words)
        elif words:
            self._text.append(f"<h{max(level, 3)}>{self._rich.inline(node.children)}</h{max(level, 3)}>")
        self._write_held()

    def _summary(self, node: Element) -> None:
        self._text.append(self._rich.paragraph([Element("b", children=node.children)]))

    def _listing(self, node: Element) -> None:
        self._text.append(self._rich.listing(node))
        self._write_held()

    def _rule(self, node: Element) -> None:
        self._text.append("<hr/>")

    def _code(self, node: Element) -> None:
        code = node.text().strip("\n")
        if code.strip():
            self._add("code", code)

    def _table(self, node: Element) -> None:
        data = table_data(node)
        if data is not None:
            self._add("table", data)
        self._links_below(node, _("Links in the table:"))
        for picture in node.find_all("img"):
            self._picture(picture)

    def _quote(self, node: Element) -> None:
        if next(node.find_all(*NO_QUOTE), None) is not None:
            self._walk(node.children)
            return
        lines = node.lines()
        if not lines:
            return
        speaker = SPEAKER.fullmatch(lines[-1]) if len(lines) > 1 else None
        name = speaker["name"] if speaker and len(speaker["name"]) <= LONGEST_SPEAKER else ""
        self._add("quote", {"quote": "\n".join(lines[:-1] if name else lines), "speaker": name})
        self._links_below(node, _("Links in the quote:"))

    def _callout(self, node: Element) -> None:
        inner = BodyWriter(self.link_to, self.picture_of)
        inner._levels = dict.fromkeys(HEADINGS, 4)
        inner._rich.notes = self._rich.notes
        inner._walk(node.children)
        inner._end_text()
        for block in inner.blocks:
            # A notice holds text; the rest of it follows.
            if block["type"] == "text":
                words = re.sub(r"<h4>(.*?)</h4>", r"<p><b>\1</b></p>", block["value"])
                self._add("callout", {"text": words.replace("<hr/>", "")})
            else:
                self._add(block["type"], block["value"])

    def _figure(self, node: Element) -> None:
        caption = next(node.find_all("figcaption"), None)
        words = " ".join(caption.text().split()) if caption else ""
        pictures = list(node.find_all("img"))
        shown = False
        for number, picture in enumerate(pictures):
            last = number == len(pictures) - 1
            shown = self._picture(picture, words if last else "") or shown
        rest = [child for child in node.children if child is not caption and not _is_picture(child)]
        self._walk(_without_pictures(rest))
        if caption and not shown:
            self._paragraph(caption.children)
        elif caption:
            self._links_below(caption, _("Links in the caption:"))

    def _picture(self, node: Element, caption: str = "") -> bool:
        alt = " ".join(node.attributes.get("alt", "").split())
        address = node.attributes.get("src", "")
        picture = self.picture_of(address, alt)
        if picture is None:
            self._picture_elsewhere(address, alt)
            return False
        self._add(
            "figure",
            {
                "image": {"image": picture.pk, "decorative": not alt, "alt_text": alt},
                "caption": shortened(caption, LONGEST_CAPTION),
            },
        )
        return True

    def _picture_elsewhere(self, address: str, alt: str) -> None:
        """A picture on another site is not shown from there: that site would see who reads."""
        if address.startswith(("https://", "http://")):
            label = alt or _("Picture on another site")
            self._paragraph([Element("a", {"href": address}, [label])])

    def _embedded(self, node: Element) -> None:
        address = node.attributes.get("src", "")
        if address:
            label = node.attributes.get("title") or address
            self._paragraph([Element("a", {"href": address}, [label])])

    def _links_below(self, node: Element, label: str) -> None:
        """Write the links of what holds plain words only, so that they are not lost."""
        links = [link for link in node.find_all("a") if link.text().strip()]
        written = [self._rich.inline([link]) for link in links]
        written = list(dict.fromkeys(link for link in written if link.startswith("<a ")))
        if written:
            self._text.append(f"<p>{label} {', '.join(written)}</p>")

    def _add(self, kind: str, value: Any) -> None:
        self._end_text()
        self.blocks.append({"type": kind, "value": value})

    def _end_text(self) -> None:
        text = "".join(self._text)
        self._text = []
        if text.replace("<hr/>", ""):
            self.blocks.append({"type": "text", "value": text})


def _is_picture(node: Node) -> bool:
    return isinstance(node, Element) and node.tag == "img"


def _without_pictures(nodes: Iterable[Node]) -> list[Node]:
    return [
        node
        if isinstance(node, str)
        else Element(node.tag, node.attributes, _without_pictures(node.children))
        for node in nodes
        if not _is_picture(node)
    ]


BLOCKS: dict[str, Callable[[BodyWriter, Element], None]] = {
    **dict.fromkeys(HEADINGS, BodyWriter._heading),
    **dict.fromkeys(("div", "section", "details", "aside", "dl", "dd", "li"), BodyWriter._container),
    **dict.fromkeys(LISTS, BodyWriter._listing),
    "p": BodyWriter._running,
    "dt": BodyWriter._summary,
    "summary": BodyWriter._summary,
    "hr": BodyWriter._rule,
    "pre": BodyWriter._code,
    "table": BodyWriter._table,
    "blockquote": BodyWriter._quote,
    "figure": BodyWriter._figure,
    "figcaption": BodyWriter._running,
}
