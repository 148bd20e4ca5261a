"""The archive of all that is kept of someone: a page to read, the same as JSON, and the files."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.text import get_valid_filename

from access.traces import Trace, traces
from directory.models import PrivacySettings
from directory.privacy.chapters import EXCEPTIONS, Chapter, chapters, leaving_in_words
from directory.privacy.telling import Place, place_of
from directory.privacy.whose import Someone

COPY_BYTES = 256 * 1024
LONGEST_NAME = 80
Progress = Callable[[list[Trace]], Iterable[Trace]]


@dataclass(frozen=True)
class PackedPlace:
    """A place with the names that its files have in the archive; None for one that its store has lost."""

    place: Place
    files: list[str | None] = field(default_factory=list)


def write_archive(
    *, someone: Someone, language: str = "", out: IO[bytes], now: datetime, progress: Progress = iter
) -> dict[str, int]:
    """Write the archive of `someone` to `out` and return {model: number of rows}.

    It is in `language`, or else in that of the person.
    """
    with translation.override(language or someone.language), ZipFile(out, "w", ZIP_DEFLATED) as archive:
        packed = list(_pack(someone, archive, progress))
        archive.writestr("my-data.json", _as_json(someone, packed, now))
        archive.writestr("index.html", _as_page(someone, packed, now))
        archive.writestr("style.css", render_to_string("directory/privacy/archive.css"))
    return {item.place.name: len(item.place.rows) for item in packed}


def _pack(someone: Someone, archive: ZipFile, progress: Progress) -> Iterator[PackedPlace]:
    traced, number = someone.traced(), 0
    for trace in progress(traces()):
        place = place_of(trace, traced, someone.user)
        names: list[str | None] = []
        for file in place.files:
            number += 1
            names.append(_copy(file, number, archive))
        if place.rows:
            yield PackedPlace(place, names)


def _copy(file: FieldFile, number: int, archive: ZipFile) -> str | None:
    """Return the name under which `file` lies in the archive: numbered, and without a path of its own."""
    name = f"files/{number:03}-{safe_name(str(file.name))}"
    try:
        with file.storage.open(str(file.name), "rb") as opened, archive.open(name, "w") as copied:
            while block := opened.read(COPY_BYTES):
                copied.write(block)
    except FileNotFoundError:
        return None
    return name


def safe_name(name: str) -> str:
    """Return the last part of a name in letters that every system can write."""
    path = PurePosixPath(name.replace("\\", "/"))
    try:
        return get_valid_filename(path.name)[-LONGEST_NAME:]
    except SuspiciousFileOperation:
        return "file"


def _as_json(someone: Someone, packed: list[PackedPlace], now: datetime) -> str:
    told: dict[str, Any] = {  # Any: whatever JSON knows
        "made_at": now.isoformat(),
        "organisation": settings.WAGTAIL_SITE_NAME,
        "about": someone.name,
        "places": [
            {
                "model": item.place.name,
                "title": item.place.title,
                "chapter": item.place.kind.value,
                "rows": [{told.name: told.value for told in row} for row in item.place.rows],
                "files": [name for name in item.files if name],
            }
            for item in packed
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2, default=str)


@dataclass(frozen=True)
class ToldChapter:
    """A chapter with what it holds of someone."""

    chapter: Chapter
    places: list[PackedPlace]


def _as_page(someone: Someone, packed: list[PackedPlace], now: datetime) -> str:
    kept = PrivacySettings.load()
    told = [
        ToldChapter(chapter, [item for item in packed if item.place.kind == chapter.kind])
        for chapter in chapters(kept)
    ]
    context = {
        "language": translation.get_language(),
        "name": someone.name,
        "organisation_name": settings.WAGTAIL_SITE_NAME,
        "made_at": timezone.localtime(now),
        "chapters": [chapter for chapter in told if chapter.places],
        "leaving": leaving_in_words(kept),
        "exceptions": EXCEPTIONS,
    }
    return render_to_string("directory/privacy/archive.html", context)
