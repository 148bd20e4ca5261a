"""What stands on the front page, and in which order."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from access.models import User
from home.models import HomePage, HomePick
from news.models import NewsPage
from tests.conftest import QueryCounter
from tests.factories.directory import AudienceFactory, LocationFactory, PersonFactory, UnitFactory
from tests.factories.news import MustKnowFactory
from tests.factories.pages import ImageFactory, NewsPageFactory, ProcedurePageFactory
from tests.factories.privacy import restrict

pytestmark = pytest.mark.any_database


def news(title: str, days_ago: int = 0, **kwargs: Any) -> NewsPage:  # Any: field values of a page
    published_on = timezone.localdate() - timedelta(days=days_ago)
    return NewsPageFactory(title=title, published_on=published_on, **kwargs)


def titles(reader: Client) -> list[str]:
    """Return the titles of the news on the front page, the lead first."""
    front = reader.get("/").context["front"]
    blocks = [*front.lead, *front.news]
    rows = [row for block in blocks for row in block.context.get("rows", [block.context.get("row")])]
    return [row.page.title for row in rows]


def lead_with(home: HomePage, item: NewsPage, days: int = 3) -> None:
    home.lead, home.lead_until = item, timezone.localdate() + timedelta(days=days)
    home.save()


def pick(home: HomePage, *items: NewsPage, days: int = 3) -> None:
    until = timezone.localdate() + timedelta(days=days)
    for place, item in enumerate(items):
        HomePick.objects.create(home=home, item=item, until=until, sort_order=place)


def test_a_lead_and_four_items_stand_there(reader: Client) -> None:
    for number in range(6):
        news(f"Bericht {number}", days_ago=number)

    assert titles(reader) == [f"Bericht {number}" for number in range(5)]


def test_the_first_with_a_picture_opens_the_page(reader: Client) -> None:
    news("Zonder beeld")
    news("Met beeld", days_ago=1, image=ImageFactory())

    assert titles(reader) == ["Met beeld", "Zonder beeld"]


def test_what_is_meant_for_me_comes_first_and_what_is_meant_for_others_last(
    reader: Client, employee: User
) -> None:
    unit, yard = UnitFactory(), LocationFactory()
    PersonFactory(user=employee, unit=unit, location=yard)
    mine = AudienceFactory(units=[unit], locations=[yard])
    others = AudienceFactory(units=[UnitFactory()])
    news("Voor anderen", audiences=[others])
    news("Voor iedereen", days_ago=1)
    news("Voor mij", days_ago=2, audiences=[mine, others])

    assert titles(reader) == ["Voor mij", "Voor iedereen", "Voor anderen"]


def test_what_is_meant_for_me_and_old_waits_its_turn(reader: Client, employee: User) -> None:
    news("Voor mij, lang geleden", days_ago=30, audiences=[AudienceFactory()])
    news("Voor iedereen", days_ago=1)

    assert titles(reader) == ["Voor iedereen", "Voor mij, lang geleden"]


def test_the_newsroom_chooses_the_lead_and_what_comes_next(reader: Client, home: HomePage) -> None:
    for number in range(6):
        news(f"Bericht {number}", days_ago=number, image=ImageFactory())
    oldest = news("Uit het archief", days_ago=400)
    lead_with(home, oldest)
    pick(home, NewsPage.objects.get(title="Bericht 4"), NewsPage.objects.get(title="Bericht 3"))

    assert titles(reader) == ["Uit het archief", "Bericht 4", "Bericht 3", "Bericht 0", "Bericht 1"]


def test_a_choice_ends_by_itself(reader: Client, home: HomePage) -> None:
    news("Vers")
    old = news("Verlopen keuze", days_ago=100)
    lead_with(home, old, days=-1)
    pick(home, old, days=-1)

    assert titles(reader) == ["Vers", "Verlopen keuze"]


def test_one_who_may_not_see_the_choice_gets_the_next_in_line(reader: Client, home: HomePage) -> None:
    for number in range(6):
        news(f"Bericht {number}", days_ago=number)
    closed = news("Besloten")
    restrict(closed, Group.objects.create(name="Ondernemingsraad"))
    lead_with(home, closed)

    assert titles(reader) == [f"Bericht {number}" for number in range(5)]


def test_a_choice_that_is_a_draft_or_gone_is_passed_over(reader: Client, home: HomePage) -> None:
    news("Gewoon nieuws")
    draft, deleted = news("Nog niet klaar", live=False), news("Weggegooid")
    lead_with(home, draft)
    pick(home, deleted, draft)

    NewsPage.objects.get(pk=deleted.pk).delete()

    assert titles(reader) == ["Gewoon nieuws"]


def test_what_has_ended_leaves_the_front_page(reader: Client) -> None:
    news("Nog geldig")
    news("Voorbij", ends_on=timezone.localdate() - timedelta(days=1))

    assert titles(reader) == ["Nog geldig"]


def test_a_lead_without_an_end_is_refused_at_the_field(home: HomePage) -> None:
    home.lead = news("Voor altijd")

    with pytest.raises(ValidationError) as refusal:
        home.full_clean()

    assert list(refusal.value.message_dict) == ["lead_until"]


def test_an_empty_block_is_left_out(reader: Client) -> None:
    news("Alleen dit")

    page = reader.get("/").text

    assert "Nieuwe collega" not in page
    assert "Regelingen, net nagekeken" not in page
    assert 'class="must-know"' not in page


def test_blocks_stand_in_reading_order(reader: Client) -> None:
    news("Eerste")
    news("Tweede", days_ago=1)
    MustKnowFactory()
    ProcedurePageFactory(checked_on=timezone.localdate())
    PersonFactory(started_on=timezone.localdate())

    page = reader.get("/").text

    places = [
        page.index(f'aria-labelledby="{name}"') for name in ("must-know", "news", "checked", "newcomers")
    ]
    assert places == sorted(places)


def test_three_of_everything_and_six_cost_equal_queries(
    home: HomePage, employee: User, queries_of: QueryCounter
) -> None:
    unit = UnitFactory()
    PersonFactory(user=employee, unit=unit)
    audience = AudienceFactory(units=[unit])
    costs = []
    for turn in range(2):
        for number in range(3):
            item = news(f"Bericht {turn} {number}", image=ImageFactory(), audiences=[audience])
            ProcedurePageFactory(checked_on=timezone.localdate())
            PersonFactory(started_on=timezone.localdate())
            MustKnowFactory(audience=audience, page=item)
        costs.append(queries_of("/"))

    assert costs[0] == costs[1]
