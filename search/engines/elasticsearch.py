"""Search in Elasticsearch: hits, counts, marks, passages and people in one request."""

from typing import Any

from elastic_transport import ObjectApiResponse
from elasticsearch import BadRequestError

from search.engines.answers import (
    ENDED_FACTOR,
    NAMED_FACTOR,
    PAGE_SIZE,
    PERSON_FACTOR,
    Asked,
    EngineDown,
    Found,
    Limit,
    Match,
)
from search.engines.elastic_words import all_in_title, phrases_of_question, words_of_question
from search.engines.limiting import counting, counts_in, limits, values_in
from search.engines.marking import marks_of
from search.engines.rows import fetch, places
from search.index.client import (
    SEARCH_SECONDS,
    IndexAway,
    for_search,
    let_rest,
    note_answer,
    or_away,
    rests,
    searched_alias,
)
from search.index.documents import LANGUAGES
from search.kinds import PERSON
from search.wording import may_be_name

NEWEST = [{"dated_on": {"order": "desc", "missing": "_last"}}]
# With more than this the index is too far behind to be asked.
MOST_HIDDEN = 10_000
HIDDEN = """
    SELECT kind, object_id FROM search_entry
    WHERE is_dirty AND (scope_id IS NULL OR scope_id NOT IN ({scopes})) LIMIT %s
"""
# Nobody waits longer, so neither need the index; half an answer would say that the rest is not there.
WHOLE_OR_NOTHING: dict[str, Any] = {"timeout": f"{SEARCH_SECONDS}s", "allow_partial_search_results": False}


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
            people=[entry_id(hit) for hit in people["hits"]["hits"]],
            counts=counts_in(told, asked),
        )


# Any: the language of Elasticsearch.
def answer_to(question: dict[str, Any]) -> ObjectApiResponse[Any]:
    """Return what Elasticsearch answers, asked once. Raises EngineDown, and lets it rest when it is away."""
    if rests():
        raise EngineDown
    try:
        with or_away():
            answer = for_search().search(index=searched_alias(), **WHOLE_OR_NOTHING, **question)
    except IndexAway as error:
        # A question that is refused says nothing about the next one.
        if isinstance(error.__cause__, BadRequestError):
            note_answer()
        else:
            let_rest()
        raise EngineDown from error
    note_answer()
    return answer


def hidden_keys(scope_ids: list[int]) -> list[str]:
    """Return what the index may still show, but the reader may not see: changes that wait to be sent."""
    # Asked before every answer; to write the same by Django takes longer than to have it answered.
    waiting = fetch(HIDDEN.format(scopes=places(scope_ids)), [*scope_ids, MOST_HIDDEN + 1])
    keys = [f"{kind}-{pk}" for kind, pk in waiting]
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
                "filter": [{"terms": {"scope": asked.scope_ids}}, *phrases_of_question(asked)],
                "must_not": [{"ids": {"values": [*hidden, *asked.excluded]}}],
                "must": [_favoured(words_of_question(asked), asked)],
            }
        },
        # After the counts, so that every tab keeps its own.
        "post_filter": {"bool": {"filter": limits(asked)}},
        "aggs": {"people": people, **counting(asked)},
        "highlight": marks_of("title", 0),
        "sort": [*(NEWEST if asked.newest_first else []), "_score", {"entry": "asc"}],
        "from_": asked.start,
        "size": PAGE_SIZE,
        "source": False,
        "docvalue_fields": ["entry"],
        "track_total_hits": False,
    }


def _favoured(words: dict[str, Any], asked: Asked) -> dict[str, Any]:
    """Return the words, counted more or less by what a thing is."""
    weights, today = asked.weights, asked.today.isoformat()
    overdue = {"range": {"review_due_on": {"lt": today}}}
    favours: list[tuple[dict[str, Any], float]] = [
        ({"range": {"ends_on": {"lt": today}}}, ENDED_FACTOR),
        ({"term": {"kind": PERSON}}, PERSON_FACTOR),
        ({"bool": {"filter": {"exists": {"field": "checked_on"}}, "must_not": overdue}}, weights.checked),
        ({"bool": {"must_not": overdue}}, weights.current),
        ({"terms": {"unit": list(asked.own_unit_ids)}}, weights.own_unit),
        ({"term": {"language": asked.own_language}}, weights.own_language),
    ]
    if may_be_name(asked.words):
        named = {"bool": {"filter": [{"term": {"kind": PERSON}}, all_in_title(asked.words)]}}
        favours.append((named, NAMED_FACTOR / PERSON_FACTOR))
    functions = [{"filter": which, "weight": factor} for which, factor in favours]
    return {"function_score": {"query": words, "functions": functions, "score_mode": "multiply"}}


def _match(hit: dict[str, Any]) -> Match:
    title = _first(hit, "title")
    for inner in hit["inner_hits"]["passages"]["hits"]["hits"]:
        if anchors := inner.get("fields", {}).get("passages.anchor"):
            return Match(entry_id(hit), title, _first(inner, "passages.text"), anchors[0])
    return Match(entry_id(hit), title)


def entry_id(hit: dict[str, Any]) -> int:
    """Return the key of the entry of a hit that was asked for its `entry`."""
    return int(hit["fields"]["entry"][0])


def _first(hit: dict[str, Any], name: str) -> str:
    """Return the text with its found words, or with the words these are part of, or nothing."""
    marked = hit.get("highlight", {})
    ways = (*(f"{name}.{language}" for language in LANGUAGES), f"{name}.nl.parts")
    return next((marked[way][0] for way in ways if way in marked), "")
