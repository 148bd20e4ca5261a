"""Clean HTML as a small tree."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TypeAlias

VOID = {"br", "hr", "img"}
LINE_ELEMENTS = "p div li br tr dt dd h1 h2 h3 h4 h5 h6 figcaption footer section"
NEW_LINE = set(LINE_ELEMENTS.split())
# Deeper than any text; what lies deeper joins the element above it, so that no walk down can overflow.
DEEPEST = 80


@dataclass
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node]" = field(default_factory=list)

    def elements(self) -> "Iterator[Element]":
        """Yield the elements directly inside."""
        return (child for child in self.children if isinstance(child, Element))

    def find_all(self, *tags: str) -> "Iterator[Element]":
        """Yield every element inside with one of `tags`, in order."""
        for child in self.elements():
            if child.tag in tags:
                yield child
            yield from child.find_all(*tags)

    def text(self) -> str:
        """Return the words inside, as they stand."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def lines(self) -> list[str]:
        """Return the words inside as lines, one for each paragraph, item or line break."""
        lines = (" ".join(line.split()) for line in self._broken().split("\n"))
        return [line for line in lines if line]

    def _broken(self) -> str:
        written: list[str] = []
        for child in self.children:
            if isinstance(child, str):
                written.append(child.replace("\n", " "))
            elif child.tag in NEW_LINE:
                mark = "• " if child.tag == "li" else ""
                written.append(f"\n{mark}{child._broken()}\n")
            else:
                written.append(child._broken())
        return "".join(written)


Node: TypeAlias = "Element | str"


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [Element("root")]
        self.skipped_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.stack[-1].children.append(element)
        elif len(self.stack) > DEEPEST:
            self.skipped_depth += 1
        else:
            self.stack[-1].children.append(element)
            self.stack.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self.skipped_depth:
            self.skipped_depth -= 1
        elif tag not in VOID and len(self.stack) > 1:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)


def parse(html: str) -> Element:
    """Return the root of `html`, which must be well formed: each element closed in order."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.stack[0]
