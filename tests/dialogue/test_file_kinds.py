"""A file that goes with a comment is what it holds, and not what its name says."""

import tracemalloc
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_BZIP2, ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from dialogue.files import reading
from dialogue.files.kinds import HoldsMacros, TooOld, kind_of
from dialogue.files.reading import ReadFile, read_file, read_upload
from tests.factories.attachments import PDF, office, open_document, packed, photo

EXECUTABLE = b"MZ\x90\x00\x03\x00\x00\x00\x04"
PAGE = b"<html><script>alert(1)</script></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
SHEET = "spreadsheetml.sheet.main+xml"
SLIDES = "presentationml.presentation.main+xml"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Refusals are read in English here."""
    with override("en"):
        yield


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(ValidationError) as caught:
        read_file(name, content)
    return str(caught.value.messages[0])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", PDF),
        ("PLAN.PDF", PDF),
        ("plan.docx", office()),
        ("plan.xlsx", office(SHEET)),
        ("plan.pptx", office(SLIDES)),
        ("plan.odt", open_document()),
        ("plan.ods", open_document("spreadsheet")),
        ("plan.odp", open_document("presentation")),
        ("plan.txt", "Één bank, twéé eiken\n".encode()),
        ("plan.csv", "naam;café\n".encode("cp1252")),
        ("plan.txt", "bank".encode("utf-16")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_document_is_kept_as_it_is(name: str, content: bytes) -> None:
    assert read_file(name, content) == ReadFile(content, name.replace("PDF", "pdf"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_picture_is_made_anew_without_what_the_camera_wrote(kind: str) -> None:
    made = read_file("Eik bij de brink.jpg", photo(kind))

    picture = Image.open(BytesIO(made.content))
    assert (picture.format, picture.size) == ("WEBP", (400, 300))
    assert (made.name, made.width, made.height) == ("Eik bij de brink.webp", 400, 300)
    assert not picture.getexif()
    assert b"Joris" not in made.content


def test_a_small_drawing_may_go_along() -> None:
    assert read_file("punt.png", photo("PNG", (1, 1))).width == 1


def test_a_large_picture_becomes_moderate() -> None:
    assert read_file("muur.jpg", photo(size=(4000, 1000))).width == 1600


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("factuur.pdf", EXECUTABLE),
        ("factuur.pdf", PDF.replace(b"%%EOF", b"")),
        ("factuur.pdf", photo()),
        ("eik.jpg", PDF),
        ("eik.png", DRAWING),
        ("plan.docx", office(SHEET)),
        ("plan.docx", packed({"a.txt": "a"})),
        ("plan.docx", office()[:-30]),
        ("plan.odt", open_document("chart")),
        ("lijst.csv", EXECUTABLE),
        ("lijst.txt", office()),
        ("lijst.txt", "bank".encode("utf-16")[:-1]),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(name: str, content: bytes) -> None:
    suffix = name[name.index(".") :]

    assert refusal(name, content).startswith(
        f"The name ends in {suffix}, but that is not what is in the file."
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("spel.exe", EXECUTABLE),
        ("spel", EXECUTABLE),
        ("pagina.html", PAGE),
        ("eik.svg", DRAWING),
        ("start.ps1", b"Get-Item"),
        ("alles.zip", packed({"a.txt": "a"})),
        ("dans.gif", b"GIF89a\x01\x00\x01\x00"),
        ("veel.zip", packed({str(number): "" for number in range(5_001)} | {"mimetype": "x"})),
    ],
)
def test_a_kind_that_we_do_not_keep_is_refused_with_what_we_do(name: str, content: bytes) -> None:
    assert refusal(name, content).startswith(
        "This kind of file cannot go with a comment. Choose a picture (JPEG,"
    )


def test_a_document_that_no_office_packs_so_is_not_unpacked() -> None:
    bomb = BytesIO()
    with ZipFile(bomb, "w", ZIP_BZIP2) as packing, packing.open("[Content_Types].xml", "w") as part:
        for _megabyte in range(50):
            part.write(bytes(1_000_000))
    tracemalloc.start()

    said = refusal("plan.docx", bomb.getvalue())

    most_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert said.startswith("The name ends in .docx, but that is not what is in the file.")
    assert most_bytes < 10_000_000


@pytest.mark.parametrize(
    "content",
    [
        office("wordprocessingml.document.main+xml", "word/vbaProject.bin"),
        office('a"/><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml'),
        open_document("text", "Basic/script-lc.xml"),
    ],
)
def test_macros_are_refused(content: bytes) -> None:
    with pytest.raises(HoldsMacros):
        kind_of(content)
    assert refusal("plan.docx", content).startswith("There are macros in this document")


def test_documents_of_which_nobody_can_tell_are_refused() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)

    with pytest.raises(TooOld):
        kind_of(old)
    assert refusal("plan.doc", old).startswith("This document is of an old kind. Save it as .docx")


def test_an_empty_and_a_large_file_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_BYTES", 10)

    with pytest.raises(ValidationError, match="larger than 20 MB"):
        read_upload(SimpleUploadedFile("plan.txt", b"elf tekens."))
    assert read_upload(SimpleUploadedFile("plan.txt", b"tien teken")).name == "plan.txt"
    assert refusal("plan.txt", b"") == "This file is empty. Choose another one."


def test_a_picture_that_cannot_be_read_is_refused() -> None:
    assert refusal("eik.jpg", photo()[:200]).startswith("This is no photo that we can read.")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (r"C:\Users\joris\plan.pdf", "plan.pdf"),
        ("../../etc/plan.pdf", "plan.pdf"),
        ("plan", "plan.pdf"),
        ("plan v1.2", "plan v1.2.pdf"),
        (".pdf", "pdf.pdf"),
        ("", "file.pdf"),
        ("  een\r\nplan .pdf", "een plan.pdf"),
        ("plan\u202efdp.pdf", "planfdp.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_the_name_is_one_line_and_ends_as_the_file_is(name: str, kept: str) -> None:
    assert read_file(name, PDF).name == kept


@given(
    base=st.sampled_from([office(), open_document(), PDF, photo("PNG", (8, 8)), photo(size=(8, 8))]),
    place=st.floats(0, 1),
    put=st.binary(max_size=8),
    cut=st.integers(0, 40),
)
def test_whatever_is_sent_is_kept_or_refused(base: bytes, place: float, put: bytes, cut: int) -> None:
    at = int(place * len(base))
    content = base[:at] + put + base[at + cut :]

    try:
        made = read_file("plan", content)
    except ValidationError:
        return
    assert made.suffix in {".pdf", ".docx", ".odt", ".webp", ".txt"}
