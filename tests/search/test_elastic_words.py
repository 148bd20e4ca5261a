"""A search in the language of Elasticsearch."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from search.engines.answers import Asked
from search.engines.elastic_words import words_of_question


def lists_of_ways(query: Any) -> Iterator[list[Any]]:
    """Yield every list of ways in which a thing may hold something."""
    values = query.values() if isinstance(query, dict) else query if isinstance(query, list) else ()
    for value in values:
        yield from lists_of_ways(value)
    if isinstance(query, dict) and "should" in query:
        yield query["should"]


@pytest.mark.parametrize("text", ["verlof", "de", "inkoopbeleid", "verlof aanvragen", "V-12"])
def test_no_part_of_a_search_holds_for_everything(text: str) -> None:
    asked = Asked(words=text.split(), scope_ids=[1], today=date(2026, 11, 2))

    assert all(lists_of_ways(words_of_question(asked)))
