"""The words of a search in the language of Elasticsearch: in how many ways a thing can hold them."""

from collections.abc import Iterable, Sequence
from typing import Any

from search.engines.answers import Asked
from search.engines.marking import marks_of
from search.engines.weights import Weights
from search.index.documents import LANGUAGES
from search.people.folding import key_part
from search.people.sought import called_or_heard
from search.wording import FAINT_FACTOR, Part, parts_of

# Other words for it count less than the words themselves.
OTHER_BOOST = 0.6
# So do the words that a compound is made of, and typing errors.
PARTS_BOOST = 0.5
OTHER_PARTS_BOOST = 0.3
PLAIN_BOOST = 0.3
CODE_BOOST = 1
PASSAGE_BOOST = 0.5
TIE_BREAKER = 0.3
# Only to find and mark a compound in its passage: there it does not make the order better.
PASSAGE_PARTS_BOOST = 0.01
# Typing errors are looked past in the first words of a search.
MOST_FORGIVEN = 8
# How many words of the index may be meant by a misspelt one, where texts are long.
MOST_MEANT = 10
# Shorter words sound like too many names.
SHORTEST_NAME = 4

# Any, below: the language of Elasticsearch.


def words_of_question(asked: Asked) -> dict[str, Any]:
    """Return how a thing can hold the words; what it holds in its best way counts most."""
    parts = parts_of(asked.words, asked.ways)
    fields = _fields(asked.weights)
    stems = {f"{name}.{lang}": weight for name, weight in fields.items() for lang in LANGUAGES}
    compounds = {f"{name}.nl.parts": weight for name, weight in fields.items()}
    words = [word for part in parts for word in part.text.split()]
    return {
        "bool": {
            "should": [
                _best(parts, stems, TIE_BREAKER, OTHER_BOOST),
                _times(PARTS_BOOST, _best(parts, compounds, TIE_BREAKER, OTHER_PARTS_BOOST)),
                *_misspelt(words[:MOST_FORGIVEN]),
                _passages(parts),
                *(_code(ways) for ways in asked.codes),
                *_names(words),
            ]
        }
    }


def phrases_of_question(asked: Asked) -> list[dict[str, Any]]:
    """Return what a thing has to hold exactly as it was written between quotes."""
    return [_as_written([phrase]) for phrase in asked.phrases]


def _fields(weights: Weights) -> dict[str, float]:
    return {name: getattr(weights, name) for name in ("title", "keywords", "headings", "text")}


def _best(
    parts: Sequence[Part], fields: dict[str, float], tie_breaker: float, others: float
) -> dict[str, Any]:
    """Return the field that holds most of the search: a sum would favour titles that are long."""
    ways = [_times(weight, *_held(parts, field, others)) for field, weight in fields.items()]
    return {"dis_max": {"queries": ways, "tie_breaker": tie_breaker}}


def _held(parts: Sequence[Part], field: str, others: float) -> Iterable[dict[str, Any]]:
    """Yield how a field can hold each part of a search."""
    alone = [part for part in parts if not (part.others and others)]
    for is_faint, boost in ((False, 1.0), (True, FAINT_FACTOR)):
        if text := " ".join(part.text for part in alone if part.is_faint == is_faint):
            yield {"match": {field: {"query": text, "boost": boost}}}
    for part in parts:
        if part.others and others:
            # Not their sum: with many words for it a thing is not about it more often.
            yield {
                "dis_max": {
                    "queries": [
                        {"match": {field: {"query": part.text}}},
                        *(
                            {"match_phrase": {field: {"query": other, "boost": others, "slop": 1}}}
                            for other in part.others
                        ),
                    ]
                }
            }


def _misspelt(words: list[str]) -> list[dict[str, Any]]:
    """Return how words may be meant that are written otherwise, on fields without stems."""
    short = {"fuzziness": "AUTO:4,8", "prefix_length": 1, "tie_breaker": TIE_BREAKER}
    # There are more words in texts, so fewer ways to write them are looked at.
    long = {"fuzziness": "AUTO:5,8", "prefix_length": 2, "max_expansions": MOST_MEANT}
    return [
        {"multi_match": {"query": " ".join(words), "fields": _plain(names), "boost": PLAIN_BOOST, **options}}
        for names, options in ((("title", "keywords"), short), (("headings", "text"), long))
    ]


def _plain(names: Iterable[str]) -> list[str]:
    return [f"{name}.{lang}.plain" for name in names for lang in LANGUAGES]


def _code(ways: Sequence[str]) -> dict[str, Any]:
    return _times(CODE_BOOST, _as_written(ways))


def _as_written(ways: Sequence[str]) -> dict[str, Any]:
    fields = _plain(("title", "keywords", "headings", "text"))
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
        _times(PASSAGE_PARTS_BOOST, *_held(parts, "passages.text.nl.parts", OTHER_PARTS_BOOST)),
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
    return {"bool": {"should": list(clauses), "boost": boost}}
