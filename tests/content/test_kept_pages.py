"""The pages that a colleague keeps, on their profile."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from tests.conftest import QueryCounter
from tests.factories.directory import PersonFactory
from tests.factories.pages import NewsPageFactory, StatementPageFactory


def shown_to(reader: Client, language: str = "nl") -> str:
    return reader.get("/people/karin/", headers={"Accept-Language": language}).text


def test_of_a_page_in_two_languages_the_readers_own_stands_on_the_profile(reader: Client) -> None:
    karin = PersonFactory(slug="karin")
    leave = NewsPageFactory(title="Verlof", keeper=karin)
    NewsPageFactory(title="Leave", language="en", translation_of=leave, keeper=karin)
    NewsPageFactory(title="Alleen hier", keeper=karin)

    dutch, english = shown_to(reader), shown_to(reader, "en")

    assert "Verlof" in dutch
    assert "Leave" not in dutch
    assert "Leave" in english
    assert "Verlof" not in english
    assert '<h3 lang="nl"><a href="/news/alleen-hier/">Alleen hier</a></h3>' in english


def test_a_version_that_is_not_live_leaves_the_other_on_the_profile(reader: Client) -> None:
    karin = PersonFactory(slug="karin")
    leave = NewsPageFactory(title="Verlof", keeper=karin)
    NewsPageFactory(title="Leave", language="en", translation_of=leave, keeper=karin, live=False)

    assert "Verlof" in shown_to(reader, "en")


def test_a_page_that_has_to_be_checked_says_so(reader: Client) -> None:
    karin = PersonFactory(slug="karin")
    yesterday = timezone.localdate() - timedelta(days=1)
    StatementPageFactory(title="Cookies", keeper=karin, review_due_on=yesterday, checked_on=yesterday)

    assert "Moet nagekeken worden" in shown_to(reader)


def test_more_pages_cost_no_more_queries(queries_of: QueryCounter) -> None:
    few, many = PersonFactory(slug="karin"), PersonFactory(slug="many")
    for number in range(6):
        NewsPageFactory(title=f"Bericht {number}", keeper=few if number == 0 else many)

    assert queries_of("/people/karin/") == queries_of("/people/many/")
