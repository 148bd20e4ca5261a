"""Which column holds what: as somebody wrote it down, or as the headings say it themselves."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.feeding.refusal import Unreadable

# What can be read of a person, with the words for it and the headings that are understood without a mapping.
FIELDS = {
    "number": (
        gettext_lazy("number of the person"),
        "personeelsnummer medewerkernummer personeelsnr nummer employee-number employee-id employeeid "
        "staff-number number id external-id",
    ),
    "name": (gettext_lazy("whole name"), "naam volledige-naam medewerker name full-name display-name"),
    "first_name": (gettext_lazy("first name"), "voornaam roepnaam first-name given-name"),
    "prefix": (gettext_lazy("prefix of the family name"), "tussenvoegsel voorvoegsel voorvoegsels prefix"),
    "last_name": (gettext_lazy("family name"), "achternaam last-name family-name surname"),
    "email": (gettext_lazy("e-mail"), "e-mail email mail e-mailadres emailadres work-email email-address"),
    "job_title": (gettext_lazy("job title"), "functie functienaam functietitel job-title title position"),
    "unit": (
        gettext_lazy("unit, by its code, name or path"),
        "afdeling organisatie-eenheid eenheid team unit department",
    ),
    "manager": (
        gettext_lazy("number or e-mail of the manager"),
        "leidinggevende manager personeelsnummer-leidinggevende nummer-leidinggevende manager-number "
        "manager-id",
    ),
    "location": (gettext_lazy("location"), "locatie werklocatie standplaats location office building"),
    "phone": (gettext_lazy("phone"), "telefoon telefoonnummer phone telephone work-phone"),
    "mobile": (gettext_lazy("mobile phone"), "mobiel gsm mobiele-telefoon mobile cell-phone mobile-phone"),
    "started_on": (
        gettext_lazy("started on"),
        "in-dienst datum-in-dienst startdatum ingangsdatum start-date started-on hire-date",
    ),
    "left_on": (
        gettext_lazy("left on"),
        "uit-dienst datum-uit-dienst einddatum end-date left-on termination-date",
    ),
}
NAME_FIELDS = ("name", "first_name", "last_name")
# Between the columns of one field: “Roepnaam + Achternaam”, “Sector / Afdeling”.
JOINERS = {" + ": " ", " / ": " / "}


@dataclass(frozen=True)
class Columns:
    """Where each field stands in a row, and how its dates are written."""

    places: Mapping[str, tuple[int, ...]]
    joiners: Mapping[str, str]
    date_format: str = ""

    def cell(self, field: str, cells: Sequence[str]) -> str:
        """Return what a row says of `field`; several columns make one value."""
        parts = (cells[place].strip() for place in self.places[field])
        return self.joiners[field].join(part for part in parts if part)

    def __contains__(self, field: str) -> bool:
        return field in self.places


def columns_of(
    headings: Sequence[str], *, written: Mapping[str, str] | None = None, date_format: str = ""
) -> Columns:
    """Return where each field stands, as `written` down or by the headings. Raises Unreadable."""
    wanted = dict(written) if written else _by_headings(headings)
    if unknown := sorted(wanted.keys() - FIELDS.keys()):
        raise Unreadable(
            _("The mapping names what no colleague has: %(unknown)s. Known are: %(known)s.")
            % {"unknown": ", ".join(unknown), "known": ", ".join(FIELDS)}
        )
    places, joiners = {}, {}
    for field, columns in wanted.items():
        joiner = next((joiner for joiner in JOINERS if joiner in columns and columns not in headings), "")
        names = columns.split(joiner) if joiner else [columns]
        places[field] = tuple(_place_of(name.strip(), headings) for name in names)
        joiners[field] = JOINERS.get(joiner, "")
    if "number" not in places or not any(field in places for field in NAME_FIELDS):
        raise Unreadable(
            _(
                "No column is known that holds the number of each person, or none that holds the name. Write "
                "a mapping. The columns are: %(columns)s."
            )
            % {"columns": ", ".join(headings)}
        )
    return Columns(places, joiners, date_format)


def read_mapping(path: Path) -> tuple[dict[str, str], str]:
    """Return which column holds what, and how dates are written, from a file. Raises Unreadable."""
    try:
        text = path.read_text("utf-8")
        found = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    except (OSError, ValueError, yaml.YAMLError) as error:
        words = _("The mapping %(file)s cannot be read.")
        raise Unreadable(words % {"file": path.name}) from error
    columns = found.get("columns") if isinstance(found, dict) else None
    if not isinstance(columns, dict) or not all(isinstance(value, str) for value in columns.values()):
        words = _("The mapping %(file)s has no “columns”: a list of fields, each with the name of a column.")
        raise Unreadable(words % {"file": path.name})
    return columns, str(found.get("date_format") or "")


def _by_headings(headings: Sequence[str]) -> dict[str, str]:
    by_word = {_plain(heading): heading for heading in reversed(headings)}
    found = {}
    for field, (_label, words) in FIELDS.items():
        heading = next((by_word[word] for word in words.split() if word in by_word), None)
        if heading is not None:
            found[field] = heading
    return found


def _plain(heading: str) -> str:
    return re.sub(r"[\W_]+", "-", heading.casefold()).strip("-")


def _place_of(name: str, headings: Sequence[str]) -> int:
    places = [place for place, heading in enumerate(headings) if heading == name]
    if len(places) == 1:
        return places[0]
    words = _("Two columns are called %(name)s.") if places else _("There is no column %(name)s.")
    columns = _("The columns are: %(columns)s.") % {"columns": ", ".join(headings)}
    raise Unreadable(f"{words % {'name': name}} {columns}")
