"""Whatever is typed, engines get words: no script, pattern or order of the person who typed."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from elastic_transport import Transport

from access.models import User
from home.models import HomePage
from search.corrections import corrected
from search.queries import query
from search.suggesting import suggest
from search.words import MAX_LENGTH
from tests.factories.dialogue import colleague
from tests.factories.pages import NewsPageFactory
from tests.search.conftest import catch_up

pytestmark = [pytest.mark.django_db]

HOSTILE = (
    "*verlof",
    "?erlof~2 verl*f",
    "/.*(a|aa)+$/",
    "/[a-z]{1,9999}/ AND title:/.*/",
    "title:(+verlof -geheim) OR _exists_:scope",
    "scope:[* TO *] OR kind:person^1000",
    '") OR 1=1 -- ; DROP TABLE search_entry',
    '{"script": {"source": "while(true){}"}}',
    '{"query": {"match_all": {}}}',
    "doc['scope'].value == 1 ? 1 : 0",
    "NEAR(verlof geheim, 5) AND text : verlof*",
    "verlof & !geheim | (thuis <-> werken) :*",
    "(" * 200 + "verlof" + "]" * 200,
    'verlof "nog open',
    '"" "\'" «verlof" „',
    "verlof\x00\x01\x1b[31m\u202egeheim\u200b",
    "\\ \\\\ \\' verlof\\",
    " ".join(f"{'zorgverzekeringsmaatschappij' * 2}{number}" for number in range(7)),
    " ".join(f"verlofdagen{number:02}" for number in range(32)),
    "'" * 40 + "%s %(x)s {} {0} $1 ${jndi:ldap://x}",
    "ﬁetsen ﷽ ẞ̈̈̈̈ 😀 אב",
)
# All that our questions are made of. None of these runs a script, a regular expression or a leading wildcard.
QUERIES = {
    *("bool", "boosting", "constant_score", "dis_max", "function_score", "nested"),
    *("exists", "ids", "match", "match_none", "match_phrase", "multi_match", "range", "term", "terms"),
}
OPTIONS = {
    *("query", "queries", "filter", "filters", "must", "must_not", "should", "functions", "positive"),
    *("negative", "negative_boost", "minimum_should_match", "boost", "weight", "score_mode", "tie_breaker"),
    *("fields", "values", "fuzziness", "prefix_length", "max_expansions", "slop", "type", "gte", "lt"),
    *("path", "inner_hits", "size", "_source", "docvalue_fields", "highlight", "post_filter", "aggs"),
    *("top_hits", "sort", "from", "track_total_hits", "timeout", "order", "missing", "field", "operator"),
}
HIGHLIGHT = {"matched_fields", "pre_tags", "post_tags", "number_of_fragments", "fragment_size"}
FIELDS = re.compile(
    r"(passages\.)?(title|keywords|headings|text)\.(nl|en)(\.(plain|parts))?|begun(\.whole)?|keys|entry|kind|scope"
    r"|unit|subjects|language|dated_on|checked_on|review_due_on|ends_on|_score"
)
# What we call the parts that are counted.
PARTS = re.compile(r"people|best|since|subject|checked|yes|values|\d{4}-\d\d-\d\d")


@pytest.fixture(params=[pytest.param("database", marks=pytest.mark.any_database), "elasticsearch"])
def searcher(request: pytest.FixtureRequest, home: HomePage) -> User:
    """Somebody for whom the engine has something to find."""
    if request.param == "elasticsearch":
        request.getfixturevalue("node")
    NewsPageFactory(title="Verlof en thuiswerken")
    searcher = colleague("Anna van Verlof")
    catch_up()
    return searcher


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:  # Any: the language of Elasticsearch
    """The questions that were put to Elasticsearch."""
    questions = []
    original = Transport.perform_request

    def note(self: Transport, method: str, target: str, **options: Any) -> Any:
        if target.partition("?")[0].endswith("/_search"):
            questions.append(options["body"])
        return original(self, method, target, **options)

    monkeypatch.setattr(Transport, "perform_request", note)
    return questions


def test_no_search_is_an_order_or_an_error(
    searcher: User,
    sent: list[dict[str, Any]],  # Any: as above
    caplog: pytest.LogCaptureFixture,
) -> None:
    for text in HOSTILE:
        assert len(text) <= MAX_LENGTH
        assert not query(searcher, text).is_fallback, text
        suggest(searcher, text)
        corrected(text, searcher)
    assert query(searcher, "verlof").total == 2

    assert [record.message for record in caplog.records if record.levelname != "INFO"] == []
    unknown = {key for body in sent for key in keys_in(body)} - QUERIES - OPTIONS - HIGHLIGHT
    assert {key for key in unknown if not (FIELDS.fullmatch(key) or PARTS.fullmatch(key))} == set()


def keys_in(part: object) -> Iterator[str]:
    """Yield every name in a question; what was typed may only be a value."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield key
            yield from keys_in(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from keys_in(value)
