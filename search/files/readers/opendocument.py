"""The text, the sheets or the slides of OpenDocument."""

from collections.abc import Iterator
from zipfile import ZipFile

from search.files.limits import Limits
from search.files.readers.answer import Part, Reason, Refused
from search.files.readers.packed import attribute, elements, unpacked
from search.files.readers.sheets import BETWEEN

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
# What was struck out, what is said beside a slide, and what somebody remarked.
NOT_READ = {"tracked-changes", "notes", "annotation"}


def parts_of_open(content: bytes, limits: Limits) -> Iterator[Part]:
    """Yield the paragraphs under their headings, or the rows of each sheet, or each slide."""
    archive = unpacked(content, limits)
    if MANIFEST in archive.namelist() and _is_locked(archive):
        raise Refused(Reason.LOCKED)
    place = heading = ""
    slide_count = skipped = 0
    row: list[str] | None = None
    in_sheets = False
    for event, tag, element in elements(archive, CONTENT):
        if tag in NOT_READ:
            skipped += 1 if event == "start" else -1
        if skipped:
            continue
        if event == "start":
            if tag == "spreadsheet":
                in_sheets = True
            elif tag == "page":
                slide_count += 1
                place, heading = f"slide={slide_count}", ""
            elif tag == "table" and in_sheets:
                heading = attribute(element, "name")
                place = f"sheet={heading}"
                yield Part(place, heading, "")
            elif tag == "table-row" and in_sheets:
                row = []
            continue
        if tag in {"h", "p"}:
            text = "".join(element.itertext()).strip()
            element.clear()
            if not text:
                continue
            if row is not None:
                row.append(text)
            elif tag == "h" and not slide_count:
                place, heading = f"part={text}", text
                yield Part(place, heading, "")
            else:
                yield Part(place, heading, text)
        elif tag in {"s", "tab", "line-break"}:
            element.text = " "
        elif tag == "table-row" and row is not None:
            if row:
                yield Part(place, heading, BETWEEN.join(row) + BETWEEN)
            row = None
            element.clear()


def _is_locked(archive: ZipFile) -> bool:
    return any(tag == "encryption-data" for _event, tag, _element in elements(archive, MANIFEST))
