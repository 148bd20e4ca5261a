"""The rows that belong to a profile, such as workdays and links: whether they differ, and in which words."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils import translation

from directory.languages import LANGUAGES
from directory.models import Experience, Person, PersonLink, Placement, SpokenLanguage, Workday

AnyRow = Any  # Any: rows of several models, each with fields of its own


def _workday(row: Workday) -> str:
    parts: list[object] = [row.get_weekday_display(), row.get_place_display(), row.location or ""]
    if row.starts_at or row.ends_at:
        parts.append(f"{row.starts_at or ''}-{row.ends_at or ''}".replace(":00-", "-").removesuffix(":00"))
    return " ".join(str(part) for part in parts if part)


def _experience(row: Experience) -> str:
    return ", ".join(filter(None, [row.title, row.where, row.years]))


def _placement(row: Placement) -> str:
    return ", ".join(filter(None, [row.unit.name, row.job_title]))


def _link(row: PersonLink) -> str:
    return f"{row.label}: {row.url}"


def _language(row: SpokenLanguage) -> str:
    return str(LANGUAGES.get(row.code, row.code))


# {name on a person: a row in words}
ROWS: dict[str, Callable[[AnyRow], str]] = {
    "workdays": _workday,
    "languages": _language,
    "experiences": _experience,
    "links": _link,
    "placements": _placement,
}
# What is chosen from a register.
CHOSEN = ("subjects", "duties")


def in_words(name: str, rows: Iterable[AnyRow]) -> str:
    """Return the rows as the history keeps them, in the language of the organisation."""
    with translation.override(settings.LANGUAGE_CODE):
        words = [ROWS[name](row) if name in ROWS else str(row) for row in rows]
    return "; ".join(words)


def replace_rows(person: Person, name: str, rows: Iterable[AnyRow]) -> tuple[str, str] | None:
    """Make `rows` the ones of `person`, and return what was and is, in words; None if nothing differs."""
    kept = getattr(person, name)
    stored, wanted = list(kept.all()), list(rows)
    for row in wanted:
        row.person = person
    if sorted(map(_values, stored)) == sorted(map(_values, wanted)):
        return None
    kept.all().delete()
    kept.model.objects.bulk_create(wanted)
    return in_words(name, stored), in_words(name, wanted)


def choose(person: Person, name: str, chosen: Iterable[Model]) -> tuple[str, str] | None:
    """Make `chosen` what `person` has of a register; returns as `replace_rows`."""
    kept = getattr(person, name)
    stored, wanted = list(kept.all()), list(chosen)
    if {row.pk for row in stored} == {row.pk for row in wanted}:
        return None
    kept.set(wanted)
    return in_words(name, stored), in_words(name, wanted)


def _values(row: Model) -> list[str]:
    """Return what a row holds besides its own key, as text so that rows can be sorted."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    return [str(getattr(row, field.attname)) for field in fields]
