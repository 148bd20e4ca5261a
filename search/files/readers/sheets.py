"""The sheets of an Excel workbook."""

from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO

from openpyxl import load_workbook

from search.files.limits import Limits
from search.files.readers.answer import Part, Reason, Refused
from search.files.readers.packed import unpacked

# Between the cells of a row, where a text is cut into passages.
BETWEEN = "; "


def parts_of_sheets(content: bytes, limits: Limits) -> Iterator[Part]:
    """Yield the rows of each sheet, with what formulas came to; a hidden sheet is not read."""
    unpacked(content, limits).close()
    workbook = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    cell_count = 0
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            continue
        # What a sheet says of its own size need not be so.
        sheet.reset_dimensions()
        yield Part(f"sheet={sheet.title}", sheet.title, "")
        for row in sheet.iter_rows(values_only=True):
            cells = [written for value in row if (written := _written(value))]
            cell_count += len(cells)
            if cells:
                yield Part(f"sheet={sheet.title}", sheet.title, BETWEEN.join(cells) + BETWEEN)
            if cell_count > limits.most_cells:
                raise Refused(Reason.LONG)


def _written(value: object) -> str:
    """Return a cell as someone would type it to find it."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value).strip()
