"""The facts that front matter states about a text, under the names that website generators use."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

TITLE = ("title", "titel", "name")
SUMMARY = ("summary", "excerpt", "description", "samenvatting", "intro")
DATE = ("date", "datum", "published", "published_on", "date_approved")
AUTHORS = ("authors", "author", "auteurs", "auteur")
SUBJECTS = ("subjects", "tags", "onderwerpen", "categories")
KEYWORDS = ("keywords", "zoekwoorden", "search_words")
OLD_ADDRESSES = ("redirect_from", "aliases")
NEW_ADDRESS = ("redirect_to",)
OWN_ADDRESS = ("permalink", "url")
IMAGE = ("image", "hero", "cover", "thumbnail")
NOTHING = ("false", "no", "null", "none", "~")
IMAGE_ALT = ("image_alt", "alt", "hero_alt")
YES = ("true", "yes", "on", "1")
NO = ("false", "no", "off", "0")
DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")


class Unreadable(ValueError):
    """A value that cannot be what its key says."""


def text_of(front: dict[str, Any], keys: tuple[str, ...]) -> str:
    """Return the first text under one of `keys`, on one line, or nothing."""
    return next((line for value in _values(front, keys) if (line := _on_one_line(value))), "")


def picture_address(front: dict[str, Any]) -> str:
    """Return where the picture of the text lies, or nothing."""
    address = text_of(front, IMAGE)
    return "" if address.lower() in NOTHING else address


def list_of(front: dict[str, Any], keys: tuple[str, ...]) -> list[str]:
    """Return the texts under the first of `keys` that is there; a single text is split at its commas."""
    for key in keys:
        value = front.get(key)
        if isinstance(value, str):
            value = value.split(",")
        if isinstance(value, list):
            texts = (_on_one_line(item) for item in value if isinstance(item, str))
            return list(dict.fromkeys(text for text in texts if text))
    return []


def addresses_of(front: dict[str, Any], keys: tuple[str, ...]) -> list[str]:
    """Return the addresses under `keys`; one text is one address, commas and all."""
    found = (value.strip() for key in keys for value in _flat(front.get(key)))
    return list(dict.fromkeys(value for value in found if value))


def day_of(front: dict[str, Any], keys: tuple[str, ...] = DATE) -> date | None:
    """Return the day under one of `keys`. Raises Unreadable for what is no day, such as 30 February."""
    for value in _values(front, keys):
        if not value.strip() or value.strip().lower() in YES + NO:
            continue
        match = DAY.match(value.strip())
        if not match:
            raise Unreadable(value)
        try:
            return date(*(int(part) for part in match.groups()))
        except ValueError as error:
            raise Unreadable(value) from error
    return None


def is_draft(front: dict[str, Any]) -> bool:
    """Whether the text says that it is not to be read yet."""
    return text_of(front, ("draft", "concept")).lower() in YES or text_of(front, ("published",)).lower() in NO


def _on_one_line(value: str) -> str:
    """Return `value` with single spaces, without the control signs that YAML can spell."""
    return "".join(sign for sign in " ".join(value.split()) if sign.isprintable())


def _values(front: dict[str, Any], keys: tuple[str, ...]) -> Iterator[str]:
    return (front[key] for key in keys if isinstance(front.get(key), str))


def _flat(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
