"""Saving pages to find them back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.models import User
from content.models import SavedPage
from content.saving import NotThere, drop_page, save_page
from home.models import HomePage
from tests.conftest import QueryCounter
from tests.factories.accounts import UserFactory
from tests.factories.blog import BlogPostFactory, EpisodeFactory
from tests.factories.pages import EventPageFactory, NewsPageFactory, ProcedurePageFactory
from tests.factories.privacy import restrict

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LIST = "/saved/"


def address_of(page: Any) -> str:
    return reverse("content:page-save", args=[page.pk])


def saved_titles(browser: Client) -> list[str]:
    return [row.page.title for row in browser.get(LIST).context["rows"]]


def test_an_outsider_can_neither_save_a_closed_page_nor_learn_that_it_is_there(
    reader: Client, employee: User
) -> None:
    page = NewsPageFactory(title="Voor de directie")
    restrict(page, Group.objects.create(name="Directie"))

    answers = [
        reader.post(address_of(page), {"act": "save"}).status_code,
        reader.post("/saved/99999/", {"act": "save"}).status_code,
    ]

    assert answers == [404, 404]
    assert not SavedPage.objects.exists()
    with pytest.raises(NotThere):
        save_page(reader=employee, page_id=page.pk, now=NOW)


def test_a_draft_cannot_be_saved(reader: Client) -> None:
    page = NewsPageFactory(live=False)

    assert reader.post(address_of(page), {"act": "save"}).status_code == 404


def test_what_may_no_longer_be_seen_leaves_list_and_count_and_comes_back(
    reader: Client, employee: User
) -> None:
    kept, closed = NewsPageFactory(title="Voor iedereen"), NewsPageFactory(title="Straks vertrouwelijk")
    for page in (kept, closed):
        save_page(reader=employee, page_id=page.pk, now=NOW)
    council = Group.objects.create(name="OR")

    restrict(closed, council)
    screen = reader.get(LIST)
    assert saved_titles(reader) == ["Voor iedereen"]
    assert "Straks vertrouwelijk" not in screen.text
    assert screen.context["page_obj"].paginator.count == 1

    employee.groups.add(council)
    assert set(saved_titles(reader)) == {"Voor iedereen", "Straks vertrouwelijk"}


def test_what_is_taken_offline_leaves_the_list_and_comes_back(reader: Client, employee: User) -> None:
    page = NewsPageFactory(title="Even weg")
    save_page(reader=employee, page_id=page.pk, now=NOW)

    page.unpublish()
    assert saved_titles(reader) == []

    page.save_revision().publish()
    assert saved_titles(reader) == ["Even weg"]


def test_the_list_is_of_its_reader_alone_and_begins_with_the_newest(reader: Client, employee: User) -> None:
    first, second, other = (NewsPageFactory(title=title) for title in ("Eerst", "Later", "Van een ander"))
    save_page(reader=employee, page_id=first.pk, now=NOW)
    save_page(reader=employee, page_id=second.pk, now=NOW + timedelta(hours=1))
    save_page(reader=UserFactory(), page_id=other.pk, now=NOW)

    assert saved_titles(reader) == ["Later", "Eerst"]


def test_pressing_twice_saves_once_and_keeps_the_first_moment(reader: Client, employee: User) -> None:
    page = NewsPageFactory()

    first = save_page(reader=employee, page_id=page.pk, now=NOW)
    again = save_page(reader=employee, page_id=page.pk, now=NOW + timedelta(days=1))

    assert first == again
    assert SavedPage.objects.get().saved_at == NOW
    assert drop_page(reader=employee, page_id=page.pk) == NOW
    assert drop_page(reader=employee, page_id=page.pk) is None


def test_without_scripts_the_reader_comes_back_to_the_page_with_a_confirmation(reader: Client) -> None:
    page = NewsPageFactory(title="Om te bewaren")
    assert 'aria-pressed="false"' in reader.get(page.url).text

    answer = reader.post(address_of(page), {"act": "save", "next": page.url}, follow=True)

    assert answer.request["PATH_INFO"] == page.url
    assert "Bewaard. Je vindt het terug" in answer.text
    assert 'aria-pressed="true"' in answer.text


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_saving_leads_to_no_other_host(reader: Client, away: str) -> None:
    answer = reader.post(address_of(NewsPageFactory()), {"act": "save", "next": away})

    assert answer.headers["Location"] == "/"


def test_htmx_gets_the_button_alone(reader: Client) -> None:
    page = NewsPageFactory()

    answer = reader.post(address_of(page), {"act": "save", "next": page.url}, headers={"HX-Request": "true"})

    assert answer.text.startswith("<form")
    assert 'aria-pressed="true"' in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize(
    "factory", [NewsPageFactory, ProcedurePageFactory, EventPageFactory, BlogPostFactory, EpisodeFactory]
)
def test_the_button_stands_on_what_is_read(reader: Client, factory: Any) -> None:
    page = factory()

    assert f'action="{address_of(page)}"' in reader.get(page.url).text


def test_the_button_is_not_offered_on_a_draft(client: Client, home: HomePage, admin_user: User) -> None:
    page = NewsPageFactory()
    page.title = "Nieuw concept"
    page.save_revision()
    client.force_login(admin_user)

    draft = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).text

    assert "Nieuw concept" in draft
    assert address_of(page) not in draft


def test_what_is_taken_off_can_be_put_back_in_its_place(reader: Client, employee: User) -> None:
    old, new = NewsPageFactory(title="Oud"), NewsPageFactory(title="Nieuw")
    save_page(reader=employee, page_id=old.pk, now=NOW)
    save_page(reader=employee, page_id=new.pk, now=NOW + timedelta(days=1))

    gone = reader.post(address_of(old), {"act": "drop", "on": "list", "page": "1"}, follow=True)
    assert [row.page.title for row in gone.context["rows"]] == ["Nieuw"]
    assert "“Oud” staat niet meer in je lijst." in gone.text
    token = gone.context["dropped"]["token"]
    reader.post(address_of(old), {"act": "put-back", "token": token})

    assert saved_titles(reader) == ["Nieuw", "Oud"]
    assert SavedPage.objects.get(page=old).saved_at == NOW


def test_with_htmx_a_row_makes_place_for_its_way_back(reader: Client, employee: User) -> None:
    page = NewsPageFactory(title="Oud")
    save_page(reader=employee, page_id=page.pk, now=NOW)

    answer = reader.post(address_of(page), {"act": "drop", "on": "list"}, headers={"HX-Request": "true"})

    assert answer.text.startswith(f'<li class="item saved" id="saved-{page.pk}"')
    assert "Zet terug" in answer.text
    assert '<p class="meta" id="saved-count" data-hx-swap-oob="true">0 pagina' in answer.text
    assert not SavedPage.objects.exists()


@pytest.mark.parametrize("token", ["", "forged", "WzEsICIyMDI2Il0:1abc:xyz"])
def test_a_forged_way_back_is_refused_and_shows_nothing(reader: Client, token: str) -> None:
    page = NewsPageFactory()

    assert reader.post(address_of(page), {"act": "put-back", "token": token}).status_code == 400
    assert reader.get(f"{LIST}?dropped={token}").context["dropped"] is None


def test_the_way_back_to_one_page_does_not_save_another(reader: Client, employee: User) -> None:
    mine, other = NewsPageFactory(), NewsPageFactory()
    save_page(reader=employee, page_id=mine.pk, now=NOW)
    gone = reader.post(address_of(mine), {"act": "drop", "on": "list"}, follow=True)

    answer = reader.post(address_of(other), {"act": "put-back", "token": gone.context["dropped"]["token"]})

    assert answer.status_code == 400


def test_the_title_of_a_page_that_was_closed_since_is_not_told_by_its_way_back(
    reader: Client, employee: User
) -> None:
    page = NewsPageFactory(title="Nu vertrouwelijk")
    save_page(reader=employee, page_id=page.pk, now=NOW)
    address = reader.post(address_of(page), {"act": "drop", "on": "list"}).headers["Location"]
    restrict(page, Group.objects.create(name="OR"))

    assert "Nu vertrouwelijk" not in reader.get(address).text


@pytest.mark.parametrize("act", ["", "steal", "SAVE"])
def test_another_act_is_refused(reader: Client, act: str) -> None:
    assert reader.post(address_of(NewsPageFactory()), {"act": act}).status_code == 400


@pytest.mark.parametrize("query", ["page=x", "page=-1", "page=99999", "page=%00", "dropped=%00"])
def test_a_strange_address_of_the_list_shows_the_list(reader: Client, employee: User, query: str) -> None:
    save_page(reader=employee, page_id=NewsPageFactory(title="Bewaard bericht").pk, now=NOW)

    assert "Bewaard bericht" in reader.get(f"{LIST}?{query}").text


def test_an_empty_list_says_how_it_fills(reader: Client) -> None:
    assert "Je hebt nog niets bewaard" in reader.get(LIST).text


@pytest.mark.any_database
def test_three_rows_and_six_cost_the_same(queries_of: QueryCounter, employee: User) -> None:
    def keep(count: int) -> None:
        for factory in (NewsPageFactory, ProcedurePageFactory):
            for page in factory.create_batch(count):
                save_page(reader=employee, page_id=page.pk, now=timezone.now())

    keep(3)
    with_three = queries_of(LIST)
    keep(3)

    assert queries_of(LIST) == with_three


def test_the_button_costs_one_query(reader: Client, employee: User) -> None:
    page = NewsPageFactory()
    reader.get(page.url)

    with CaptureQueriesContext(connection) as queries:
        reader.get(page.url)

    assert len([query for query in queries if "content_savedpage" in query["sql"]]) == 1
