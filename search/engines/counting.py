"""How the databases limit what was found, and count what each limit would leave, in one statement."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from search.engines.answers import Asked, Counts, Limit
from search.engines.rows import fetch, places

# Any: values of every type go to the database.
Condition = tuple[str, list[Any]]

COUNTED = """
    WITH found AS MATERIALIZED (
        SELECT entry.id, entry.kind, entry.unit_id, entry.language, entry.dated_on, entry.checked_on,
            entry.review_due_on
        {found}
    )
    {parts}
"""
PART = "SELECT {limit}, CAST({value} AS text), count(*) FROM found {join} WHERE {condition} {group}"
ABOUT = "JOIN search_entrysubject AS about ON about.entry_id = found.id"
IS_CHECKED = "{row}.checked_on >= %s AND ({row}.review_due_on IS NULL OR {row}.review_due_on >= %s)"


def limited(asked: Asked, row: str = "entry", but: Limit | None = None) -> Condition:
    """Return what the limits of a question ask of a row, all of them or all but one."""
    conditions = [one for limit, one in _limits(asked, row).items() if limit != but]
    return _all_of(conditions)


def not_excluded(asked: Asked) -> Condition:
    """Return what keeps out the things that the newsroom leaves out of this answer."""
    if not asked.excluded:
        return "TRUE", []
    return f"entry.kind || '-' || entry.object_id NOT IN ({places(asked.excluded)})", list(asked.excluded)


def counts_of(asked: Asked, found: str, values: list[Any]) -> tuple[dict[str, int], Counts]:
    """Return how many of the rows of `found` there are of each kind, and of each value of other limits."""
    parts = list(_parts(asked))
    statement = COUNTED.format(found=found, parts=" UNION ALL ".join(part for part, _values in parts))
    rows = fetch(statement, [*values, *(value for _part, some in parts for value in some)])
    kinds: dict[str, int] = {}
    counts: Counts = {limit: {} for limit in Limit if limit != Limit.KIND}
    for name, value, count in rows:
        limit = Limit(name)
        if limit == Limit.KIND:
            kinds[value] = count
        elif value and count:
            counts[limit][_value_of(limit, value)] = count
    return kinds, counts


def _limits(asked: Asked, row: str) -> dict[Limit, Condition]:
    about = f"SELECT 1 FROM search_entrysubject AS its WHERE its.entry_id = {row}.id AND its.subject_id = %s"
    every: dict[Limit, tuple[object, str, list[Any]]] = {
        Limit.KIND: (asked.kinds, f"{row}.kind IN ({places(asked.kinds)})", list(asked.kinds)),
        Limit.SINCE: (asked.since, f"{row}.dated_on >= %s", [asked.since]),
        Limit.UNIT: (asked.unit_ids, f"{row}.unit_id IN ({places(asked.unit_ids)})", list(asked.unit_ids)),
        Limit.SUBJECT: (asked.subject_id, f"EXISTS ({about})", [asked.subject_id]),
        Limit.LANGUAGE: (asked.language, f"{row}.language = %s", [asked.language]),
        Limit.CHECKED: (asked.checked_since, IS_CHECKED.format(row=row), [asked.checked_since, asked.today]),
    }
    return {limit: (sql, values) for limit, (is_set, sql, values) in every.items() if is_set}


def _parts(asked: Asked) -> Iterable[Condition]:
    """Yield a statement for each limit whose values are counted."""
    yield _per_value(asked, Limit.KIND, "found.kind")
    yield _per_value(asked, Limit.UNIT, "found.unit_id")
    yield _per_value(asked, Limit.SUBJECT, "about.subject_id", ABOUT)
    yield _per_value(asked, Limit.LANGUAGE, "found.language")
    for day in asked.count_since:
        yield _one_value(asked, Limit.SINCE, day.isoformat(), ("found.dated_on >= %s", [day]))
    if asked.count_checked_since is not None:
        is_checked = IS_CHECKED.format(row="found"), [asked.count_checked_since, asked.today]
        yield _one_value(asked, Limit.CHECKED, "yes", is_checked)


def _per_value(asked: Asked, limit: Limit, value: str, join: str = "") -> Condition:
    condition, values = limited(asked, "found", but=limit)
    group = f"GROUP BY {value}"
    return PART.format(limit=f"'{limit}'", value=value, join=join, condition=condition, group=group), values


def _one_value(asked: Asked, limit: Limit, value: str, wanted: Condition) -> Condition:
    condition, values = _all_of([limited(asked, "found", but=limit), wanted])
    return PART.format(limit=f"'{limit}'", value=f"'{value}'", join="", condition=condition, group=""), values


def _all_of(conditions: Iterable[Condition]) -> Condition:
    conditions = list(conditions)
    sql = " AND ".join(f"({condition})" for condition, _values in conditions) or "TRUE"
    return sql, [value for _condition, values in conditions for value in values]


def _value_of(limit: Limit, value: str) -> int | str | date | bool:
    if limit in {Limit.UNIT, Limit.SUBJECT}:
        return int(value)
    if limit == Limit.SINCE:
        return date.fromisoformat(value)
    return True if limit == Limit.CHECKED else value
