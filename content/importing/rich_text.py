"""Running text of a tree as Wagtail stores it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape

from content.importing.tree import Element, Node

STYLES = {
    "strong": "b",
    "b": "b",
    "em": "i",
    "i": "i",
    "cite": "i",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "sup": "sup",
    "sub": "sub",
    "summary": "b",
    "h1": "b",
    "h2": "b",
    "h3": "b",
    "h4": "b",
    "h5": "b",
    "h6": "b",
    "dt": "b",
}
# Inside running text these begin a new line.
LINE_ELEMENTS = (
    "p div section blockquote aside figure figcaption details summary dt dd tr li h1 h2 h3 h4 h5 h6"
)
LINES = set(LINE_ELEMENTS.split())
LISTS = ("ul", "ol")
BARE_ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]]*[^\s<>\"'()\[\].,;:!?*_]")
FOOTNOTE = re.compile(r"\s*(?P<mark>[0-9]{1,3}|\*+|[a-z])[\s.:)]\s*(?P<words>\S.{3,})", re.DOTALL)
SPACE = re.compile(r"\s+")


@dataclass
class RichText:
    """Writes running text; what cannot stand in it is held for after it, notes for the end of the page."""

    link_to: Callable[[str], str | None]
    held: list[Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def inline(self, nodes: Iterable[Node]) -> str:
        """Return `nodes` as one line of text with its marks and links."""
        written = "".join(self._node(node, in_link=False) for node in nodes)
        return single_breaks(written)

    def paragraph(self, nodes: Iterable[Node]) -> str:
        """Return `nodes` as a paragraph, or nothing if no words are in them."""
        written = self.inline(nodes)
        return f"<p>{written}</p>" if written else ""

    def listing(self, element: Element) -> str:
        """Return a list, with lists inside it.

        One that begins at another number than 1, such as the third paragraph of an article, becomes
        paragraphs: Wagtail's lists always begin at 1, and then what refers to a number would be wrong.
        """
        items = [child for child in element.elements() if child.tag == "li"]
        start = element.attributes.get("start", "1")
        if start != "1" and start.isascii() and start.isdigit():
            return "".join(self._numbered(item, number) for number, item in enumerate(items, int(start[:9])))
        written = "".join(self._item(item) for item in items)
        return f"<{element.tag}>{written}</{element.tag}>" if written else ""

    def _numbered(self, item: Element, number: int) -> str:
        written, below = self._item_parts(item)
        return f"<p>{number}. {written}</p>{below}"

    def _item(self, item: Element) -> str:
        written, below = self._item_parts(item)
        return f"<li>{written}{below}</li>" if written or below else ""

    def _item_parts(self, item: Element) -> tuple[str, str]:
        own = (child for child in item.children if isinstance(child, str) or child.tag not in LISTS)
        below = "".join(self.listing(child) for child in item.elements() if child.tag in LISTS)
        return self.inline(own), below

    def _node(self, node: Node, *, in_link: bool) -> str:
        if isinstance(node, str):
            return self._words(node, in_link=in_link)
        if node.tag == "br":
            return "<br/>"
        if node.tag in ("img", "table", "iframe"):
            self.held.append(node)
            return ""
        if node.tag == "pre":
            lines = (escape(line, quote=False) for line in node.text().strip("\n").split("\n"))
            return "<br/>" + "<br/>".join(f"<code>{line}</code>" for line in lines if line.strip()) + "<br/>"
        if node.tag == "sup" and (match := FOOTNOTE.fullmatch(node.text())):
            return self._footnote(node, match["mark"])
        if node.tag == "a" and not in_link:
            return self._link(node)
        return self._marked(node, in_link=in_link)

    def _marked(self, node: Element, *, in_link: bool) -> str:
        written = "".join(self._node(child, in_link=in_link) for child in node.children)
        is_line = node.tag in LINES
        if is_line:
            written = single_breaks(written)
        if node.tag == "li":
            written = f"• {written}"
        style = STYLES.get(node.tag)
        if style and written.strip():
            written = f"<{style}>{written}</{style}>"
        return f"<br/>{written}<br/>" if is_line else written

    def _words(self, words: str, *, in_link: bool) -> str:
        words = SPACE.sub(" ", words)
        if in_link or "://" not in words:
            return escape(words, quote=False)
        written: list[str] = []
        position = 0
        for match in BARE_ADDRESS.finditer(words):
            written.append(escape(words[position : match.start()], quote=False))
            attributes = self.link_to(match[0])
            label = escape(match[0], quote=False)
            written.append(f"<a {attributes}>{label}</a>" if attributes else label)
            position = match.end()
        return "".join(written) + escape(words[position:], quote=False)

    def _link(self, node: Element) -> str:
        written = "".join(self._node(child, in_link=True) for child in node.children)
        if not written.strip():
            return written
        attributes = self.link_to(node.attributes.get("href", ""))
        return f"<a {attributes}>{written}</a>" if attributes else written

    def _footnote(self, node: Element, mark: str) -> str:
        written = self.inline(node.children)
        words = written.removeprefix(mark).lstrip(" .:)")
        self.notes.append(f"<p><sup>{escape(mark)}</sup> {words}</p>")
        return f"<sup>{escape(mark)}</sup>"


def single_breaks(written: str) -> str:
    """Return rich text without empty lines and without space around its lines."""
    lines = (line.strip() for line in written.split("<br/>"))
    return "<br/>".join(line for line in lines if line)
