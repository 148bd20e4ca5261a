"""What an index holds of each entry."""

from typing import Any

TITLES = "titles"
TEXTS = "texts"


def mapping() -> dict[str, Any]:
    """Return the fields of a document; nothing else is accepted."""
    return {
        "dynamic": "strict",
        # The database has it all. Reading long texts anew for each hit would take most of a search.
        "_source": {"enabled": False},
        "properties": {
            "entry": {"type": "long"},
            "kind": {"type": "keyword"},
            "language": {"type": "keyword"},
            "scope": {"type": "long"},
            "unit": {"type": "long"},
            "keeper": {"type": "long"},
            "subjects": {"type": "long"},
            "published_on": {"type": "date"},
            "dated_on": {"type": "date"},
            "checked_on": {"type": "date"},
            "review_due_on": {"type": "date"},
            "ends_on": {"type": "date"},
            # Of a colleague; only whether a key is there is asked.
            "keys": {"type": "text", "analyzer": "keys", "index_options": "docs", "norms": False},
            # The title by how its words begin, and by how all of it does.
            "begun": {
                "type": "text",
                "analyzer": "begun",
                "search_analyzer": "begun_asked",
                "similarity": TITLES,
                "index_options": "docs",
                "fields": {
                    "whole": {
                        "type": "text",
                        "analyzer": "whole_begun",
                        "search_analyzer": "whole_begun_asked",
                        "index_options": "docs",
                        "norms": False,
                    }
                },
            },
            "title": _words(TITLES, is_shown=True),
            "keywords": _words(TITLES),
            "headings": _words(TEXTS),
            "text": _words(TEXTS),
            "passages": {
                "type": "nested",
                "dynamic": "strict",
                "properties": {"anchor": {"type": "keyword"}, "text": _words(TEXTS, is_shown=True)},
            },
        },
    }


def _words(similarity: str, *, is_shown: bool = False) -> dict[str, Any]:
    """Return a field with its words in the language of the entry, each in the ways that it can be found."""
    plain, parts, dutch, english = (
        _text(analyzer, similarity, is_shown) for analyzer in ("plain", "nl_parts", "nl", "en")
    )
    return {
        "properties": {
            "nl": {**dutch, "fields": {"plain": plain, "parts": parts}},
            "en": {**english, "fields": {"plain": plain}},
        }
    }


def _text(analyzer: str, similarity: str, is_shown: bool) -> dict[str, Any]:
    return {
        "type": "text",
        "analyzer": analyzer,
        # What is typed is taken apart by us: by the parts of an index, "inkoop" would find "koop".
        "search_analyzer": "nl" if analyzer == "nl_parts" else analyzer,
        "similarity": similarity,
        # Found words are marked by their stored places: to analyse a long text again takes long. All ways
        # of reading a field need them, or those that lack them cannot be marked together with the rest.
        "index_options": "offsets",
        "store": is_shown,
    }
