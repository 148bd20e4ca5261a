"""Search in Elasticsearch: hits, counts, marks, passages and people in one request."""

from typing import Any

from elastic_transport import ObjectApiResponse
from elasticsearch import BadRequestError

from search.engines.answers import (
    ENDED_FACTOR,
    PAGE_SIZE,
    PERSON_FACTOR,
    Asked,
    EngineDown,
    Found,
    Limit,
    Match,
)
from search.engines.limiting import counting, counts_in, limits, values_in
from search.index.client import IndexAway, alias, for_search, let_rest, or_away, rests
from search.index.documents import LANGUAGES
from search.kinds import PERSON
from search.marks import BEGIN, END
from search.models import Entry
from search.people.folding import key_part
from search.people.sought import called_or_heard
from search.words import telling

FIELDS = {"title": 1, "keywords": 2, "headings": 0.3, "text": 1}
# Compounds and typing errors count less than the words themselves.
PARTS_BOOST = 0.5
PLAIN_BOOST = 0.3
PASSAGE_BOOST = 0.5
TIE_BREAKER = 0.3
NEWEST = [{"dated_on": {"order": "desc", "missing": "_last"}}]
# Only to find and mark a compound in its passage: there it does not make the order better.
PASSAGE_PARTS_BOOST = 0.01
FRAGMENT_LENGTH = 180
# Typing errors are looked past in the first words of a search.
MOST_FORGIVEN = 8
# Shorter words sound like too many names.
SHORTEST_NAME = 4
# With more than this the index is too far behind to be asked.
MOST_HIDDEN = 10_000


class ElasticsearchEngine:
    name = "elasticsearch"

    def find(self, asked: Asked) -> Found:
        """Answer in one request to the index and one query to the database."""
        answer = answer_to(request_of(asked, hidden_keys(asked.scope_ids)))
        told = answer["aggregations"]
        people = told["people"].get("best", {"hits": {"hits": []}})
        return Found(
            matches=[_match(hit) for hit in answer["hits"]["hits"]],
            kinds={str(kind): count for kind, count in values_in(told[Limit.KIND]).items()},
            people=[_entry_id(hit) for hit in people["hits"]["hits"]],
            counts=counts_in(told, asked),
        )


# Any: the language of Elasticsearch.
def answer_to(question: dict[str, Any]) -> ObjectApiResponse[Any]:
    """Return what Elasticsearch answers, asked once. Raises EngineDown, and lets it rest when it is away."""
    if rests():
        raise EngineDown
    try:
        with or_away():
            return for_search().search(index=alias(), **question)
    except IndexAway as error:
        # A question that is refused says nothing about the next one.
        if not isinstance(error.__cause__, BadRequestError):
            let_rest()
        raise EngineDown from error


def hidden_keys(scope_ids: list[int]) -> list[str]:
    """Return what the index may still show, but the reader may not see: changes that wait to be sent."""
    waiting = Entry.objects.filter(is_dirty=True).exclude(scope_id__in=scope_ids)
    keys = [f"{kind}-{pk}" for kind, pk in waiting.values_list("kind", "object_id")[: MOST_HIDDEN + 1]]
    if len(keys) > MOST_HIDDEN:
        raise EngineDown
    return keys


def request_of(asked: Asked, hidden: list[str]) -> dict[str, Any]:
    """Return the whole question in the language of Elasticsearch."""
    people: dict[str, Any] = {"filter": {"term": {"kind": PERSON}}}
    if asked.people_count:
        best = {"size": asked.people_count, "_source": False, "docvalue_fields": ["entry"]}
        people["aggs"] = {"best": {"top_hits": best}}
    return {
        "query": {
            "bool": {
                "filter": [{"terms": {"scope": asked.scope_ids}}],
                "must_not": [{"ids": {"values": [*hidden, *asked.excluded]}}],
                "must": [_lowered(_words(telling(asked.words)), asked)],
            }
        },
        # After the counts, so that every tab keeps its own.
        "post_filter": {"bool": {"filter": limits(asked)}},
        "aggs": {"people": people, **counting(asked)},
        "highlight": _marks("title", 0),
        "sort": [*(NEWEST if asked.newest_first else []), "_score", {"entry": "asc"}],
        "from_": asked.start,
        "size": PAGE_SIZE,
        "source": False,
        "docvalue_fields": ["entry"],
        "track_total_hits": False,
    }


def _lowered(words: dict[str, Any], asked: Asked) -> dict[str, Any]:
    ended = {"range": {"ends_on": {"lt": asked.today.isoformat()}}}
    person = {"term": {"kind": PERSON}}
    for lower, factor in ((ended, ENDED_FACTOR), (person, PERSON_FACTOR)):
        words = {"boosting": {"positive": words, "negative": lower, "negative_boost": factor}}
    return words


def _words(words: list[str]) -> dict[str, Any]:
    """Return how a thing can hold the words; what it holds in its best way counts most."""
    text = " ".join(words)
    parts = [f"{name}.nl.parts^{weight}" for name, weight in FIELDS.items()]
    return {
        "bool": {
            "should": [
                _best(
                    text, [f"{name}.{lang}^{weight}" for name, weight in FIELDS.items() for lang in LANGUAGES]
                ),
                _best(text, parts, boost=PARTS_BOOST),
                _best(
                    # More would grow into too many ways to write them.
                    " ".join(words[:MOST_FORGIVEN]),
                    [f"{name}.{lang}.plain" for name in ("title", "keywords") for lang in LANGUAGES],
                    fuzziness="AUTO:4,8",
                    prefix_length=1,
                    boost=PLAIN_BOOST,
                ),
                _passages(text),
                *_names(words),
            ]
        }
    }


def _names(words: list[str]) -> list[dict[str, Any]]:
    """Return colleagues who are called so, or whose name sounds so, as weakly as a typing error."""
    return [
        {"constant_score": {"filter": {"terms": {"keys": sorted(keys)}}, "boost": PLAIN_BOOST}}
        for word in words[:MOST_FORGIVEN]
        if len(word) >= SHORTEST_NAME and (keys := called_or_heard(key_part(word)))
    ]


def _passages(text: str) -> dict[str, Any]:
    """Return the best passage: a sum or a mean would favour long texts."""
    ways = [
        _best(text, [f"passages.text.{lang}" for lang in LANGUAGES], tie_breaker=0),
        _best(text, ["passages.text.nl.parts"], boost=PASSAGE_PARTS_BOOST),
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
                "highlight": _marks("passages.text", 1),
            },
        }
    }


def _best(text: str, fields: list[str], **more: Any) -> dict[str, Any]:  # Any: options of several types
    options = {"tie_breaker": TIE_BREAKER, **more}
    return {"multi_match": {"query": text, "type": "best_fields", "fields": fields, **options}}


def _marks(name: str, fragment_count: int) -> dict[str, Any]:
    """Ask for the found words of a field, and apart from these for the words they are part of."""
    fields: dict[str, Any] = {}
    for language in LANGUAGES:
        fields[f"{name}.{language}"] = {"matched_fields": [f"{name}.{language}", f"{name}.{language}.plain"]}
    fields[f"{name}.nl.parts"] = {}
    return {
        "pre_tags": [BEGIN],
        "post_tags": [END],
        "number_of_fragments": fragment_count,
        "fragment_size": FRAGMENT_LENGTH,
        "fields": fields,
    }


def _match(hit: dict[str, Any]) -> Match:
    title = _first(hit, "title")
    for inner in hit["inner_hits"]["passages"]["hits"]["hits"]:
        if anchors := inner.get("fields", {}).get("passages.anchor"):
            return Match(_entry_id(hit), title, _first(inner, "passages.text"), anchors[0])
    return Match(_entry_id(hit), title)


def _entry_id(hit: dict[str, Any]) -> int:
    return int(hit["fields"]["entry"][0])


def _first(hit: dict[str, Any], name: str) -> str:
    """Return the text with its found words, or with the words these are part of, or nothing."""
    marked = hit.get("highlight", {})
    ways = (*(f"{name}.{language}" for language in LANGUAGES), f"{name}.nl.parts")
    return next((marked[way][0] for way in ways if way in marked), "")
