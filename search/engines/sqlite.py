"""Search in the embedded database, by its full-text index."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from search.engines.answers import PAGE_SIZE, Asked, Found, Match
from search.engines.counting import counts_of, limited, not_excluded
from search.engines.favouring import favour_of
from search.engines.rows import fetch, places
from search.kinds import PERSON
from search.marks import BEGIN, END, unmarked
from search.wording import Part, inside, parts_of
from search.words import WORD, beginning

SNIPPET_WORDS = 26
# FTS5 cannot count one word less than another, and adds up all that are there.
MOST_OTHERS = 4

FOUND = """
    FROM search_words JOIN search_entry AS entry ON entry.id = search_words.rowid
    WHERE search_words MATCH %s AND entry.scope_id IN ({scopes}) AND {not_excluded}
"""
# Scores are negative, the lowest is best.
RANKED = """
    SELECT entry.id {found} AND {limited}
    ORDER BY {newest} bm25(search_words, %s, %s, %s)
        * {favour}, entry.id
    LIMIT %s OFFSET %s
"""
IN_TITLE = "entry.id IN (SELECT rowid FROM search_words WHERE search_words MATCH %s)"
# How much a word counts by where it stands; headings are a part of the text here.
STANDING = {"title": 4, "keywords": 2, "text": 1}
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
        query = match_expression(asked)
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
    favour, favours = favour_of(asked, IN_TITLE, f"title : ({' AND '.join(map(_quoted, asked.words))})")
    statement = RANKED.format(found=found, limited=condition, newest=newest, favour=favour)
    standing = [part * asked.weights.share(name) for name, part in STANDING.items()]
    return [pk for (pk,) in fetch(statement, [*values, *limits, *standing, *favours, count, start])]


def match_expression(asked: Asked) -> str:
    """Return what was asked in the language of FTS5, each word between quotes, so that none is an order."""
    ways = [way for part in parts_of(asked.words, asked.ways) for way in _ways_of(part)]
    ways += [_quoted(way) for code in asked.codes for way in code]
    found = " OR ".join(dict.fromkeys(ways))
    return " AND ".join([f"({found})", *map(_quoted, asked.phrases)])


def _ways_of(part: Part) -> Iterator[str]:
    """Yield a part by how its words begin, and what else it is called."""
    for word in part.text.split():
        yield _beginning(word)
        if made_of := inside(word):
            yield f"({' AND '.join(map(_beginning, made_of))})"
    for other in part.others[:MOST_OTHERS]:
        yield _quoted(other) if " " in other else _beginning(other)


def _beginning(word: str) -> str:
    begins = beginning(word)
    return f"{_quoted(begins)}*" if begins else _quoted(word)


def _quoted(text: str) -> str:
    return f'"{" ".join(WORD.findall(text))}"'


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
