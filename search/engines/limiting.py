"""How Elasticsearch limits what was found, and counts what each limit would leave, in the same request."""

from datetime import date
from typing import Any

from search.engines.answers import Asked, Counts, Limit

# More units, subjects or kinds than this nobody reads.
MOST_VALUES = 1000
FIELDS = {Limit.KIND: "kind", Limit.UNIT: "unit", Limit.SUBJECT: "subjects", Limit.LANGUAGE: "language"}

# Any, below: the language of Elasticsearch.


def limits(asked: Asked, but: Limit | None = None) -> list[dict[str, Any]]:
    """Return the filters of a question, all of them or all but one."""
    every = {
        Limit.KIND: asked.kinds and {"terms": {"kind": list(asked.kinds)}},
        Limit.SINCE: asked.since and _since(asked.since),
        Limit.UNIT: asked.unit_ids and {"terms": {"unit": list(asked.unit_ids)}},
        Limit.SUBJECT: asked.subject_id and {"term": {"subjects": asked.subject_id}},
        Limit.LANGUAGE: asked.language and {"term": {"language": asked.language}},
        Limit.CHECKED: asked.checked_since and _checked(asked.checked_since, asked.today),
    }
    return [query for limit, query in every.items() if isinstance(query, dict) and limit != but]


def counting(asked: Asked) -> dict[str, Any]:
    """Return what counts the values of each limit, with all the other limits."""
    parts: dict[str, Any] = {
        limit: _within(asked, limit, {"terms": {"field": field, "size": MOST_VALUES}})
        for limit, field in FIELDS.items()
    }
    if asked.count_since:
        days = {day.isoformat(): _since(day) for day in asked.count_since}
        parts[Limit.SINCE] = _within(asked, Limit.SINCE, {"filters": {"filters": days}})
    if asked.count_checked_since is not None:
        checked = {"yes": _checked(asked.count_checked_since, asked.today)}
        parts[Limit.CHECKED] = _within(asked, Limit.CHECKED, {"filters": {"filters": checked}})
    return parts


def values_in(part: dict[str, Any]) -> dict[int | str, int]:
    """Return {value: count} of one of the parts that were counted."""
    return {bucket["key"]: bucket["doc_count"] for bucket in part["values"]["buckets"]}


def counts_in(told: dict[str, Any], asked: Asked) -> Counts:
    """Return what was counted of every limit but the kind."""
    counts: Counts = {
        limit: {value: count for value, count in values_in(told[limit]).items() if value != ""}
        for limit in (Limit.UNIT, Limit.SUBJECT, Limit.LANGUAGE)
    }
    days = told[Limit.SINCE]["values"]["buckets"] if asked.count_since else {}
    counts[Limit.SINCE] = {
        date.fromisoformat(day): bucket["doc_count"] for day, bucket in days.items() if bucket["doc_count"]
    }
    is_counted = asked.count_checked_since is not None
    checked = told[Limit.CHECKED]["values"]["buckets"]["yes"]["doc_count"] if is_counted else 0
    counts[Limit.CHECKED] = {True: checked} if checked else {}
    return counts


def _within(asked: Asked, limit: Limit, values: dict[str, Any]) -> dict[str, Any]:
    return {"filter": {"bool": {"filter": limits(asked, but=limit)}}, "aggs": {"values": values}}


def _since(day: date) -> dict[str, Any]:
    return {"range": {"dated_on": {"gte": day.isoformat()}}}


def _checked(since: date, today: date) -> dict[str, Any]:
    """Return what asks for things that were checked lately and need not be checked again yet."""
    checked = {"range": {"checked_on": {"gte": since.isoformat()}}}
    overdue = {"range": {"review_due_on": {"lt": today.isoformat()}}}
    return {"bool": {"filter": [checked], "must_not": [overdue]}}
