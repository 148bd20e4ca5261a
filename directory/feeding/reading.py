"""Rows of cells from a file, one at a time, with how the file was understood."""

import csv
import json
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from directory.feeding.refusal import Unreadable

LARGEST_BYTES = 200 * 1024 * 1024
# What an Excel file may become: it is a packed file, and a small one can hold far too much.
LARGEST_UNPACKED_BYTES = 1024 * 1024 * 1024
CHUNK_BYTES = 64 * 1024
DELIMITERS = (";", ",", "\t")
DELIMITER_NAMES = {";": "“;”", ",": "“,”", "\t": "tab"}
ENCODING_NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 (BOM)",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
}


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one row, and where it begins: a line of text, a row of a sheet, an entry of a list."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """A file of rows; `lines` is read once, as it goes."""

    headings: list[str]
    lines: Iterator[Line]
    understood_as: str


def read_table(path: Path, *, sheet: str = "") -> Table:
    """Return what stands in `path`. Raises Unreadable, also while the lines are read."""
    if not path.is_file():
        raise Unreadable(_("There is no such file."))
    if path.stat().st_size > LARGEST_BYTES:
        raise Unreadable(_("The file is larger than 200 MB. Divide it, and import the parts."))
    match path.suffix.lower():
        case ".xlsx":
            lines, understood_as = _sheet_lines(path, sheet), "Excel"
        case ".json":
            lines, understood_as = _json_lines(path), "JSON"
        case ".csv" | ".txt" | ".tsv":
            lines, understood_as = _csv_lines(path)
        case _:
            raise Unreadable(_("This is no file of people. Give a file that ends in .csv, .xlsx or .json."))
    first = next(lines, None)
    if first is None:
        raise Unreadable(_("The file is empty. Its first row must say what stands in each column."))
    return Table([cell.strip() for cell in first.cells], lines, understood_as)


def _csv_lines(path: Path) -> tuple[Iterator[Line], str]:
    encoding = _encoding_of(path)
    with path.open(encoding=encoding, newline="") as text:
        heading = next((line for line in text if line.strip()), "")
    delimiter = max(DELIMITERS, key=heading.count)
    words = _("%(encoding)s, with %(delimiter)s between the cells") % {
        "encoding": ENCODING_NAMES[encoding],
        "delimiter": DELIMITER_NAMES[delimiter],
    }
    return _read_csv(path, encoding, delimiter), words


def _read_csv(path: Path, encoding: str, delimiter: str) -> Iterator[Line]:
    with path.open(encoding=encoding, newline="") as text:
        rows = csv.reader(text, delimiter=delimiter, strict=True)
        before = 0
        try:
            for cells in rows:
                if any(cell.strip() for cell in cells):
                    yield Line(before + 1, cells)
                before = rows.line_num
        except csv.Error as error:
            words = _("The row cannot be read. Look at its quotation marks: each that opens must close.")
            raise Unreadable(words, before + 1) from error


def _encoding_of(path: Path) -> str:
    """Return how the letters are written. Raises Unreadable when no way fits the whole file."""
    with path.open("rb") as file:
        beginning = file.read(4096)
    if beginning.startswith(BOM_UTF8):
        guesses = ["utf-8-sig"]
    elif beginning.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        guesses = ["utf-16"]
    elif b"\0" in beginning:
        # Latin letters in UTF-16 have a zero beside each.
        guesses = ["utf-16-le" if beginning[1:2] == b"\0" else "utf-16-be"]
    else:
        guesses = ["utf-8", "cp1252"]
    for encoding in guesses:
        if _can_be_read(path, encoding):
            return encoding
    raise Unreadable(_("The letters of the file cannot be read. Save it as “CSV UTF-8”, and try again."))


def _can_be_read(path: Path, encoding: str) -> bool:
    decoder = getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK_BYTES):
                if "\0" in decoder.decode(chunk):
                    return False
            decoder.decode(b"", final=True)
        except UnicodeError:
            return False
    return True


def _sheet_lines(path: Path, sheet: str) -> Iterator[Line]:
    try:
        with ZipFile(path) as packed:
            unpacked_bytes = sum(part.file_size for part in packed.infolist())
        if unpacked_bytes > LARGEST_UNPACKED_BYTES:
            raise Unreadable(_("The Excel file is too large once it is unpacked. Save it as CSV."))
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError) as error:
        raise Unreadable(_("This is not an Excel file. Save it as .xlsx or as CSV.")) from error
    if sheet and sheet not in book.sheetnames:
        words = _("There is no sheet %(sheet)s. There are: %(sheets)s.")
        raise Unreadable(words % {"sheet": sheet, "sheets": ", ".join(book.sheetnames)})
    rows = (book[sheet] if sheet else book.worksheets[0]).iter_rows(values_only=True)
    for number, values in enumerate(rows, start=1):
        cells = [_in_words(value) for value in values]
        if any(cells):
            yield Line(number, cells)
    book.close()


def _json_lines(path: Path) -> Iterator[Line]:
    """Yield the entries of a list of objects, or of the one list that an object holds."""
    try:
        found = json.loads(path.read_text("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("This is not JSON in UTF-8.")) from error
    if isinstance(found, dict):
        lists = [value for value in found.values() if isinstance(value, list)]
        found = lists[0] if len(lists) == 1 else None
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise Unreadable(_("The JSON must be a list of people, or hold one such list."))
    headings = list(dict.fromkeys(key for entry in found for key in entry))
    yield Line(0, headings)
    for number, entry in enumerate(found, start=1):
        yield Line(number, [_in_words(entry.get(heading)) for heading in headings])


def _in_words(value: Any) -> str:  # Any: what stands in a cell of a sheet or in JSON
    if value is None or isinstance(value, list | dict):
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
