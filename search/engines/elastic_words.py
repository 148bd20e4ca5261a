"""The words of a search in the language of Elasticsearch: in how many ways a thing can hold them."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Literal

from search.engines.answers import Asked
from search.engines.marking import marks_of
from search.engines.weights import Weights
from search.index.documents import LANGUAGES
from search.people.folding import key_part
from search.people.sought import called_or_heard
from search.wording import FAINT_FACTOR, Part, inside, is_known, parts_of

# Other words for it count less than the words themselves.
OTHER_BOOST = 0.6
# So do the words that a compound is made of, and typing errors.
PARTS_BOOST = 0.5
OTHER_PARTS_BOOST = 0.3
PLAIN_BOOST = 0.45
CODE_BOOST = 1
PASSAGE_BOOST = 0.5
NEAR_BOOST = 1
TIE_BREAKER = 0.3
NEAR_TIE_BREAKER = 0.5
# Only to find and mark a compound in its passage: there it does not make the order better.
PASSAGE_PARTS_BOOST = 0.01
# Typing errors are looked past, and names heard, in the first words of a search.
MOST_FORGIVEN = 8
# One slip, and two in a long word; of all the words that are so near, only the nearest.
SLIPS = {"fuzziness": "AUTO:5,10", "prefix_length": 1, "max_expansions": 10}
# Words that stand beside each other in a search say more where they do so in a text; a few may stand between.
NEAR_SLOP = 8
MOST_NEIGHBOURS = 8
# Shorter words sound like too many names.
SHORTEST_NAME = 4
WRITTEN_IN = ("title", "keywords", "headings", "text")
# How the index reads a field to find words within words.
PARTS = "nl.parts"
# All that is written in a thing: its text holds the title and the headings.
HELD_IN = ("text", "keywords")

# Any, below: the language of Elasticsearch.


def words_of_question(asked: Asked) -> dict[str, Any]:
    """Return how a thing can hold the words; what it holds in its best way counts most."""
    parts = parts_of(asked.words, asked.ways)
    fields = _fields(asked.weights)
    stems = {f"{name}.{lang}": weight for name, weight in fields.items() for lang in LANGUAGES}
    compounds = {f"{name}.{PARTS}": weight for name, weight in fields.items()}
    words = _words(part.text for part in parts)
    return {
        "bool": {
            "filter": [_enough(parts, asked.codes)],
            "should": [
                _best(parts, stems, TIE_BREAKER, OTHER_BOOST),
                _times(PARTS_BOOST, _best(parts, compounds, TIE_BREAKER, OTHER_PARTS_BOOST)),
                _misspelt(words[:MOST_FORGIVEN], WRITTEN_IN),
                _passages(parts),
                _times(NEAR_BOOST, *_neighbours(parts)),
                *(_code(ways) for ways in asked.codes),
                *_names(words),
            ],
        }
    }


def _enough(parts: Sequence[Part], codes: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Return what a thing has to hold to be found at all: a word that tells something, or a code."""
    strong = [part for part in parts if not part.is_faint]
    evidence = [_evidence(part, is_forgiven=place < MOST_FORGIVEN) for place, part in enumerate(strong)]
    return {"bool": {"should": [*evidence, *map(_as_written, codes)]}}


def _evidence(part: Part, *, is_forgiven: bool) -> dict[str, Any]:
    """Return every way in which a thing may hold a part of a search, wherever it stands."""
    fields = [f"{name}.{way}" for name in HELD_IN for way in (*LANGUAGES, PARTS)]
    words = part.strong_text.split()
    ways = [
        {"multi_match": {"query": part.strong_text, "fields": fields}},
        *(
            {"multi_match": {"query": other, "type": "phrase", "slop": 1, "fields": fields}}
            for other in part.others
        ),
        _made_of(_inner_words(words), "or"),
        # All of it: for "parkeren", what holds "parkeerplaats", but not what holds "plaats".
        *(_made_of(inner, "and") for other in _words(part.others) if (inner := inside(other))),
        *([_misspelt(_unknown(words), HELD_IN), *_names(words)] if is_forgiven else []),
    ]
    return {"bool": {"should": ways}}


def _made_of(inner: Sequence[str], operator: Literal["and", "or"]) -> dict[str, Any]:
    """Return what holds words that compounds are made of, within its own as well."""
    fields = [f"{name}.{PARTS}" for name in HELD_IN]
    return {"multi_match": {"query": " ".join(inner), "operator": operator, "fields": fields}}


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in text.split()]


def _inner_words(words: Iterable[str]) -> list[str]:
    """Return the words that the long ones among `words` are made of."""
    return [inner for word in words for inner in inside(word)]


def phrases_of_question(asked: Asked) -> list[dict[str, Any]]:
    """Return what a thing has to hold exactly as it was written between quotes."""
    return [_as_written([phrase]) for phrase in asked.phrases]


def _fields(weights: Weights) -> dict[str, float]:
    return {name: getattr(weights, name) for name in WRITTEN_IN}


def _best(
    parts: Sequence[Part], fields: dict[str, float], tie_breaker: float, others: float
) -> dict[str, Any]:
    """Return the field that holds most of the search: a sum would favour titles that are long."""
    ways = [_times(weight, *_held(parts, field, others)) for field, weight in fields.items()]
    return {"dis_max": {"queries": ways, "tie_breaker": tie_breaker}}


def _held(parts: Sequence[Part], field: str, others: float) -> Iterable[dict[str, Any]]:
    """Yield how a field can hold each part of a search, and words within words if it is read for those."""
    if field.endswith(PARTS):
        yield from _inner(parts, field, others)
    alone = [part for part in parts if not (part.others and others)]
    for is_faint, boost in ((False, 1.0), (True, FAINT_FACTOR)):
        if text := " ".join(part.text for part in alone if part.is_faint == is_faint):
            yield _match(field, text, boost)
    for part in parts:
        if part.others and others:
            # Not their sum: with many words for it a thing is not about it more often.
            yield {
                "dis_max": {
                    "queries": [
                        _match(field, part.text),
                        *(
                            {"match_phrase": {field: {"query": other, "boost": others, "slop": 1}}}
                            for other in part.others
                        ),
                    ]
                }
            }


def _inner(parts: Sequence[Part], field: str, others: float) -> Iterable[dict[str, Any]]:
    """Yield how a field can hold the words that the long ones are made of, and those of other words for it.

    These are what a word list knows to make others: an index would find "best" in "bestellen".
    """
    for part in parts:
        if words := _inner_words(_words([part.text])):
            yield _match(field, " ".join(words))
        if ways := [" ".join(inner) for word in _words(part.others) if (inner := inside(word))]:
            yield {"dis_max": {"queries": [_match(field, way, others) for way in ways]}}


def _match(field: str, text: str, boost: float = 1) -> dict[str, Any]:
    return {"match": {field: {"query": text, "boost": boost}}}


def _neighbours(parts: Sequence[Part]) -> Iterable[dict[str, Any]]:
    """Yield what holds two neighbours of the search near each other; with more of them it counts more."""
    pairs = [f"{one.text} {other.text}" for one, other in pairwise(parts[: MOST_NEIGHBOURS + 1])]
    ways = [
        {"match_phrase": {f"text.{language}": {"query": pair, "slop": NEAR_SLOP}}}
        for language in LANGUAGES
        for pair in pairs
    ]
    if ways:
        yield {"dis_max": {"queries": ways, "tie_breaker": NEAR_TIE_BREAKER}}


def _unknown(words: Iterable[str]) -> list[str]:
    """Return the words that may be typing errors: who types "kopen" has no use for "koppen" alone."""
    return [word for word in words if not is_known(word)]


def _misspelt(words: Sequence[str], names: Iterable[str]) -> dict[str, Any]:
    """Return how words may be meant that are written otherwise, on fields without stems."""
    fields = {"fields": _plain(names), "boost": PLAIN_BOOST, "tie_breaker": TIE_BREAKER}
    return {"multi_match": {"query": " ".join(words), **fields, **SLIPS}}


def _plain(names: Iterable[str]) -> list[str]:
    return [f"{name}.{lang}.plain" for name in names for lang in LANGUAGES]


def all_in_title(words: Sequence[str]) -> dict[str, Any]:
    """Return what has all these words in its title, as they are written."""
    return {"multi_match": {"query": " ".join(words), "operator": "and", "fields": _plain(["title"])}}


def _code(ways: Sequence[str]) -> dict[str, Any]:
    return _times(CODE_BOOST, _as_written(ways))


def _as_written(ways: Sequence[str]) -> dict[str, Any]:
    fields = _plain(WRITTEN_IN)
    queries = [{"multi_match": {"query": way, "type": "phrase", "fields": fields}} for way in ways]
    return {"dis_max": {"queries": queries}}


def _names(words: list[str]) -> list[dict[str, Any]]:
    """Return colleagues who are called so, or whose name sounds so, as weakly as a typing error."""
    return [
        {"constant_score": {"filter": {"terms": {"keys": sorted(keys)}}, "boost": PLAIN_BOOST}}
        for word in words[:MOST_FORGIVEN]
        if len(word) >= SHORTEST_NAME and (keys := called_or_heard(key_part(word)))
    ]


def _passages(parts: Sequence[Part]) -> dict[str, Any]:
    """Return the best passage: a sum or a mean would favour long texts."""
    stems = {f"passages.text.{lang}": 1.0 for lang in LANGUAGES}
    ways = [
        _best(parts, stems, 0, OTHER_BOOST),
        _times(PASSAGE_PARTS_BOOST, *_held(parts, f"passages.text.{PARTS}", OTHER_PARTS_BOOST)),
    ]
    return {
        "nested": {
            "path": "passages",
            "score_mode": "max",
            "boost": PASSAGE_BOOST,
            "query": {"bool": {"should": ways}},
            "inner_hits": {
                # The title stands among them as well.
                "size": 2,
                "_source": False,
                "docvalue_fields": ["passages.anchor"],
                "highlight": marks_of("passages.text", 1),
            },
        }
    }


def _times(boost: float, *clauses: dict[str, Any]) -> dict[str, Any]:
    # Without clauses the query would hold for everything there is.
    return {"bool": {"should": list(clauses), "boost": boost}} if clauses else {"match_none": {}}
