"""What kind of file something is, by what it holds: a name can say anything."""

import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

# Where every program that reads PDF looks for the end.
TAIL_BYTES = 4096
# A long document has hundreds of parts; thousands are there to wear us out.
MOST_PARTS = 5_000
# More than any document needs to name its parts.
LONGEST_PART = 1024 * 1024
# How programs of offices pack. Python unpacks whatever else there is whole, also what grows a millionfold.
PACKED = (ZIP_STORED, ZIP_DEFLATED)
PART_OF_A_ZIP = b"PK\x01\x02"
# What reading a broken one happens to raise.
BROKEN = (
    BadZipFile,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    zlib.error,
)


@dataclass(frozen=True)
class Kind:
    """A kind of file that goes with a comment, and how names of it end; the first is its own."""

    suffixes: tuple[str, ...]
    is_picture: bool = False
    is_text: bool = False


class HoldsMacros(Exception):
    """The document has programs in it."""


class TooOld(Exception):
    """The document is of before 2007, when nobody could tell from outside whether it holds programs."""


PICTURE = Kind((".webp", ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".heic", ".heif"), is_picture=True)
PDF = Kind((".pdf",))
TEXT = Kind((".txt", ".csv"), is_text=True)
# {the type of its main part: the kind}, of Microsoft's documents and those of OpenDocument.
OFFICE = {
    b"wordprocessingml.document.main+xml": Kind((".docx",)),
    b"spreadsheetml.sheet.main+xml": Kind((".xlsx",)),
    b"presentationml.presentation.main+xml": Kind((".pptx",)),
}
OPEN = {
    b"application/vnd.oasis.opendocument.text": Kind((".odt",)),
    b"application/vnd.oasis.opendocument.spreadsheet": Kind((".ods",)),
    b"application/vnd.oasis.opendocument.presentation": Kind((".odp",)),
}
KINDS = (PICTURE, PDF, TEXT, *OFFICE.values(), *OPEN.values())
# {how a name ends: the kind that it claims to be}
BY_SUFFIX = {suffix: kind for kind in KINDS for suffix in kind.suffixes}

_PICTURES = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF....WEBP|....ftyp(?:hei[cmsx]|hev[cx]|mif1|msf1)", re.DOTALL
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAM_PARTS = re.compile(r"(?:^|/)(?:vbaProject\.bin|Basic/|Scripts/)")
# No writing has these; tabs, ends of lines and pages it does.
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def kind_of(content: bytes) -> Kind | None:
    """Return what `content` is, or None for what does not go with a comment.

    Raises HoldsMacros or TooOld for documents that would if they were saved otherwise.
    """
    if _PICTURES.match(content):
        return PICTURE
    if content.startswith(b"%PDF-"):
        return PDF if b"%%EOF" in content[-TAIL_BYTES:] else None
    if content.startswith(_OLD_OFFICE):
        raise TooOld
    if content.startswith(b"PK"):
        return _packed_kind(content)
    return TEXT if _is_text(content) else None


def _packed_kind(content: bytes) -> Kind | None:
    """Return the kind of a packed document; only what names its parts is unpacked, and not for long."""
    if content.count(PART_OF_A_ZIP) > MOST_PARTS:
        return None
    try:
        with ZipFile(BytesIO(content)) as packed:
            names = packed.namelist()
            kind = _open_kind(packed, names) or _office_kind(packed, names)
    except BROKEN:
        return None
    if kind is not None and any(map(_PROGRAM_PARTS.search, names)):
        raise HoldsMacros
    return kind


def _open_kind(packed: ZipFile, names: list[str]) -> Kind | None:
    return OPEN.get(_part(packed, "mimetype").strip()) if "mimetype" in names else None


def _office_kind(packed: ZipFile, names: list[str]) -> Kind | None:
    if "[Content_Types].xml" not in names:
        return None
    types = _part(packed, "[Content_Types].xml")
    if b"macroEnabled" in types:
        raise HoldsMacros
    return next((kind for main_type, kind in OFFICE.items() if main_type in types), None)


def _part(packed: ZipFile, name: str) -> bytes:
    if packed.getinfo(name).compress_type not in PACKED:
        raise BadZipFile
    with packed.open(name) as part:
        return part.read(LONGEST_PART)


def _is_text(content: bytes) -> bool:
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    # The last is how Excel writes CSV on a computer in Europe.
    encodings = ["utf-16"] if is_wide else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not _NOT_TEXT.search(text)
    return False
