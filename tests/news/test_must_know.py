"""What people must know: for whom it is, who may see it, and how it goes away."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from access.models import User
from news.models import MustKnow, MustKnowConfirmation
from tests.factories.accounts import UserFactory
from tests.factories.directory import AudienceFactory, PersonFactory, UnitFactory
from tests.factories.news import MustKnowFactory
from tests.factories.pages import NewsPageFactory
from tests.factories.privacy import restrict

pytestmark = pytest.mark.any_database


def confirm(reader: Client, must_know: MustKnow, **form: str) -> Any:  # Any: the test client's answer
    return reader.post(must_know.confirm_url, form)


def test_the_strip_says_why_until_when_and_from_whom(reader: Client) -> None:
    karin = PersonFactory(name="Karin Jansma", unit=UnitFactory(name="Informatieveiligheid"))
    ends_on = timezone.localdate() + timedelta(days=8)
    MustKnowFactory(
        title_nl="Inloggen met een code",
        reason_nl="Je ziet dit omdat je inlogt.",
        keeper=karin,
        ends_on=ends_on,
    )

    page = reader.get("/").text

    assert "Inloggen met een code" in page
    assert "Je ziet dit omdat je inlogt." in page
    assert "Van Karin Jansma, Informatieveiligheid." in page


def test_it_goes_away_once_it_is_read(reader: Client) -> None:
    must_know = MustKnowFactory(title_nl="Inloggen met een code")

    answer = confirm(reader, must_know)

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"
    assert "Inloggen met een code" not in reader.get("/").text


def test_it_is_kept_once_when_it_is_told_twice(reader: Client, employee: User) -> None:
    must_know = MustKnowFactory()

    answers = [confirm(reader, must_know).status_code for _time in range(2)]

    assert answers == [302, 302]
    assert MustKnowConfirmation.objects.get().user == employee


def test_the_database_refuses_a_second_confirmation(employee: User) -> None:
    must_know = MustKnowFactory()
    MustKnowConfirmation.objects.create(must_know=must_know, user=employee)

    with pytest.raises(IntegrityError, match=r"must_know_is_confirmed_once|UNIQUE"), transaction.atomic():
        MustKnowConfirmation.objects.create(must_know=must_know, user=employee)


def test_it_goes_away_for_who_read_it_alone(reader: Client, client: Client) -> None:
    must_know = MustKnowFactory(title_nl="Inloggen met een code")
    confirm(reader, must_know)
    colleague = Client(headers={"Accept-Language": "nl"})
    colleague.force_login(UserFactory())

    assert "Inloggen met een code" in colleague.get("/").text


def test_only_the_newest_is_shown_and_the_next_follows(reader: Client) -> None:
    today = timezone.localdate()
    MustKnowFactory(title_nl="Oud en ongelezen", starts_on=today - timedelta(days=5))
    newest = MustKnowFactory(title_nl="Nieuw en ongelezen", starts_on=today - timedelta(days=1))

    first = reader.get("/").text
    confirm(reader, newest)
    second = reader.get("/").text

    assert "Nieuw en ongelezen" in first
    assert "Oud en ongelezen" not in first
    assert "Oud en ongelezen" in second


@pytest.mark.parametrize(
    ("starts_in", "ends_in", "is_shown"), [(0, 0, True), (-3, 0, True), (-3, -1, False), (1, 3, False)]
)
def test_it_stands_from_its_first_day_through_its_last(
    reader: Client, starts_in: int, ends_in: int, is_shown: bool
) -> None:
    today = timezone.localdate()
    MustKnowFactory(
        title_nl="Inloggen met een code",
        starts_on=today + timedelta(days=starts_in),
        ends_on=today + timedelta(days=ends_in),
    )

    assert ("Inloggen met een code" in reader.get("/").text) == is_shown


def test_an_outsider_of_its_audience_neither_sees_nor_confirms_it(reader: Client) -> None:
    must_know = MustKnowFactory(title_nl="Alleen de ploeg", audience=AudienceFactory(units=[UnitFactory()]))

    assert "Alleen de ploeg" not in reader.get("/").text
    assert confirm(reader, must_know).status_code == 404
    assert not MustKnowConfirmation.objects.exists()


def test_who_may_not_see_its_page_neither_sees_nor_confirms_it(reader: Client, employee: User) -> None:
    council = Group.objects.create(name="Ondernemingsraad")
    page = NewsPageFactory(title="Besloten advies")
    restrict(page, council)
    must_know = MustKnowFactory(title_nl="Lees het advies", page=page)

    hidden = reader.get("/").text
    refused = confirm(reader, must_know).status_code
    employee.groups.add(council)

    assert "Lees het advies" not in hidden
    assert refused == 404
    assert "Lees het advies" in reader.get("/").text


def test_a_page_that_is_taken_offline_or_deleted_takes_it_along(reader: Client) -> None:
    page, other = NewsPageFactory(), NewsPageFactory()
    MustKnowFactory(title_nl="Over een pagina", page=page)
    MustKnowFactory(title_nl="Over een andere", page=other)

    page.unpublish()
    other.delete()

    shown = reader.get("/").text
    assert "Over een pagina" not in shown
    assert "Over een andere" not in shown


def test_a_stranger_is_sent_to_sign_in(client: Client, home: object) -> None:
    answer = client.post(MustKnowFactory().confirm_url)

    assert answer.headers["Location"].startswith("/login/")


@pytest.mark.parametrize("number", ["0", "999999999999999999999"])
def test_one_that_is_not_there_cannot_be_confirmed(reader: Client, number: str) -> None:
    assert reader.post(f"/must-know/{number}/confirm/").status_code == 404


def test_reading_its_address_confirms_nothing(reader: Client) -> None:
    must_know = MustKnowFactory()

    assert reader.get(must_know.confirm_url).status_code == 405
    assert not MustKnowConfirmation.objects.exists()


def test_confirming_leads_to_no_other_host(reader: Client) -> None:
    answer = confirm(reader, MustKnowFactory(), next="https://evil.example/")

    assert answer.headers["Location"] == "/"


def test_an_english_reader_gets_the_english_words_where_there_are_any(reader: Client) -> None:
    MustKnowFactory(title_nl="Inloggen", title_en="Signing in", reason_nl="Omdat je inlogt.")

    page = reader.get("/en/", headers={"Accept-Language": "en"}).text

    assert '<span lang="en">Signing in</span>' in page
    assert '<span lang="nl">Omdat je inlogt.</span>' in page


def test_an_end_before_the_start_is_refused_at_the_field(db: None) -> None:
    must_know = MustKnowFactory.build(
        starts_on=date(2026, 11, 20), ends_on=date(2026, 11, 19), audience=AudienceFactory()
    )

    with pytest.raises(ValidationError) as refusal:
        must_know.full_clean()

    assert list(refusal.value.message_dict) == ["ends_on"]


def test_the_database_refuses_an_end_before_the_start(db: None) -> None:
    with pytest.raises(IntegrityError, match="must_know_ends_after_it_starts"), transaction.atomic():
        MustKnowFactory(starts_on=date(2026, 11, 20), ends_on=date(2026, 11, 19))
