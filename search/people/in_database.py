"""Colleagues looked up by their keys in the database."""

from django.db import connection

from search.engines.rows import fetch, places
from search.kinds import PERSON
from search.people.candidates import Wanted
from search.people.sought import Lookup

# A row per word that a key may mean, and how much that tells; of each word the best way counts.
FOUND = {
    "sqlite": "SELECT rowid, {word}, {weight} FROM search_keys WHERE search_keys MATCH %s",
    "postgresql": "SELECT entry_id, {word}, {weight} FROM search_personkeys WHERE looked_up @@ %s::tsquery",
}
RANKED = """
    WITH found (entry_id, word, weight) AS ({found}),
    best AS (SELECT entry_id, word, max(weight) AS weight FROM found GROUP BY entry_id, word)
    SELECT entry.object_id FROM best JOIN search_entry AS entry ON entry.id = best.entry_id
    WHERE entry.kind = %s AND entry.scope_id IN ({scopes}) {among}
    GROUP BY entry.id, entry.object_id, entry.title
    ORDER BY sum(best.weight) DESC, entry.title, entry.id LIMIT %s
"""


def look_up(wanted: Wanted) -> list[int]:
    """Return the keys of the people who may be meant, the likeliest first; one query."""
    lookups = wanted.sought.lookups
    found = " UNION ALL ".join(
        FOUND[connection.vendor].format(word=int(lookup.word), weight=float(lookup.weight))
        for lookup in lookups
    )
    among = f"AND entry.object_id IN ({places(wanted.among)})" if wanted.among is not None else ""
    statement = RANKED.format(found=found, scopes=places(wanted.scope_ids), among=among)
    values = [*map(EXPRESSIONS[connection.vendor], lookups), PERSON, *wanted.scope_ids, *(wanted.among or [])]
    return [pk for (pk,) in fetch(statement, [*values, wanted.most])]


def in_fts5(lookup: Lookup) -> str:
    """Return the keys in the language of FTS5; they are letters and digits, so none of them is an order."""
    ending = "*" if lookup.is_beginning else ""
    return " OR ".join(f'"{key}"{ending}' for key in sorted(lookup.keys))


def in_tsquery(lookup: Lookup) -> str:
    """Return the keys in the language of PostgreSQL."""
    ending = ":*" if lookup.is_beginning else ""
    return " | ".join(f"'{key}'{ending}" for key in sorted(lookup.keys))


EXPRESSIONS = {"sqlite": in_fts5, "postgresql": in_tsquery}
