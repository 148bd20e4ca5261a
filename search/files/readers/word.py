"""The text of a Word document, under its headings."""

from collections.abc import Iterator
from zipfile import ZipFile

from search.files.limits import Limits
from search.files.readers.answer import Part
from search.files.readers.packed import attribute, elements, main_part, related, unpacked

BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# How deep the headings go that are worth a place of their own.
OUTLINE = {"0", "1", "2", "3"}
NOTES = ("footnotes", "endnotes")
# For programs that do not know something newer: the same words a second time.
SECOND_TIME = "Fallback"


def parts_of_word(content: bytes, limits: Limits) -> Iterator[Part]:
    """Yield each paragraph; the notes come after the text."""
    archive = unpacked(content, limits)
    main = main_part(archive)
    others = related(archive, main).values()
    styles = next((name for kind, name in others if kind == "styles"), "")
    headings = _heading_styles(archive, styles) if styles in archive.namelist() else set()
    heading = ""
    for style, text in _paragraphs(archive, main):
        if style in headings:
            heading = text
            yield Part(_place(heading), heading, "")
        else:
            yield Part(_place(heading), heading, text)
    for kind, name in others:
        if kind in NOTES and name in archive.namelist():
            for _style, text in _paragraphs(archive, name):
                yield Part("", "", text)


def _place(heading: str) -> str:
    return f"part={heading}" if heading else ""


def _heading_styles(archive: ZipFile, name: str) -> set[str]:
    """Return the ids of the styles that give a paragraph a place in the outline, also in other languages."""
    found: set[str] = set()
    style = ""
    for event, tag, element in elements(archive, name):
        if event == "start" and tag == "style":
            style = attribute(element, "styleId")
        elif event == "end" and tag in {"outlineLvl", "name"}:
            value = attribute(element, "val").lower()
            if value in OUTLINE if tag == "outlineLvl" else value.startswith("heading "):
                found.add(style)
    return found


def _paragraphs(archive: ZipFile, name: str) -> Iterator[tuple[str, str]]:
    """Yield the style and the words of each paragraph; one in a box comes before the one it stands in."""
    words: list[str] = []
    style = ""
    skipped = 0
    for event, tag, element in elements(archive, name):
        if tag == SECOND_TIME:
            skipped += 1 if event == "start" else -1
        if skipped or event == "start":
            continue
        if tag == "t":
            words.append(element.text or "")
        elif tag in BREAKS:
            words.append(BREAKS[tag])
        elif tag == "pStyle":
            style = attribute(element, "val")
        elif tag == "p":
            if text := "".join(words).strip():
                yield style, text
            words, style = [], ""
            # What was read needs no place any more.
            element.clear()
