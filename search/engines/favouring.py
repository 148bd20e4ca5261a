"""What speaks for a thing whatever its words, as the databases count it."""

from typing import Any

from search.engines.answers import ENDED_FACTOR, PERSON_FACTOR, Asked
from search.engines.rows import places
from search.kinds import PERSON

FAVOUR = """(
    CASE WHEN entry.ends_on < %s THEN %s ELSE 1 END
    * CASE WHEN entry.kind = %s THEN %s ELSE 1 END
    * CASE WHEN entry.review_due_on < %s THEN 1 WHEN entry.checked_on IS NULL THEN %s ELSE %s END
    * CASE WHEN entry.unit_id IN ({units}) THEN %s ELSE 1 END
    * CASE WHEN entry.language = %s THEN %s ELSE 1 END
)"""
# No unit has it.
NONE = (-1,)


def favour_of(asked: Asked) -> tuple[str, list[Any]]:  # Any: values of every type go to the database
    """Return the factor by which the words of a row count, with its values."""
    weights, units = asked.weights, asked.own_unit_ids or NONE
    return FAVOUR.format(units=places(units)), [
        asked.today,
        ENDED_FACTOR,
        PERSON,
        PERSON_FACTOR,
        asked.today,
        weights.current,
        weights.current * weights.checked,
        *units,
        weights.own_unit,
        asked.own_language,
        weights.own_language,
    ]
