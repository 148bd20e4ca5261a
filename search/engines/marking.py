"""Found words between the signs of `search.marks`, asked of Elasticsearch."""

from typing import Any

from search.index.documents import LANGUAGES
from search.marks import BEGIN, END

FRAGMENT_LENGTH = 180


def marks_of(name: str, fragment_count: int) -> dict[str, Any]:  # Any: the language of Elasticsearch
    """Ask for the found words of a field, and apart from these for the words they are part of."""
    fields: dict[str, Any] = {}
    for language in LANGUAGES:
        fields[f"{name}.{language}"] = {"matched_fields": [f"{name}.{language}", f"{name}.{language}.plain"]}
    fields[f"{name}.nl.parts"] = {}
    return {
        "pre_tags": [BEGIN],
        "post_tags": [END],
        "number_of_fragments": fragment_count,
        "fragment_size": FRAGMENT_LENGTH,
        "fields": fields,
    }
