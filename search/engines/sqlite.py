"""Search in the embedded database, by its full-text index."""

from dataclasses import replace
from typing import Any

from search.engines.answers import ENDED_FACTOR, PAGE_SIZE, PERSON_FACTOR, Asked, Found, Match
from search.engines.counting import counts_of, limited, not_excluded
from search.engines.rows import fetch, places
from search.kinds import PERSON
from search.marks import BEGIN, END, unmarked
from search.words import beginning, telling

SNIPPET_WORDS = 26

FOUND = """
    FROM search_words JOIN search_entry AS entry ON entry.id = search_words.rowid
    WHERE search_words MATCH %s AND entry.scope_id IN ({scopes}) AND {not_excluded}
"""
# Scores are negative, the lowest is best. Title, keywords, text.
RANKED = """
    SELECT entry.id {found} AND {limited}
    ORDER BY {newest} bm25(search_words, 4, 2, 1)
        * CASE WHEN entry.ends_on < %s THEN %s WHEN entry.kind = %s THEN %s ELSE 1 END, entry.id
    LIMIT %s OFFSET %s
"""
NEWEST = "entry.dated_on DESC NULLS LAST,"
# Asked apart: in the query above every row that matches would be marked before the best are chosen.
MARKED = """
    SELECT rowid, highlight(search_words, 0, %s, %s), snippet(search_words, 2, %s, %s, '…', {length})
    FROM search_words WHERE search_words MATCH %s AND rowid IN ({ids})
"""
ANCHOR = "SELECT entry_id, min(position), anchor FROM search_passage WHERE {places} GROUP BY entry_id"
PLACE = "(entry_id = %s AND instr(heading || char(10) || text, %s))"


class SqliteEngine:
    name = "sqlite"

    def find(self, asked: Asked) -> Found:
        query = match_expression(asked.words)
        is_in, excluded = not_excluded(asked)
        found = FOUND.format(scopes=places(asked.scope_ids), not_excluded=is_in)
        values = [query, *asked.scope_ids, *excluded]
        kinds, counts = counts_of(asked, found, values)
        ids = _ranked(asked, found, values, PAGE_SIZE, asked.start)
        people = replace(asked, kinds=(PERSON,), newest_first=False)
        people_ids = _ranked(people, found, values, asked.people_count, 0)
        return Found(self._marked(query, ids), kinds, people_ids, counts)

    def _marked(self, query: str, ids: list[int]) -> list[Match]:
        statement = MARKED.format(length=SNIPPET_WORDS, ids=places(ids))
        rows = fetch(statement, [BEGIN, END, BEGIN, END, query, *ids])
        passages = {pk: marked_line(text) for pk, _title, text in rows if BEGIN in text}
        anchors = _anchors(passages)
        matches = {
            pk: Match(pk, title, passages.get(pk, ""), anchors.get(pk, "")) for pk, title, _text in rows
        }
        # One may have been deleted since.
        return [matches[pk] for pk in ids if pk in matches]


def _ranked(asked: Asked, found: str, values: list[Any], count: int, start: int) -> list[int]:
    """Return the best entries within what the answer is limited to; Any: values of every type."""
    condition, limits = limited(asked)
    newest = NEWEST if asked.newest_first else ""
    statement = RANKED.format(found=found, limited=condition, newest=newest)
    factors = [asked.today, ENDED_FACTOR, PERSON, PERSON_FACTOR]
    return [pk for (pk,) in fetch(statement, [*values, *limits, *factors, count, start])]


def match_expression(words: list[str]) -> str:
    """Return `words` in the language of FTS5, each between quotes, so that none of them is an order."""
    return " OR ".join(
        f'"{begin}"*' if (begin := beginning(word)) else f'"{word}"' for word in telling(words)
    )


def marked_line(snippet: str) -> str:
    """Return the line of a snippet that holds its first mark: a line lies in one passage."""
    return next(line for line in snippet.split("\n") if BEGIN in line)


def _anchors(passages: dict[int, str]) -> dict[int, str]:
    """Return the anchors of the passages that hold these lines."""
    if not passages:
        return {}
    statement = ANCHOR.format(places=" OR ".join([PLACE] * len(passages)))
    values = [value for pk, line in passages.items() for value in (pk, unmarked(line).strip("…"))]
    return {pk: anchor for pk, _position, anchor in fetch(statement, values)}
