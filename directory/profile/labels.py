"""What a field of a profile is called, and what its values are called, in the reader's language."""

import re
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.models import FieldVisibility, Person, PersonChange
from directory.visibility import HIDEABLE

# What is not a column of a person.
OTHERS: dict[str, str | Promise] = {
    "workdays": _("workdays"),
    "languages": _("languages"),
    "experiences": _("projects and history"),
    "links": _("links"),
    "placements": _("further units"),
    "absences": _("absence"),
    "photo": _("photo"),
    "slug": _("address"),
}
SEES = "sees:"
# The history keeps days as 2026-12-01.
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
CODES: dict[str, dict[str, str | Promise]] = {
    "contact_by": dict(Person.ContactWay.choices),
    "photo": {"yes": _("a photo")},
}
LEVELS: dict[str, str | Promise] = dict(FieldVisibility.Level.choices)


def label_of(field: str) -> str:
    """Return what `field` is called; of “sees:phone”, that it is about who sees it."""
    if field.startswith(SEES):
        name = field.removeprefix(SEES)
        label = HIDEABLE[name][0] if name in HIDEABLE else name
        return str(_("who sees: %(field)s")) % {"field": label}
    if field in OTHERS:
        return str(OTHERS[field])
    known = {row.name: row for row in Person._meta.get_fields()}
    return str(getattr(known.get(field), "verbose_name", field))


def before_of(change: PersonChange) -> str:
    """Return the earlier value in words."""
    return _in_words(change.field, change.before)


def after_of(change: PersonChange) -> str:
    """Return the new value in words."""
    return _in_words(change.field, change.after)


def _in_words(field: str, value: str) -> str:
    if field == "absences" or field.endswith("_on"):
        return DAY.sub(lambda day: date_format(date.fromisoformat(day.group())), value)
    names = LEVELS if field.startswith(SEES) else CODES.get(field, {})
    return str(names.get(value, value))
