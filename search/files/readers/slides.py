"""The slides of a PowerPoint presentation."""

from collections.abc import Iterator
from zipfile import ZipFile

from search.files.limits import Limits
from search.files.readers.answer import Part
from search.files.readers.packed import attribute, elements, main_part, related, unpacked

TITLES = {"title", "ctrTitle"}
SECOND_TIME = "Fallback"


def parts_of_slides(content: bytes, limits: Limits) -> Iterator[Part]:
    """Yield each slide under its title, in the order in which they are shown."""
    archive = unpacked(content, limits)
    main = main_part(archive)
    slides = related(archive, main)
    order = [
        _relation(element.attrib)
        for event, tag, element in elements(archive, main)
        if event == "end" and tag == "sldId"
    ]
    for number, key in enumerate(order, start=1):
        _kind, name = slides.get(key, ("", ""))
        if name in archive.namelist():
            yield _slide(archive, name, number)


def _relation(attributes: dict[str, str]) -> str:
    """Return what an element points to; its own id has no namespace."""
    return next((value for name, value in attributes.items() if name.endswith("}id")), "")


def _slide(archive: ZipFile, name: str, number: int) -> Part:
    titles: list[str] = []
    texts: list[str] = []
    words: list[str] = []
    is_title = False
    skipped = 0
    for event, tag, element in elements(archive, name):
        if tag == SECOND_TIME:
            skipped += 1 if event == "start" else -1
        if skipped:
            continue
        if event == "start":
            if tag == "sp":
                is_title = False
            elif tag == "ph":
                is_title = attribute(element, "type") in TITLES
        elif tag == "t":
            words.append(element.text or "")
        elif tag == "br":
            words.append(" ")
        elif tag == "p":
            if text := "".join(words).strip():
                (titles if is_title else texts).append(text)
            words = []
        elif tag == "sp":
            is_title = False
    return Part(f"slide={number}", " ".join(titles), "\n".join(texts))
