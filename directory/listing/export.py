"""The list of colleagues as a file, for a role that has the right: what everyone sees, and no more."""

import csv
import io
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import IO

import phonenumbers
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from openpyxl import Workbook
from phonenumber_field.phonenumber import PhoneNumber

from access.audit import record
from access.models import Scope, User
from directory.finding import find_people
from directory.languages import LANGUAGES
from directory.listing.asked import Asked, who_is_asked
from directory.models import Duty, Person, SpokenLanguage
from directory.visibility import ShownPerson, as_seen_by

PERMISSION = "directory.export_people"
FORMATS = ("csv", "xlsx")
BATCH = 500
# With one of these a spreadsheet begins to calculate.
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

Cells = list[str]


def may_export(user: object) -> bool:
    """Tell whether `user` has the right to take the list along."""
    return isinstance(user, User) and user.is_active and user.has_perm(PERMISSION)


def export_people(*, actor: User, asked: Asked, file_format: str, now: datetime) -> list[int]:
    """Return the keys of the people to export, in their order, and keep in the audit log that it was done.

    Only who is listed for everyone, by what everyone sees of them, is among them. Raises PermissionDenied.
    """
    if not may_export(actor):
        raise PermissionDenied("Exporting people is a right of its own.")
    everyone = Person.objects.visible_to(actor).working_here().filter(scope=Scope.objects.everyone())
    people = who_is_asked(asked, everyone, None, timezone.localdate(now))
    if asked.text:
        keys = [found.person_id for found in find_people(asked.text, actor, people)]
    else:
        keys = list(people.values_list("pk", flat=True))
    # What was typed may be a name, so that it was is all that is kept.
    details = {
        "format": file_format,
        "filters": {name: wish.value for name, wish in asked.wishes.items()},
        "by_words": bool(asked.text),
        "count": len(keys),
    }
    record(actor=actor, action="people.exported", details=details, now=now)
    return keys


def lines_of(keys: list[int], language: str) -> Iterator[Cells]:
    """Yield the headings and a line for each of the people, in `language`; a batch at a time in memory."""
    with translation.override(language):
        headings = _headings()
    yield headings
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        with translation.override(language):
            lines = _lines(batch)
        yield from lines


def as_csv(keys: list[int], language: str) -> Iterator[str]:
    """Yield a CSV file line by line; it begins with the mark by which spreadsheets know its encoding."""
    yield "\ufeff"
    written = io.StringIO()
    writer = csv.writer(written)
    for cells in lines_of(keys, language):
        writer.writerow(cells)
        yield written.getvalue()
        written.seek(0)
        written.truncate()


def as_xlsx(keys: list[int], language: str) -> IO[bytes]:
    """Return an Excel file, written on disk as it grows."""
    book = Workbook(write_only=True)
    with translation.override(language):
        sheet = book.create_sheet(_("Colleagues"))
    for cells in lines_of(keys, language):
        sheet.append(cells)
    # Closed by who sends it.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    book.save(file)
    file.seek(0)
    return file


def _headings() -> Cells:
    return [
        _("Name"),
        _("Job title"),
        _("Unit"),
        _("Manager"),
        _("Place"),
        _("Room"),
        _("E-mail"),
        _("Phone"),
        _("Mobile phone"),
        _("Internal number"),
        _("Duties"),
        _("Languages"),
        _("Ask me about"),
        _("Works here since"),
    ]


def _lines(keys: list[int]) -> list[Cells]:
    by_key = Person.objects.select_related("unit", "location", "manager").in_bulk(keys)
    everyone = Scope.objects.everyone().pk
    duties, languages = _duties_of(keys), _languages_of(keys)
    shown = as_seen_by((by_key[key] for key in keys if key in by_key), None)
    return [
        [guarded(cell) for cell in _cells(person, everyone, duties[person.pk], languages[person.pk])]
        for person in shown
    ]


# Both by hand: to prefetch them would make a queryset for each person, which takes most of the time.
def _duties_of(keys: list[int]) -> defaultdict[int, Cells]:
    names = {duty.pk: str(duty) for duty in Duty.objects.all()}
    held: defaultdict[int, Cells] = defaultdict(list)
    rows = Person.duties.through.objects.filter(person__in=keys).order_by("duty__name_nl")
    for person_id, duty_id in rows.values_list("person_id", "duty_id"):
        held[person_id].append(names[duty_id])
    return held


def _languages_of(keys: list[int]) -> defaultdict[int, Cells]:
    spoken: defaultdict[int, Cells] = defaultdict(list)
    rows = SpokenLanguage.objects.filter(person__in=keys).order_by("pk")
    for person_id, code in rows.values_list("person_id", "code"):
        spoken[person_id].append(str(LANGUAGES.get(code, code)))
    return spoken


def _cells(person: ShownPerson, everyone: int, duties: Cells, languages: Cells) -> Cells:
    manager = person.manager
    return [
        person.name,
        person.job_title,
        person.unit.name if person.unit else "",
        manager.name if manager and manager.scope_id == everyone and manager.left_on is None else "",
        person.location.name if person.location else "",
        person.room,
        person.email,
        _number(person.phone),
        _number(person.mobile),
        person.extension,
        "" if "duties" in person.hidden else ", ".join(duties),
        "" if "languages" in person.hidden else ", ".join(languages),
        person.ask_me_about,
        date_format(person.started_on, "Y-m-d") if person.started_on else "",
    ]


def _number(number: PhoneNumber | str | None) -> str:
    """Return a number as it is dialled here: with a plus, a spreadsheet would take it for a sum."""
    if not isinstance(number, PhoneNumber) or not number.is_valid():
        return str(number or "")
    at_home = phonenumbers.region_code_for_number(number) == settings.PHONENUMBER_DEFAULT_REGION
    return str(number.as_national) if at_home else f"00{number.as_international[1:]}"


def guarded(cell: str) -> str:
    """Return `cell` such that a spreadsheet reads it as words."""
    return f"'{cell}" if cell.startswith(BEGINS_A_FORMULA) else cell
