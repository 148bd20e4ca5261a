"""Every kind of document is read, and what would do harm is refused with the reason."""

import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from search.files.asking import Reading, read_file
from search.files.limits import LIMITS, MEGABYTE, Limits
from search.files.readers.answer import Part, Reason, Refused
from search.files.readers.choosing import parts_of
from tests.factories import documents

# The harm in these is real where nothing stops them.
SMALL = replace(
    LIMITS,
    most_unpacked_bytes=40 * MEGABYTE,
    most_memory_bytes=128 * MEGABYTE,
    most_cpu_seconds=5,
    most_seconds=30,
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(content: bytes, suffix: str, limits: Limits = SMALL) -> Reading:
    """Have it read as the site does, by a process of its own."""
    return read_file([content], suffix, limits)


def locked_pdf() -> bytes:
    writer, content = PdfWriter(PdfReader(BytesIO(documents.pdf("geheim")))), BytesIO()
    writer.encrypt("wachtwoord", algorithm="AES-256")
    writer.write(content)
    return content.getvalue()


def many_zeros() -> bytes:
    """Return a document that unpacks to a thousand times its size."""
    return documents.word(("", "bom"), extra={"word/media/zeros.bin": bytes(41 * MEGABYTE)})


def many_laughs() -> bytes:
    """Return a document that says a thousand million laughs."""
    steps = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<!DOCTYPE laughs [<!ENTITY l0 "ha">{steps}]><laughs>&l9;</laughs>'
    return documents.word(("", "bom"), extra={"word/document.xml": laughs})


def one_long_word() -> bytes:
    """Return a document within all sizes that takes more memory than there is."""
    return documents.word(("", "bom" * 13 * MEGABYTE))


def page_of_zeros() -> bytes:
    """Return a PDF of which a page unpacks to a thousand times its size."""
    drawn = zlib.compress(bytes(80 * MEGABYTE), 1)
    whole = documents.pdf("bom")
    start, end = whole.index(b"<< /Length"), whole.index(b"endstream")
    head = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(drawn)
    return whole[:start] + head + drawn + b"\n" + whole[end:]


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
    ("content", "suffix", "reason"),
    [
        (locked_pdf(), ".pdf", Reason.LOCKED),
        (documents.word(("", "x"), extra={"word/vbaProject.bin": b"x"}), ".docx", Reason.MACROS),
        (documents.word(("", "half"))[:-30], ".docx", Reason.BROKEN),
        (documents.open_text(manifest="<manifest:encryption-data/>"), ".odt", Reason.LOCKED),
        (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), ".xlsx", Reason.LOCKED),
        (OLD_OFFICE + b"WordDocument", ".doc", Reason.OLD),
        (b"\x89PNG\r\n\x1a\n picture", ".docx", Reason.OTHER),
        (b"<!DOCTYPE html><script>", ".html", Reason.OTHER),
    ],
)
def test_what_is_not_read_says_why(content: bytes, suffix: str, reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        list(parts_of(content, suffix, SMALL))

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("content", "suffix", "reason"),
    [
        (documents.pdf("half")[:200], ".pdf", Reason.BROKEN),
        (documents.pdf("een").replace(b"/Kids [4", b"/Kids [2"), ".pdf", Reason.BROKEN),
        (documents.word(extra={"word/document.xml": "<w:p>"}), ".docx", Reason.BROKEN),
        (documents.pdf(""), ".pdf", Reason.EMPTY),
    ],
    ids=["cut off", "its own page", "not closed", "scanned"],
)
def test_what_breaks_its_reader_breaks_nothing_else(content: bytes, suffix: str, reason: Reason) -> None:
    reading = read(content, suffix)

    assert (reading.reason, reading.parts) == (reason, [])


@pytest.mark.parametrize("bomb", [many_zeros, many_laughs, one_long_word, page_of_zeros])
def test_a_bomb_is_refused_before_it_grows(bomb: Callable[[], bytes]) -> None:
    content = bomb()

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
