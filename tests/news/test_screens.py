from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from home.models import HomePage
from news.models import NewsPage
from tests.conftest import QueryCounter
from tests.factories.directory import PersonFactory
from tests.factories.pages import NewsPageFactory


def test_the_newest_item_stands_first(reader: Client) -> None:
    NewsPageFactory(title="Oud nieuws", published_on=date(2026, 1, 1))
    NewsPageFactory(title="Vers nieuws", published_on=date(2026, 11, 1))

    page = reader.get("/news/").text

    assert page.index("Vers nieuws") < page.index("Oud nieuws")


def test_a_draft_is_on_no_screen(reader: Client) -> None:
    NewsPageFactory(title="Nog geheim", slug="geheim", live=False)

    assert "Nog geheim" not in reader.get("/").text
    assert "Nog geheim" not in reader.get("/news/").text
    assert reader.get("/news/geheim/").status_code == 404


def test_an_item_without_a_date_gets_the_day_on_which_it_went_live(home: HomePage) -> None:
    item = NewsPageFactory(title="Zonder datum", live=False, published_on=None)

    item.save_revision().publish()

    item = NewsPage.objects.get(pk=item.pk)
    assert item.published_on == timezone.localdate(item.first_published_at)


def test_what_has_ended_says_so_and_points_at_its_successor(reader: Client) -> None:
    new = NewsPageFactory(title="De nieuwe afspraak")
    NewsPageFactory(
        title="De oude afspraak",
        slug="oud",
        ends_on=timezone.localdate() - timedelta(days=1),
        successor=new,
        published_on=date(2026, 1, 1),
    )

    page = reader.get("/news/oud/").text

    assert "Dit gold tot en met" in page
    assert "Lees nu “De nieuwe afspraak”" in page


def test_the_other_language_is_offered_and_never_forced(reader: Client) -> None:
    dutch = NewsPageFactory(title="Nederlands bericht", slug="bericht")
    NewsPageFactory(title="English item", slug="item", language="en", translation_of=dutch)

    page = reader.get("/news/bericht/").text

    assert '<a href="/en/news/item/" lang="en" hreflang="en">Read this in English</a>' in page
    assert '<html lang="nl"' in page


def test_the_words_of_an_english_item_say_that_they_are_english(reader: Client) -> None:
    NewsPageFactory(title="English item", slug="item", language="en")

    page = reader.get("/en/news/item/").text

    assert '<html lang="nl"' in page
    assert '<div class="prose" lang="en">' in page


def test_a_list_costs_the_same_with_three_items_and_with_six(queries_of: QueryCounter) -> None:
    addresses = ("/news/", "/")
    NewsPageFactory.create_batch(3, author=PersonFactory())
    with_three = [queries_of(address) for address in addresses]

    for _ in range(3):
        NewsPageFactory(author=PersonFactory())

    assert [queries_of(address) for address in addresses] == with_three


@pytest.mark.parametrize("query", ["page=x", "page=-1", "page=999", "page=%00"])
def test_a_strange_page_number_still_shows_the_list(reader: Client, query: str) -> None:
    NewsPageFactory(title="Bericht")

    assert "Bericht" in reader.get(f"/news/?{query}").text


@pytest.mark.parametrize("address", ["/", "/news/", "/knowledge/"])
def test_lists_offer_the_other_language_too(reader: Client, address: str) -> None:
    page = reader.get(address).text

    assert f'<a href="/en{address}" lang="en" hreflang="en">Read this in English</a>' in page


def test_english_dates_have_the_day_first(reader: Client) -> None:
    NewsPageFactory(slug="item", published_on=date(2026, 11, 24))

    page = reader.get("/news/item/", headers={"Accept-Language": "en"}).text

    assert "24 November 2026" in page
