"""Colleagues looked up by their keys in Elasticsearch."""

from collections import defaultdict
from typing import Any

from search.engines.elasticsearch import answer_to, hidden_keys
from search.kinds import PERSON
from search.models import Entry
from search.people.candidates import Wanted
from search.people.sought import Lookup


def look_up(wanted: Wanted) -> list[int]:
    """Return the keys of the people who may be meant, the likeliest first; one request. Raises EngineDown."""
    answer = answer_to(request_of(wanted, hidden_keys(wanted.scope_ids)))
    return [Entry.object_id_in(hit["_id"]) for hit in answer["hits"]["hits"]]


# Any: the language of Elasticsearch.
def request_of(wanted: Wanted, hidden: list[str]) -> dict[str, Any]:
    """Return the whole question: of each word the best way counts."""
    words: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for lookup in wanted.sought.lookups:
        words[lookup.word].append({"constant_score": {"filter": _way(lookup), "boost": lookup.weight}})
    limits: list[dict[str, Any]] = [{"term": {"kind": PERSON}}, {"terms": {"scope": wanted.scope_ids}}]
    if wanted.among is not None:
        limits.append({"ids": {"values": [f"{PERSON}-{pk}" for pk in wanted.among]}})
    return {
        "query": {
            "bool": {
                "filter": limits,
                "must_not": [{"ids": {"values": hidden}}],
                "should": [{"dis_max": {"queries": ways}} for ways in words.values()],
                "minimum_should_match": 1,
            }
        },
        "sort": ["_score", {"entry": "asc"}],
        "size": wanted.most,
        "source": False,
        "track_total_hits": False,
    }


def _way(lookup: Lookup) -> dict[str, Any]:
    if not lookup.is_beginning:
        return {"terms": {"keys": sorted(lookup.keys)}}
    return {"bool": {"should": [{"prefix": {"keys": key}} for key in sorted(lookup.keys)]}}
