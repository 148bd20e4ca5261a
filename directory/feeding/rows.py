"""What a row says of a colleague, cleaned; what cannot be taken is refused by line."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from sys import intern
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from phonenumber_field.phonenumber import PhoneNumber

from directory.feeding.columns import FIELDS, NAME_FIELDS, Columns
from directory.feeding.reading import Line
from directory.provisioning import clean_value

NUMBER_LENGTH = 255
# With these a cell begins to calculate in a spreadsheet that somebody makes of it later.
BEGINS_A_FORMULA = ("=", "+", "@", "-", "\t", "\r")
TEXTS = ("number", "name", "first_name", "prefix", "last_name", "job_title", "unit", "manager", "location")
DATE_FORMATS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y%m%d")


@dataclass(slots=True)
class Row:
    """One colleague as a file says it; unit, manager and location are words that are looked up later."""

    line: int
    number: str
    # Any: the values of a profile's own fields, a phone as E.164. None is delivered empty.
    values: dict[str, Any]
    unit: str = ""
    manager: str = ""
    location: str = ""
    left_on: date | None = None


def rows_of(
    lines: Iterable[Line], columns: Columns, column_count: int, refuse: Callable[[int, str], None]
) -> Iterable[Row]:
    """Yield what each line says, and `refuse` the lines that cannot be taken."""
    for line in lines:
        cells = line.cells + [""] * (column_count - len(line.cells))
        if len(line.cells) > column_count and any(cell.strip() for cell in line.cells[column_count:]):
            refuse(line.number, _("The row has more cells than there are headings. Look at its separators."))
            continue
        reading = _Reading(line.number, columns, cells)
        row = reading.row()
        for words in reading.mistakes:
            refuse(line.number, words)
        # With its number alone a refused row still says that somebody works here.
        yield row


class _Reading:
    """One row, as it is read."""

    def __init__(self, line: int, columns: Columns, cells: list[str]) -> None:
        self.line, self.columns, self.cells = line, columns, cells
        self.mistakes: list[str] = []

    def row(self) -> Row:
        texts = {field: self.columns.cell(field, self.cells) for field in FIELDS if field in self.columns}
        number = texts["number"]
        if not number:
            self.mistakes.append(_("The number is missing. Without it nobody knows who this is next time."))
        elif len(number) > NUMBER_LENGTH:
            self.mistakes.append(_("The number is too long."))
        for field in TEXTS:
            if texts.get(field, "").startswith(BEGINS_A_FORMULA):
                self._refuse_formula(field, texts[field])
        values = self._names(texts)
        for field in ("email", "job_title", "phone", "mobile", "started_on"):
            if field in texts:
                values[field] = self._value(field, texts[field])
        return Row(
            line=self.line,
            number=number,
            values=values,
            unit=intern(texts.get("unit", "")),
            manager=intern(texts.get("manager", "")),
            location=intern(texts.get("location", "")),
            left_on=self._date("left_on", texts["left_on"]) if texts.get("left_on") else None,
        )

    def _refuse_formula(self, field: str, text: str) -> None:
        # A dash alone is how many write that there is nothing.
        if field not in NAME_FIELDS and text.startswith("-"):
            return
        words = _("The %(field)s begins like a formula. Write it as plain text, without %(sign)s in front.")
        self.mistakes.append(words % {"field": FIELDS[field][0], "sign": text[0]})

    def _names(self, texts: dict[str, str]) -> dict[str, Any]:  # Any: as in Row
        fields = ("first_name", "prefix", "last_name")
        parts = {field: " ".join(texts.get(field, "").split()) for field in fields}
        name = texts.get("name", "") or " ".join(part for part in parts.values() if part)
        if not name.strip():
            self.mistakes.append(_("The name is missing."))
            return {}
        values = {"name": self._clean("name", name)}
        if parts["last_name"]:
            # Told apart in the file, so nobody has to guess where the family name begins.
            given = " ".join(filter(None, (parts["first_name"], parts["prefix"])))
            sort_name = f"{parts['last_name']}, {given}" if given else parts["last_name"]
            values["sort_name"] = self._clean("sort_name", sort_name)
        return values

    def _value(self, field: str, text: str) -> Any:  # Any: as in Row
        if field == "started_on":
            return self._date(field, text) if text else None
        value = self._clean(field, text) if text else ""
        if isinstance(value, PhoneNumber):
            return value.as_e164
        return intern(value) if field == "job_title" else value

    def _clean(self, field: str, text: str) -> Any:  # Any: as in Row
        try:
            return clean_value(field, text)
        except ValidationError as mistake:
            label = FIELDS["name" if field == "sort_name" else field][0]
            words = _("The %(field)s cannot be taken: %(why)s")
            self.mistakes.append(words % {"field": label, "why": " ".join(mistake.messages)})
            return ""

    def _date(self, field: str, text: str) -> date | None:
        chosen = self.columns.date_format
        # Excel keeps days as days, however they look there.
        for written in (chosen, DATE_FORMATS[0]) if chosen else DATE_FORMATS:
            try:
                found = datetime.strptime(text, written).date()  # noqa: DTZ007  # a day, not a moment
            except ValueError:
                continue
            if found.year >= 1900:
                return found
        words = _("The %(field)s is no day that exists. Write it as 2026-11-25.")
        self.mistakes.append(words % {"field": FIELDS[field][0]})
        return None
