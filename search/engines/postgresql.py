"""Search in PostgreSQL, by the stems of each language and, for long words, by how they begin."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from search.engines.answers import PAGE_SIZE, Asked, Counts, Found, Match
from search.engines.counting import counts_of, limited, not_excluded
from search.engines.favouring import favour_of
from search.engines.rows import fetch
from search.kinds import PERSON
from search.marks import BEGIN, END
from search.wording import FAINT_FACTOR, Part, inside, parts_of
from search.words import APOSTROPHES, beginning, plain

# A word in the stems of every language: the reader does not say in which one they think.
STEMS = (
    "(plainto_tsquery('pg_catalog.dutch', %s) || plainto_tsquery('pg_catalog.english', %s)"
    " || plainto_tsquery('pg_catalog.simple', %s))"
)
BEGINNING = "%s::tsquery"
PHRASE = (
    "(phraseto_tsquery('pg_catalog.dutch', %s) || phraseto_tsquery('pg_catalog.english', %s)"
    " || phraseto_tsquery('pg_catalog.simple', %s))"
)
AS_WRITTEN = "phraseto_tsquery('pg_catalog.simple', %s)"
BOTH = "(plainto_tsquery('pg_catalog.dutch', %s))"
IN_TITLE = "entry.words @@ %s::tsquery"
# A stem counts more than the beginning of a word, other words for it and the words it is made of.
BEGINNING_FACTOR = 0.3
OTHER_FACTOR = 0.6
INSIDE_FACTOR = 0.3
CODE_FACTOR = 2
LANGUAGE = (
    "CASE entry.language WHEN 'nl' THEN 'pg_catalog.dutch'::regconfig"
    " WHEN 'en' THEN 'pg_catalog.english'::regconfig ELSE 'pg_catalog.simple'::regconfig END"
)

RARITY = "(SELECT count(*) FROM search_entry AS entry WHERE {condition})"
FOUND = "FROM search_entry AS entry WHERE entry.scope_id = ANY(%s) AND ({conditions}) AND {not_excluded}"
RANKED = """
    SELECT entry.id {found} AND {limited}
    ORDER BY {newest} ({rank})
        * {favour} DESC, entry.id
    LIMIT %s OFFSET %s
"""
NEWEST = "entry.dated_on DESC NULLS LAST,"
# `ts_rank` divides by the logarithm of the length (1); how rare a word is it does not know.
RANK = "%s * ts_rank(%s::real[], entry.{column}, {query}, 1)"
# How much a word counts by where it stands, in the order of `ts_rank`: headings are a part of the text here,
# and no word has the second weight.
STANDING = {"text": 0.3, "": 0.0, "keywords": 0.6, "title": 1.0}
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
        self.terms = terms_of_question(asked)
        self.words = [value for term in self.terms for value in term.values]
        is_in, excluded = not_excluded(asked)
        conditions = " OR ".join(term.condition for term in self.terms)
        quoted = "".join(f" AND entry.words @@ {AS_WRITTEN}" for _phrase in asked.phrases)
        self.found = FOUND.format(conditions=f"({conditions}){quoted}", not_excluded=is_in)
        self.found_values = [asked.scope_ids, *self.words, *map(plain, asked.phrases), *excluded]

    @cached_property
    def weights(self) -> list[float]:
        """How much each term tells: a rare word more than one that stands everywhere."""
        counts = ", ".join(RARITY.format(condition=term.condition) for term in self.terms)
        [(total, *found)] = fetch(f"SELECT (SELECT count(*) FROM search_entry), {counts}", self.words)
        return [
            term.factor * math.log(1 + (total - count + 0.5) / (count + 0.5))
            for term, count in zip(self.terms, found, strict=True)
        ]

    @cached_property
    def standing(self) -> list[float]:
        """How much a word counts by where it stands, one at most: `ts_rank` refuses more."""
        weights = self.asked.weights
        standing = [part * (weights.share(name) if name else 1) for name, part in STANDING.items()]
        return [part / max(1, *standing) for part in standing]

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
        favour, favours = favour_of(asked, IN_TITLE, in_title(asked.words))
        statement = RANKED.format(
            found=self.found,
            favour=favour,
            limited=condition,
            newest=NEWEST if asked.newest_first else "",
            rank=" + ".join(term.rank for term in self.terms),
        )
        ranks = [
            value
            for term, weight in zip(self.terms, self.weights, strict=True)
            for value in (weight, self.standing, *term.values)
        ]
        values = [*self.found_values, *limits, *ranks, *favours]
        return [pk for (pk,) in fetch(statement, [*values, count, start])]

    def marked(self, ids: list[int]) -> list[Match]:
        """Return the entries with their found words, and the best passage of each."""
        statement = MARKED.format(query=" || ".join(term.query for term in self.terms))
        values = [f"{MARKS}, HighlightAll=true", f"{MARKS}, MaxWords=30, MinWords=15", *self.words]
        matches = {row[0]: Match(*row) for row in fetch(statement, [*values, ids])}
        # One may have been deleted since.
        return [matches[pk] for pk in ids if pk in matches]


def in_title(words: Sequence[str]) -> str:
    """Return a query for what has all of `words` in its title, as they are written."""
    # Between quotes, an apostrophe is written twice.
    return " & ".join(f"'{doubled}':A" for word in words if (doubled := plain(word).replace("'", "''")))


def terms_of_question(asked: Asked) -> list[Term]:
    """Return everything that a thing may hold of a search."""
    terms = [term for part in parts_of(asked.words, asked.ways) for term in _terms_of(part)]
    codes = [Term("words", _any_of(AS_WRITTEN, code), list(code), CODE_FACTOR) for code in asked.codes]
    return [*terms, *codes]


def _terms_of(part: Part) -> list[Term]:
    """Return a part by its stems, by how long words begin, and by what else it is called."""
    factor = FAINT_FACTOR if part.is_faint else 1
    terms = [term for word in part.text.split() for term in _terms_of_word(plain(word), factor)]
    if part.others:
        others = [plain(other) for other in part.others for _language in range(3)]
        # Together: of many words for it each would be rare.
        terms.append(Term("stems", _any_of(PHRASE, part.others), others, OTHER_FACTOR))
    return terms


def _terms_of_word(text: str, factor: float) -> list[Term]:
    terms = [Term("stems", STEMS, [text, text, text], factor)]
    if begins := beginning(text):
        # An apostrophe would end the quote; before it stands the word itself.
        prefix = f"'{re.split(APOSTROPHES, begins)[0]}':*"
        terms.append(Term("words", BEGINNING, [prefix], factor * BEGINNING_FACTOR))
    if made_of := inside(text):
        terms.append(Term("stems", BOTH, [" ".join(made_of)], factor * INSIDE_FACTOR))
    return terms


def _any_of(query: str, ways: Sequence[str]) -> str:
    return f"({' || '.join([query] * len(ways))})"
