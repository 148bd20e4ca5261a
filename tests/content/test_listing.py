from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.paginator import Paginator
from django.test import Client

from content.listing import period_of
from tests.conftest import QueryCounter
from tests.factories.directory import SubjectFactory
from tests.factories.pages import NewsPageFactory
from tests.factories.privacy import restrict


def test_a_list_is_narrowed_down_to_a_subject(reader: Client) -> None:
    leave = SubjectFactory(name_nl="Verlof", slug="verlof")
    NewsPageFactory(title="Eerder naar huis", subjects=[leave])
    NewsPageFactory(title="Nieuwe fietsen", subjects=[SubjectFactory()])

    page = reader.get("/news/?subject=verlof").text

    assert "Eerder naar huis" in page
    assert "Nieuwe fietsen" not in page
    assert "1 item: Verlof" in page


@pytest.mark.parametrize(("when", "title"), [("2026-02", "Kou"), ("2026", "Kou"), ("2025", "Oud")])
def test_a_list_is_narrowed_down_to_a_month_or_a_year(reader: Client, when: str, title: str) -> None:
    NewsPageFactory(title="Kou", published_on=date(2026, 2, 28))
    NewsPageFactory(title="Oud", published_on=date(2025, 12, 31))

    page = reader.get(f"/news/?when={when}").text

    assert [name for name in ("Kou", "Oud") if name in page] == [title]


def test_only_subjects_that_the_reader_may_see_are_offered(reader: Client) -> None:
    seen = SubjectFactory(name_nl="Verlof", slug="verlof")
    hidden = SubjectFactory(name_nl="Reorganisatie", slug="reorganisatie")
    SubjectFactory(name_nl="Zonder bericht")
    NewsPageFactory(subjects=[seen])
    restrict(NewsPageFactory(title="Voor de raad", subjects=[seen, hidden]), Group.objects.create(name="or"))
    NewsPageFactory(title="Nog niet klaar", live=False, subjects=[hidden])

    page = reader.get("/news/").text

    assert '<option value="verlof">Verlof</option>' in page
    assert "Reorganisatie" not in page
    assert "Zonder bericht" not in page


def test_a_hidden_subject_is_answered_as_one_that_does_not_exist(reader: Client) -> None:
    hidden = SubjectFactory(name_nl="Reorganisatie", slug="reorganisatie")
    restrict(NewsPageFactory(subjects=[hidden]), Group.objects.create(name="or"))
    NewsPageFactory(title="Voor iedereen", subjects=[SubjectFactory()])

    answers = {name: reader.get(f"/news/?subject={name}") for name in ("reorganisatie", "bestaat-niet")}

    assert {answer.status_code for answer in answers.values()} == {400}
    for answer in answers.values():
        assert "Over dat onderwerp staat hier niets. Kies er een uit de lijst." in answer.text
        assert "Reorganisatie" not in answer.text


def test_the_time_of_what_is_hidden_is_not_offered(reader: Client) -> None:
    NewsPageFactory(published_on=date(2026, 10, 1))
    NewsPageFactory(published_on=date(2026, 11, 1))
    restrict(NewsPageFactory(published_on=date(2026, 12, 1)), Group.objects.create(name="or"))

    page = reader.get("/news/").text

    assert [month in page for month in ("2026-10", "2026-11", "2026-12")] == [True, True, False]


@pytest.mark.parametrize("when", ["x", "2026-13", "20261", "-", "9999", "2026-1", "%00", "0000-00"])
def test_a_time_that_is_none_is_told_at_its_field(reader: Client, when: str) -> None:
    NewsPageFactory(title="Voor iedereen")

    answer = reader.get(f"/news/?when={when}")

    assert answer.status_code == 400
    assert 'id="filter-when_error"' in answer.text
    assert "Kies een jaar of een maand uit de lijst." in answer.text
    assert "Voor iedereen" in answer.text


def test_a_month_that_is_no_longer_offered_still_works(reader: Client) -> None:
    NewsPageFactory(title="Van toen", published_on=date(2019, 5, 31))
    NewsPageFactory(title="Van nu")

    page = reader.get("/news/?when=2019-05").text

    assert "Van toen" in page
    assert '<option value="2019-05" selected>mei 2019</option>' in page


def test_a_filter_is_kept_on_the_next_page(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.listing.Paginator", lambda pages, _per_page: Paginator(pages, 2))
    leave = SubjectFactory(name_nl="Verlof", slug="verlof")
    for day in range(1, 4):
        NewsPageFactory(subjects=[leave], published_on=date(2026, 11, day))

    page = reader.get("/news/?subject=verlof&when=2026-11").text

    assert 'href="?subject=verlof&amp;when=2026-11&amp;page=2"' in page
    assert "Nieuws" in reader.get("/news/?subject=verlof&when=2026-11&page=2").text


def test_a_filter_that_leaves_nothing_offers_to_show_everything(reader: Client) -> None:
    NewsPageFactory(title="Van nu")

    page = reader.get("/news/?when=2019").text

    assert "Voor 2019 is er niets." in page
    assert '<a class="button" href="/news/">Toon alles</a>' in page


def test_a_filtered_list_costs_the_same_with_three_items_and_with_six(queries_of: QueryCounter) -> None:
    subject = SubjectFactory(slug="verlof")
    NewsPageFactory.create_batch(3, subjects=[subject, SubjectFactory()])
    with_three = queries_of("/news/?subject=verlof&when=2026")

    for month in range(1, 4):
        NewsPageFactory(subjects=[subject, SubjectFactory()], published_on=date(2026, month, 1))

    assert queries_of("/news/?subject=verlof&when=2026") == with_three


def test_the_last_day_of_a_month_belongs_to_it() -> None:
    assert period_of("2028-02")[:2] == (date(2028, 2, 1), date(2028, 2, 29))
    assert period_of("2026-12")[:2] == (date(2026, 12, 1), date(2026, 12, 31))


def test_a_mistyped_year_neither_fills_the_list_nor_breaks_it(reader: Client) -> None:
    NewsPageFactory(title="Van nu", published_on=date(2026, 11, 2))
    NewsPageFactory(title="Uit de toekomst", published_on=date(9999, 12, 31))
    NewsPageFactory(title="Uit het verleden", published_on=date(1, 1, 1))

    page = reader.get("/news/")

    assert page.text.count("<option") < 400
    assert 'value="2026"' in page.text
    assert reader.get("/news/?when=2500").status_code == 400
