"""What goes on as was begun, in the database: by how the words of titles begin."""

from collections.abc import Callable, Sequence

from django.db import connection

from search.engines.rows import fetch, places
from search.kinds import PERSON
from search.suggesting.begun import PEOPLE_COUNT, THING_COUNT, THINGS, Beginnings, Begun

# Of a beginning that a part of everything has, this many are looked at: more letters are on their way.
MOST_CANDIDATES = 2000

# The words of a title as the index of the migration knows them.
ACCENTED = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ"
PLAIN = "aaaaaaceeeeiiiinooooooouuuuyy"
FOLDED = f"translate(lower(left(title, 1000)), '{ACCENTED}', '{PLAIN}')"
FOUND = {
    # Numbers only grow: the newest first.
    "sqlite": (
        "search_words JOIN search_entry AS entry ON entry.id = search_words.rowid WHERE search_words MATCH %s"
    ),
    "postgresql": (
        "search_entry AS entry WHERE to_tsvector('pg_catalog.simple'::regconfig, "
        f"{FOLDED.replace('title', 'entry.title')}) @@ %s::tsquery"
    ),
}
RANKED = """
    SELECT id FROM (
        SELECT entry.id, {title} AS title, entry.language, entry.ends_on FROM {found}
        AND entry.kind IN ({kinds}) AND entry.scope_id IN ({scopes}) {newest} LIMIT %s
    ) AS candidate
    ORDER BY CASE WHEN language IN ({readable}) THEN 0 ELSE 1 END,
        CASE WHEN title LIKE %s THEN 0 ELSE 1 END, CASE WHEN ends_on < %s THEN 1 ELSE 0 END,
        length(title), id
    LIMIT %s
"""
TITLE = {"sqlite": "entry.title", "postgresql": FOLDED.replace("title", "entry.title")}
NEWEST = {"sqlite": "ORDER BY search_words.rowid DESC", "postgresql": ""}


def look_up(begun: Begun) -> Beginnings:
    """Return what goes on so, in two queries."""
    return Beginnings(_found(begun, THINGS, THING_COUNT), _found(begun, [PERSON], PEOPLE_COUNT))


def _found(begun: Begun, kinds: list[str], count: int) -> list[int]:
    vendor = connection.vendor
    statement = RANKED.format(
        title=TITLE[vendor],
        found=FOUND[vendor],
        kinds=places(kinds),
        scopes=places(begun.scope_ids),
        newest=NEWEST[vendor],
        readable=places(begun.readable),
    )
    values = [
        EXPRESSIONS[vendor](begun.words, begun.longer),
        *kinds,
        *begun.scope_ids,
        MOST_CANDIDATES,
        *begun.readable,
        # Letters and digits, so none of them stands for others.
        f"{begun.text}%",
        begun.today,
        count,
    ]
    return [pk for (pk,) in fetch(statement, values)]


def in_fts5(words: Sequence[str], longer: Sequence[str]) -> str:
    """Return the beginnings in the language of FTS5: letters and digits, so none of them is an order.

    All of `words` and one of `longer` begin a word of the title.
    """
    ways = [f'"{word}"*' for word in words]
    if longer:
        ways.append("({})".format(" OR ".join(f'"{word}"*' for word in longer)))
    return "title : ({})".format(" AND ".join(ways))


def in_tsquery(words: Sequence[str], longer: Sequence[str]) -> str:
    """Return the beginnings in the language of PostgreSQL, as above."""
    ways = [f"'{word}':*" for word in words]
    if longer:
        ways.append("({})".format(" | ".join(f"'{word}':*" for word in longer)))
    return " & ".join(ways)


EXPRESSIONS: dict[str, Callable[[Sequence[str], Sequence[str]], str]] = {
    "sqlite": in_fts5,
    "postgresql": in_tsquery,
}
