"""HTML tables as the data of Wagtail's table block."""

import re
from typing import Any

from content.importing.tree import Element

MOST_COLUMNS = 100
NO_HEADER = re.compile(r"[-\s:|]*")


def table_data(table: Element) -> dict[str, Any] | None:
    """Return `table` as a table block stores it, or None for a table without words.

    A cell over several rows is repeated, so that each row can be read alone.
    """
    caption = next((" ".join(found.text().split()) for found in table.find_all("caption")), "")
    rows, header_count = _rows(table)
    has_header = header_count > 0
    if has_header and all(NO_HEADER.fullmatch(cell) for cell in rows[0]):
        rows, has_header = rows[1:], False
    if not any(cell for row in rows for cell in row):
        return None
    width = max(len(row) for row in rows)
    column_header = _first_column_is_header(table)
    return {
        "data": [row + [""] * (width - len(row)) for row in rows],
        "cell": [],
        "mergeCells": [],
        "first_row_is_table_header": has_header,
        "first_col_is_header": column_header,
        "table_header_choice": _choice(has_header, column_header),
        "table_caption": caption,
    }


def _rows(table: Element) -> tuple[list[list[str]], int]:
    rows: list[list[str]] = []
    header_count = 0
    spans: dict[int, tuple[int, str]] = {}
    for row in table.find_all("tr"):
        cells = [cell for cell in row.elements() if cell.tag in ("td", "th")]
        if not cells:
            continue
        if not rows and all(cell.tag == "th" for cell in cells):
            header_count = 1
        rows.append(_row(cells, spans))
    return rows, header_count


def _row(cells: list[Element], spans: dict[int, tuple[int, str]]) -> list[str]:
    row: list[str] = []

    def take_spanned() -> None:
        while spans.get(len(row), (0, ""))[0] > 0:
            left, words = spans[len(row)]
            spans[len(row)] = (left - 1, words)
            row.append(words)

    for cell in cells:
        take_spanned()
        words = "\n".join(cell.lines())
        for number in range(min(_number(cell, "colspan"), MOST_COLUMNS - len(row))):
            spans[len(row)] = (_number(cell, "rowspan") - 1, words if number == 0 else "")
            row.append(words if number == 0 else "")
    take_spanned()
    return row


def _number(cell: Element, attribute: str) -> int:
    value = cell.attributes.get(attribute, "")
    return max(1, min(int(value[:4]), MOST_COLUMNS)) if value.isascii() and value.isdigit() else 1


def _first_column_is_header(table: Element) -> bool:
    """Whether each row below the first begins with a heading of its own."""
    rows = list(table.find_all("tr"))
    body = rows[1:] if len(rows) > 1 else rows
    firsts = [next(row.elements(), None) for row in body]
    others = any(cell.tag == "td" for row in body for cell in row.elements())
    return others and all(first is not None and first.tag == "th" for first in firsts)


def _choice(has_header: bool, column_header: bool) -> str:
    if has_header and column_header:
        return "both"
    return "row" if has_header else "column" if column_header else "neither"
