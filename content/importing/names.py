"""Readable names and addresses made of file names."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from django.utils.text import slugify

DATED = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})-(?P<rest>.+)")
INDEX_NAMES = ("index", "_index", "readme")
LONGEST_SLUG = 150
# What a folder says about itself rather than tells: at the top, without front matter, these are no pages.
ABOUT_THE_FOLDER = (
    "readme",
    "source",
    "license",
    "licence",
    "copying",
    "notice",
    "contributing",
    "changelog",
    "security",
    "code_of_conduct",
)


@dataclass(frozen=True)
class FileName:
    """What the path of a file says: `2015-03-17-hello.md` is `hello` of that day."""

    folder: str
    name: str
    day: date | None = None


def file_name(source: str) -> FileName:
    """Return what the path `source` says."""
    path = PurePosixPath(source)
    folder = "" if str(path.parent) == "." else str(path.parent)
    match = DATED.fullmatch(path.stem)
    if match:
        try:
            day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            return FileName(folder, path.stem)
        return FileName(folder, match["rest"], day)
    return FileName(folder, path.stem)


def is_about_the_folder(source: str) -> bool:
    """Whether a file at the top is about the folder, such as its licence."""
    return "/" not in source and PurePosixPath(source).stem.lower() in ABOUT_THE_FOLDER


def index_rank(source: str) -> int | None:
    """Return how much a file is the text of its own folder, 0 for most, or None if it is not."""
    name = file_name(source)
    if not name.folder:
        return None
    if name.name.lower() in INDEX_NAMES:
        return INDEX_NAMES.index(name.name.lower())
    own_folder = PurePosixPath(name.folder).name
    return len(INDEX_NAMES) if name.name.lower() == own_folder.lower() else None


def readable(name: str) -> str:
    """Return `travel-and_leave` as `Travel and leave`."""
    words = " ".join(name.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:] or name


def slug_of(*names: str) -> str:
    """Return an address made of the first name that gives one."""
    slugs = (slugify(name)[:LONGEST_SLUG].strip("-") for name in names)
    return next((slug for slug in slugs if slug), "page")


def free_slug(slug: str, taken: set[str]) -> str:
    """Return `slug`, with a number if another page beside it has it."""
    number = 1
    free = slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def shortened(text: str, longest: int) -> str:
    """Return `text`, cut at a word so that it is no longer than `longest`."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    head, space, _tail = cut.rpartition(" ")
    return f"{(head if space else cut).rstrip(' ,;:.')}…"
