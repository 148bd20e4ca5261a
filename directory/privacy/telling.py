"""What an export says of each row: plain data for JSON, and the same in words for a reader."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import PurePosixPath
from typing import Any

from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from access.models import User
from access.traces import Kind, Trace, Traced, may_be_told
from directory.models import Person

BATCH_SIZE = 200
NOTHING = "\N{EN DASH}"
# What opens something, or is made of what does.
SECRET = re.compile(r"password|secret|token|digest|seed|hash|session_key|session_data")


@dataclass(frozen=True)
class Told:
    """One thing that an export says of a row: its name in the JSON, its label and its value in words."""

    name: str
    label: str
    value: Any  # Any: whatever JSON knows
    words: str


@dataclass(frozen=True)
class Place:
    """What one place holds of someone: a row each, and the files that belong to it."""

    name: str
    title: str
    kind: Kind
    rows: list[list[Told]] = field(default_factory=list)
    files: list[FieldFile] = field(default_factory=list)


def place_of(trace: Trace, traced: Traced, reader: User | None) -> Place:
    """Return what one place holds of someone, as `reader` may read it."""
    place = Place(trace.model, trace.label, trace.kind)
    for row in trace.rows(traced).iterator(chunk_size=BATCH_SIZE):
        place.rows.append(list(_told_of(row, trace, reader)))
        place.files.extend(file for name in trace.files if (file := getattr(row, name)))
    return place


def _told_of(row: Any, trace: Trace, reader: User | None) -> Iterator[Told]:
    if not may_be_told(row, reader):
        yield Told("title", _("What"), None, _("Something that you may not read at the moment."))
        return
    for name in trace.tells if trace.tells is not None else _tellable(type(row)):
        # A row may tell a field otherwise than it keeps it: with names in the place of keys.
        telling = getattr(row, f"tell_{name}", None)
        value = telling() if telling is not None else getattr(row, name)
        yield Told(name, _label(row, name), _plain(value, reader), _in_words(row, name, value, reader))


def _tellable(model: type[models.Model]) -> Iterable[str]:
    """Return the fields of a row that are about its person and open nothing."""
    for own in model._meta.concrete_fields:
        about_others = own.is_relation and own.related_model in (User, Person)
        if not (own.primary_key or about_others or SECRET.search(own.name)):
            yield own.name


def _label(row: models.Model, name: str) -> str:
    try:
        label = str(row._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # our own fields
    except AttributeError:
        # What a comment stands under is no field with a name for readers.
        label = _("under")
    return label[:1].upper() + label[1:]


def _plain(value: Any, reader: User | None) -> Any:
    if value is None or isinstance(value, bool | int | float | list | dict):
        return value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, FieldFile):
        return PurePosixPath(value.name or "").name
    return _named(value, reader)


def _in_words(row: Any, name: str, value: Any, reader: User | None) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value, "DATE_FORMAT")
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    chosen = getattr(row, f"get_{name}_display", None)
    return str(chosen()) if callable(chosen) else str(_plain(value, reader))


def _named(value: Any, reader: User | None) -> str:
    if may_be_told(value, reader):
        return str(value)
    return _("Something that you may not read at the moment.")
