"""Which reader a file needs, by what it holds: a name can say anything."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TypeAlias
from zipfile import is_zipfile

from dialogue.files.kinds import OFFICE, OPEN, PDF, TEXT, HoldsMacros, Kind, TooOld, kind_of
from search.files.limits import Limits
from search.files.readers.answer import Part, Reason, Refused
from search.files.readers.opendocument import parts_of_open
from search.files.readers.pdf import parts_of_pdf
from search.files.readers.plain import parts_of_text
from search.files.readers.sheets import parts_of_sheets
from search.files.readers.slides import parts_of_slides
from search.files.readers.word import parts_of_word

Reader: TypeAlias = Callable[[bytes, Limits], Iterator[Part]]
# In the order in which the kinds are named there: a document, a workbook, a presentation.
READERS: dict[Kind, Reader] = {
    **dict(zip(OFFICE.values(), (parts_of_word, parts_of_sheets, parts_of_slides), strict=True)),
    **dict.fromkeys(OPEN.values(), parts_of_open),
}
# How Microsoft's documents keep what a password locks.
LOCKED_PART = "EncryptedPackage".encode("utf-16-le")
# Text, but not to read: what a program makes a page of.
CODES = (b"{\\rtf", b"<!doctype", b"<html", b"<?xml", b"<svg")


def parts_of(content: bytes, suffix: str, limits: Limits) -> Iterator[Part]:
    """Return the parts of a file. Raises Refused, also while they are read."""
    if content.startswith(b"%PDF-"):
        return parts_of_pdf(content, limits)
    try:
        kind = kind_of(content)
    except HoldsMacros as error:
        raise Refused(Reason.MACROS) from error
    except TooOld as error:
        raise Refused(Reason.LOCKED if LOCKED_PART in content else Reason.OLD) from error
    if kind in READERS:
        return READERS[kind](content, limits)
    if kind is TEXT and not content.lstrip().lower().startswith(CODES):
        return parts_of_text(content, limits, suffix)
    raise Refused(_why_not(content, suffix, kind))


def _why_not(content: bytes, suffix: str, kind: Kind | None) -> Reason:
    """Return what is wrong with a file that no reader is for."""
    claims_to_be_read = any(suffix in known.suffixes for known in (*OFFICE.values(), *OPEN.values(), PDF))
    is_other_archive = content.startswith(b"PK") and is_zipfile(BytesIO(content))
    return Reason.BROKEN if kind is None and claims_to_be_read and not is_other_archive else Reason.OTHER
