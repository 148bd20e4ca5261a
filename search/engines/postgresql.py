"""Search in PostgreSQL, by the stems of each language and, for long words, by how they begin."""

import math
import re
from dataclasses import dataclass, replace
from functools import cached_property

from search.engines.answers import ENDED_FACTOR, PAGE_SIZE, PERSON_FACTOR, Asked, Counts, Found, Match
from search.engines.counting import counts_of, limited, not_excluded
from search.engines.rows import fetch
from search.kinds import PERSON
from search.marks import BEGIN, END
from search.words import APOSTROPHES, beginning, plain, telling

# A word in the stems of every language: the reader does not say in which one they think.
STEMS = (
    "(plainto_tsquery('pg_catalog.dutch', %s) || plainto_tsquery('pg_catalog.english', %s)"
    " || plainto_tsquery('pg_catalog.simple', %s))"
)
BEGINNING = "%s::tsquery"
# A stem counts more than the beginning of a word.
BEGINNING_FACTOR = 0.3
LANGUAGE = (
    "CASE entry.language WHEN 'nl' THEN 'pg_catalog.dutch'::regconfig"
    " WHEN 'en' THEN 'pg_catalog.english'::regconfig ELSE 'pg_catalog.simple'::regconfig END"
)

RARITY = "(SELECT count(*) FROM search_entry AS entry WHERE {condition})"
FOUND = "FROM search_entry AS entry WHERE entry.scope_id = ANY(%s) AND ({conditions}) AND {not_excluded}"
RANKED = """
    SELECT entry.id {found} AND {limited}
    ORDER BY {newest} ({rank})
        * CASE WHEN entry.ends_on < %s THEN %s WHEN entry.kind = %s THEN %s ELSE 1 END DESC, entry.id
    LIMIT %s OFFSET %s
"""
NEWEST = "entry.dated_on DESC NULLS LAST,"
# `ts_rank` knows the weights of text, nothing, keywords and title, and divides by the logarithm of the
# length (1); how rare a word is it does not know.
RANK = "%s * ts_rank('{{.3, .3, .6, 1}}', entry.{column}, {query}, 1)"
MARKED = f"""
    SELECT entry.id,
        ts_headline({LANGUAGE}, entry.title, asked.query, %s),
        ts_headline({LANGUAGE}, coalesce(best.text, ''), asked.query, %s),
        coalesce(best.anchor, '')
    FROM (SELECT {{query}} AS query) AS asked
    CROSS JOIN search_entry AS entry
    LEFT JOIN LATERAL (
        SELECT passage.anchor, coalesce(nullif(passage.text, ''), passage.heading) AS text
        FROM search_passage AS passage
        WHERE passage.entry_id = entry.id AND passage.stems @@ asked.query
        ORDER BY ts_rank(passage.stems, asked.query, 1) DESC, passage.position LIMIT 1
    ) AS best ON true
    WHERE entry.id = ANY(%s)
"""
MARKS = f"StartSel={BEGIN}, StopSel={END}"


@dataclass(frozen=True)
class Term:
    """A word as one of the two columns knows it."""

    column: str
    query: str
    values: list[str]
    factor: float

    @property
    def condition(self) -> str:
        return f"entry.{self.column} @@ {self.query}"

    @property
    def rank(self) -> str:
        return RANK.format(column=self.column, query=self.query)


class PostgresqlEngine:
    name = "postgresql"

    def find(self, asked: Asked) -> Found:
        question = Question(asked)
        ids = question.ranked(PAGE_SIZE, asked.start)
        people = question.people()
        kinds, counts = question.counts()
        return Found(question.marked(ids), kinds, people, counts)


class Question:
    """What was asked, put to the database in parts that share their words."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.terms = [term for word in telling(asked.words) for term in terms_of(word)]
        self.words = [value for term in self.terms for value in term.values]
        is_in, excluded = not_excluded(asked)
        conditions = " OR ".join(term.condition for term in self.terms)
        self.found = FOUND.format(conditions=conditions, not_excluded=is_in)
        self.found_values = [asked.scope_ids, *self.words, *excluded]

    @cached_property
    def weights(self) -> list[float]:
        """How much each term tells: a rare word more than one that stands everywhere."""
        counts = ", ".join(RARITY.format(condition=term.condition) for term in self.terms)
        [(total, *found)] = fetch(f"SELECT (SELECT count(*) FROM search_entry), {counts}", self.words)
        return [
            term.factor * math.log(1 + (total - count + 0.5) / (count + 0.5))
            for term, count in zip(self.terms, found, strict=True)
        ]

    def counts(self) -> tuple[dict[str, int], Counts]:
        return counts_of(self.asked, self.found, self.found_values)

    def people(self) -> list[int]:
        """Return the entries of colleagues who may know, as many as are asked for."""
        asked = replace(self.asked, kinds=(PERSON,), newest_first=False)
        return self._ranked(asked, self.asked.people_count, 0)

    def ranked(self, count: int, start: int) -> list[int]:
        """Return the best entries within what the answer is limited to, or the newest if asked for."""
        return self._ranked(self.asked, count, start)

    def _ranked(self, asked: Asked, count: int, start: int) -> list[int]:
        condition, limits = limited(asked)
        statement = RANKED.format(
            found=self.found,
            limited=condition,
            newest=NEWEST if asked.newest_first else "",
            rank=" + ".join(term.rank for term in self.terms),
        )
        ranks = [
            value
            for term, weight in zip(self.terms, self.weights, strict=True)
            for value in (weight, *term.values)
        ]
        factors = [asked.today, ENDED_FACTOR, PERSON, PERSON_FACTOR]
        values = [*self.found_values, *limits, *ranks, *factors]
        return [pk for (pk,) in fetch(statement, [*values, count, start])]

    def marked(self, ids: list[int]) -> list[Match]:
        """Return the entries with their found words, and the best passage of each."""
        statement = MARKED.format(query=" || ".join(term.query for term in self.terms))
        values = [f"{MARKS}, HighlightAll=true", f"{MARKS}, MaxWords=30, MinWords=15", *self.words]
        matches = {row[0]: Match(*row) for row in fetch(statement, [*values, ids])}
        # One may have been deleted since.
        return [matches[pk] for pk in ids if pk in matches]


def terms_of(word: str) -> list[Term]:
    """Return a word by its stem and, if it is long, by how it begins."""
    text = plain(word)
    terms = [Term("stems", STEMS, [text, text, text], 1)]
    if begins := beginning(text):
        # An apostrophe would end the quote; before it stands the word itself.
        terms.append(Term("words", BEGINNING, [f"'{re.split(APOSTROPHES, begins)[0]}':*"], BEGINNING_FACTOR))
    return terms
