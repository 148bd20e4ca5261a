"""The words that somebody probably meant, taken from what everyone may read: a guess betrays nothing."""

from typing import Any

from django.conf import settings
from django.db import connection

from access.models import Scope
from access.scopes import Viewer, visible_scope_ids
from search.engines.answers import EngineDown
from search.engines.elasticsearch import answer_to, entry_id
from search.engines.rows import fetch
from search.index.documents import LANGUAGES
from search.models import Entry
from search.people.slips import SHORTEST, likeness
from search.words import STOP_WORDS, WORD, plain, words_of

# The beginning of a word is seldom wrong.
SURE_LETTERS = 2
MOST_WORDS = 4
# So many things are looked at for each word.
MOST_LOOKED_AT = 50
# The databases know no likeness: they are asked for what begins in the same way.
BEGINNINGS = {
    "postgresql": "SELECT title, keywords FROM search_entry WHERE words @@ %s::tsquery"
    " AND scope_id = %s AND NOT is_deleted LIMIT %s",
    "sqlite": "SELECT entry.title, entry.keywords FROM search_words JOIN search_entry AS entry"
    " ON entry.id = search_words.rowid WHERE search_words MATCH %s"
    " AND entry.scope_id = %s AND NOT entry.is_deleted LIMIT %s",
}


def corrected(text: str, user: Viewer) -> str:
    """Return `text` with each unknown word as everyone may read it elsewhere; empty if nothing is like it.

    One query for each of the first words, and none that grows with how many words there are.
    """
    everyone = Scope.objects.everyone().pk
    if everyone not in visible_scope_ids(user):
        return ""
    words = words_of(text)
    better = {word: _better(word, everyone) for word in words[:MOST_WORDS] if _may_be_wrong(word)}
    if not any(better.values()):
        return ""
    return " ".join(better.get(word) or word for word in words)


def _may_be_wrong(word: str) -> bool:
    return len(word) >= SHORTEST and word.isalpha() and word.casefold() not in STOP_WORDS


def _better(word: str, scope_id: int) -> str:
    """Return the most similar word; the same one, or none, if it stands there as it is."""
    meant = plain(word)
    scores = {other: likeness(meant, plain(other)) for other in _words_like(word, scope_id)}
    best = max(scores, key=lambda other: (scores[other], other), default="")
    return best if best and 0 < scores[best] < 1 else ""


def _words_like(word: str, scope_id: int) -> set[str]:
    texts = _in_index(word, scope_id) if settings.ELASTICSEARCH_URL else None
    if texts is None:
        texts = _in_table(word, scope_id)
    return {other.casefold() for text in texts for other in WORD.findall(text)}


def _in_table(word: str, scope_id: int) -> list[str]:
    start = plain(word)[:SURE_LETTERS]
    prefix = f"'{start}':*" if connection.vendor == "postgresql" else f'"{start}"*'
    rows = fetch(BEGINNINGS[connection.vendor], [prefix, scope_id, MOST_LOOKED_AT])
    return [text for row in rows for text in row]


def _in_index(word: str, scope_id: int) -> list[str] | None:
    """Return titles and search words that Elasticsearch finds alike; None if it is away."""
    fields = [f"{name}.{language}.plain" for name in ("title", "keywords") for language in LANGUAGES]
    # Any: the language of Elasticsearch.
    like: dict[str, Any] = {
        "multi_match": {"query": word, "fields": fields, "fuzziness": "AUTO:4,8", "prefix_length": 1}
    }
    question: dict[str, Any] = {
        "query": {"bool": {"must": [like], "filter": [{"term": {"scope": scope_id}}]}},
        "size": MOST_LOOKED_AT,
        "source": False,
        "docvalue_fields": ["entry"],
        "track_total_hits": False,
    }
    try:
        hits = answer_to(question)["hits"]["hits"]
    except EngineDown:
        return None
    ids = [entry_id(hit) for hit in hits]
    # Read from the table, where a change of who may see it is there at once.
    known = Entry.objects.findable().filter(pk__in=ids, scope_id=scope_id)
    return [text for row in known.values_list("title", "keywords") for text in row]
