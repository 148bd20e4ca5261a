"""What speaks for a thing whatever its words, and for a colleague whose name they are, in databases."""

from typing import Any

from search.engines.answers import ENDED_FACTOR, NAMED_FACTOR, PERSON_FACTOR, Asked
from search.engines.rows import places
from search.kinds import PERSON
from search.wording import may_be_name

FAVOUR = """(
    CASE WHEN entry.ends_on < %s THEN %s ELSE 1 END
    * CASE WHEN entry.kind <> %s THEN 1 WHEN {named} THEN %s ELSE %s END
    * CASE WHEN entry.review_due_on < %s THEN 1 WHEN entry.checked_on IS NULL THEN %s ELSE %s END
    * CASE WHEN entry.unit_id IN ({units}) THEN %s ELSE 1 END
    * CASE WHEN entry.language = %s THEN %s ELSE 1 END
)"""
# No unit has it.
NONE = (-1,)


# Any: values of every type go to the database.
def favour_of(asked: Asked, in_title: str, words_of_title: str) -> tuple[str, list[Any]]:
    """Return the factor by which the words of a row count, with its values.

    `in_title` holds of a row whose title has all words, of which `words_of_title` is the only value.
    """
    weights, units = asked.weights, asked.own_unit_ids or NONE
    is_name = may_be_name(asked.words)
    return FAVOUR.format(units=places(units), named=in_title if is_name else "1 = 0"), [
        asked.today,
        ENDED_FACTOR,
        PERSON,
        *([words_of_title] if is_name else []),
        NAMED_FACTOR,
        PERSON_FACTOR,
        asked.today,
        weights.current,
        weights.current * weights.checked,
        *units,
        weights.own_unit,
        asked.own_language,
        weights.own_language,
    ]
