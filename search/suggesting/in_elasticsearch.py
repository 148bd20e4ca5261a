"""What goes on as was begun, in Elasticsearch: things and people in one request."""

from typing import Any

from search.engines.answers import ENDED_FACTOR
from search.engines.elasticsearch import answer_to, entry_id, hidden_keys
from search.index.documents import LANGUAGES
from search.kinds import PERSON
from search.people.folding import key_part
from search.people.sought import called_or_heard
from search.suggesting.begun import PEOPLE_COUNT, THING_COUNT, THINGS, Beginnings, Begun

# A title that begins with all that was typed comes first; other forms, parts of compounds, search words that
# a title lacks, names of that sound and typing errors come after words that go on as they were begun.
WHOLE_BOOST = 20
FORM_BOOST = 0.4
KEYWORD_BOOST = 0.3
ERROR_BOOST = 0.2
# So little that the best in another language comes after the least in that of the reader.
OTHER_LANGUAGE_FACTOR = 1e-12
# Shorter words sound like too many names, and one letter less of them is another word.
SHORTEST_FORGIVEN = 4
ENTRY = {"_source": False, "docvalue_fields": ["entry"]}


def look_up(begun: Begun) -> Beginnings:
    """Return what goes on so, in one request and one query. Raises EngineDown."""
    answer = answer_to(request_of(begun, hidden_keys(begun.scope_ids)))
    return Beginnings(
        _entry_ids(answer["hits"]["hits"]),
        _entry_ids(answer["aggregations"]["people"]["best"]["hits"]["hits"]),
    )


# Any, here and below: the language of Elasticsearch.
def request_of(begun: Begun, hidden: list[str]) -> dict[str, Any]:
    """Return the whole question."""
    words = {
        "bool": {
            "filter": [{"terms": {"scope": begun.scope_ids}}, {"terms": {"kind": [*THINGS, PERSON]}}],
            "must_not": [{"ids": {"values": hidden}}],
            "must": [
                *({"dis_max": {"queries": _ways(word)}} for word in begun.words),
                *(
                    [{"constant_score": {"filter": {"terms": {"begun": begun.longer}}}}]
                    if begun.longer
                    else []
                ),
            ],
            "should": [
                {
                    "constant_score": {
                        "filter": {"match": {"begun.whole": begun.text}},
                        "boost": WHOLE_BOOST,
                    }
                }
            ],
        }
    }
    ended = {"range": {"ends_on": {"lt": begun.today.isoformat()}}}
    other_language = {"bool": {"must_not": [{"terms": {"language": list(begun.readable)}}]}}
    return {
        "query": _less(_less(words, ended, ENDED_FACTOR), other_language, OTHER_LANGUAGE_FACTOR),
        "post_filter": {"terms": {"kind": THINGS}},
        "aggs": {
            "people": {
                "filter": {"term": {"kind": PERSON}},
                "aggs": {"best": {"top_hits": {"size": PEOPLE_COUNT, **ENTRY}}},
            }
        },
        "sort": ["_score", {"entry": "asc"}],
        "size": THING_COUNT,
        "source": False,
        "docvalue_fields": ["entry"],
        "track_total_hits": False,
    }


def _less(query: dict[str, Any], which: dict[str, Any], factor: float) -> dict[str, Any]:
    """Return the query, of which these things count less by a factor."""
    return {"boosting": {"positive": query, "negative": which, "negative_boost": factor}}


def _ways(word: str) -> list[dict[str, Any]]:
    """Return the ways in which a title, a name or a search word can hold the word."""
    forms = [*(f"title.{language}" for language in LANGUAGES), "title.nl.parts"]
    keywords = [f"keywords.{language}" for language in LANGUAGES]
    ways: list[dict[str, Any]] = [
        {"match": {"begun": word}},
        {"multi_match": {"query": word, "fields": forms, "boost": FORM_BOOST}},
        {"multi_match": {"query": word, "fields": keywords, "boost": KEYWORD_BOOST}},
    ]
    if len(word) < SHORTEST_FORGIVEN:
        return ways
    plainly = [f"title.{language}.plain" for language in LANGUAGES]
    slips = {"fuzziness": "AUTO:5,9", "prefix_length": 2, "boost": ERROR_BOOST}
    ways.append({"multi_match": {"query": word, "fields": plainly, **slips}})
    if keys := called_or_heard(key_part(word)):
        ways.append({"constant_score": {"filter": {"terms": {"keys": sorted(keys)}}, "boost": ERROR_BOOST}})
    return ways


def _entry_ids(hits: list[dict[str, Any]]) -> list[int]:
    return [entry_id(hit) for hit in hits]
