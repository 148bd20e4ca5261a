"""Every kind of document is read, and what would do harm is refused with the reason."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from search.files.asking import Reading, read_file
from search.files.limits import LIMITS, MEGABYTE, Limits
from search.files.readers.answer import Part, Reason, Refused
from search.files.readers.choosing import parts_of
from tests.factories import documents
from tests.search.files.broken import BOMBS, BROKEN, one_long_word

# The harm in these is real where nothing stops them.
SMALL = replace(
    LIMITS,
    most_unpacked_bytes=40 * MEGABYTE,
    most_memory_bytes=128 * MEGABYTE,
    most_cpu_seconds=5,
    most_seconds=30,
)


def read(content: bytes, suffix: str, limits: Limits = SMALL) -> Reading:
    """Have it read as the site does, by a process of its own."""
    return read_file([content], suffix, limits)


def test_each_kind_of_document_is_read_by_its_places() -> None:
    rows = [["Naam", "Bedrag"], ["Bakfiets", "1250"]]
    made = {
        ".pdf": documents.pdf("Reiskosten", "Bakfiets"),
        ".docx": documents.word(("Kop1", "Vervoer"), ("", "Een bakfiets.")),
        ".xlsx": documents.workbook({"Vervoer": rows, "Leeg": []}),
        ".pptx": documents.slides(("Begin", "Welkom"), ("Vervoer", "De bakfiets")),
        ".odt": documents.open_text(
            ("p", "Voorwoord"), ("h", "Vervoer"), ("p", "Een <text:span>bak</text:span>fiets.")
        ),
        ".ods": documents.open_sheets({"Vervoer": rows}),
        ".odp": documents.open_slides("Welkom", "Bakfiets"),
        ".md": b"# Vervoer\n\nEen bakfiets.\n",
        ".csv": "Naam;Bedrag\nBakfiets;€ 1250\n".encode("cp1252"),
    }

    found = {suffix: list(parts_of(content, suffix, SMALL)) for suffix, content in made.items()}

    sheet = [Part("sheet=Vervoer", "Vervoer", text) for text in ("", "Naam; Bedrag; ", "Bakfiets; 1250; ")]
    assert found == {
        ".pdf": [Part("page=1", "", "Reiskosten"), Part("page=2", "", "Bakfiets")],
        ".docx": [Part("part=Vervoer", "Vervoer", ""), Part("part=Vervoer", "Vervoer", "Een bakfiets.")],
        ".xlsx": [*sheet, Part("sheet=Leeg", "Leeg", "")],
        ".pptx": [Part("slide=1", "Begin", "Welkom"), Part("slide=2", "Vervoer", "De bakfiets")],
        ".odt": [
            Part("", "", "Voorwoord"),
            Part("part=Vervoer", "Vervoer", ""),
            Part("part=Vervoer", "Vervoer", "Een bakfiets."),
        ],
        ".ods": sheet,
        ".odp": [Part("slide=1", "", "Welkom"), Part("slide=2", "", "Bakfiets")],
        ".md": [Part("part=Vervoer", "Vervoer", ""), Part("part=Vervoer", "Vervoer", "Een bakfiets.")],
        ".csv": [Part("", "", "Naam;Bedrag"), Part("", "", "Bakfiets;€ 1250")],
    }


@pytest.mark.parametrize(
    "name", ["locked", "with macros", "half", "locked text", "locked sheet", "old", "a picture", "a page"]
)
def test_what_is_not_read_says_why(name: str) -> None:
    content, suffix, reason = BROKEN[name]

    with pytest.raises(Refused) as refused:
        list(parts_of(content, suffix, SMALL))

    assert refused.value.reason == reason


@pytest.mark.parametrize("name", ["cut off", "its own page", "not closed", "scanned"])
def test_what_breaks_its_reader_breaks_nothing_else(name: str) -> None:
    content, suffix, reason = BROKEN[name]

    reading = read(content, suffix)

    assert (reading.reason, reading.parts) == (reason, [])


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_before_it_grows(bomb: Callable[[int], bytes]) -> None:
    content = bomb(41 if bomb is not one_long_word else 39)

    reading = read(content, ".pdf" if content.startswith(b"%PDF") else ".docx")

    assert len(content) < MEGABYTE
    assert (reading.reason, reading.parts) == (Reason.BOMB, [])


@pytest.mark.parametrize(
    ("limits", "reason", "read_count"),
    [
        (replace(SMALL, most_bytes=100), Reason.LARGE, 0),
        (replace(SMALL, most_places=2), Reason.LONG, 2),
        (replace(SMALL, most_characters=12), Reason.LONG, 3),
        (replace(SMALL, most_seconds=0), Reason.SLOW, 0),
    ],
)
def test_of_what_goes_on_too_long_the_beginning_is_kept(
    limits: Limits, reason: Reason, read_count: int
) -> None:
    reading = read(documents.pdf(*["lang"] * 5), ".pdf", limits)

    assert (reading.reason, len(reading.parts)) == (reason, read_count)
