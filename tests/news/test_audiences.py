"""For whom a news item is meant: a label, and never a wall."""

import pytest
from django.test import Client

from home.models import HomePage
from news.models import NewsPage
from tests.conftest import QueryCounter
from tests.factories.directory import AudienceFactory, UnitFactory
from tests.factories.pages import NewsPageFactory

pytestmark = pytest.mark.any_database


def test_who_is_not_meant_still_finds_the_item_with_its_label(reader: Client) -> None:
    outside = AudienceFactory(name="Buitendienst", units=[UnitFactory()])
    item = NewsPageFactory(title="Strooiploeg zoekt rijders", audiences=[outside])

    listed = reader.get("/news/").content.decode()
    opened = reader.get(item.url)

    assert "Strooiploeg zoekt rijders" in listed
    assert "Voor: Buitendienst" in listed
    assert opened.status_code == 200
    assert "Buitendienst" in opened.content.decode()


def test_an_imported_label_stays_beside_the_facts(reader: Client) -> None:
    item = NewsPageFactory(audience="Wie in het donker rijdt")

    assert "Wie in het donker rijdt" in reader.get(item.url).content.decode()


def test_a_draft_keeps_its_audiences_to_itself_until_it_is_published(home: HomePage) -> None:
    drivers = AudienceFactory(name="Rijders")
    item = NewsPageFactory()
    item.audiences = [drivers]

    revision = item.save_revision()

    assert list(NewsPage.objects.get(pk=item.pk).audiences.all()) == []
    assert list(item.get_latest_revision_as_object().audiences.all()) == [drivers]

    revision.publish()

    assert list(NewsPage.objects.get(pk=item.pk).audiences.all()) == [drivers]


def test_three_items_with_audiences_and_six_cost_equal_queries(
    home: HomePage, queries_of: QueryCounter
) -> None:
    costs = []
    for _turn in range(2):
        for _number in range(3):
            NewsPageFactory(audiences=[AudienceFactory(), AudienceFactory()])
        costs.append(queries_of("/news/"))

    assert costs[0] == costs[1]
