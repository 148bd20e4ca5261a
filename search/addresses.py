"""What an address of the search screen says: the words, and what limits the answer to them."""

from typing import Any
from urllib.parse import urlencode

from search.filters import NEWEST, Filters


def query_of(text: str, filters: Filters) -> str:
    """Return the query of the address that asks for `text` within `filters`; `filters_in` reads it back."""
    asked: dict[str, Any] = {  # Any: numbers and words
        "q": text,
        "tab": filters.tab,
        "since": filters.since,
        "unit": filters.unit,
        "subject": filters.subject,
        "language": filters.language,
        "checked": "yes" if filters.is_checked else "",
        "sort": NEWEST if filters.sort == NEWEST else "",
    }
    return urlencode({name: value for name, value in asked.items() if value not in ("", None)})


def address_of(text: str, filters: Filters) -> str:
    """Return where the search screen, from itself, shows `text` within `filters`."""
    return f"?{query_of(text, filters)}"
