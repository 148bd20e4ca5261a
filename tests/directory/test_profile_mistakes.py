"""Reporting a mistake to the source that a field comes from."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from access.models import AuditEntry, Scope
from directory.models import FieldVisibility, Person, Source, SourceLink
from directory.profile.mistakes import mail_mistake
from tests.factories.directory import PersonFactory, SourceFactory

ADDRESS = "/people/joris/mistake/hr/"


@pytest.fixture
def hr(db: None) -> Source:
    hr: Source = SourceFactory(
        slug="hr", name="Personeelszaken", delivers=["job_title", "phone"], report_to="hr@brink.example"
    )
    return hr


@pytest.fixture
def joris(hr: Source) -> Person:
    joris: Person = PersonFactory(
        name="Joris Hoekstra", slug="joris", job_title="Inkoper", phone="+31881234567"
    )
    SourceLink.objects.create(person=joris, source=hr, external_id="P-12")
    return joris


def test_a_report_is_mailed_with_the_field_the_words_and_who_wrote_it(
    reader: Client,
    joris: Person,
    django_capture_on_commit_callbacks: Any,  # Any: a fixture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = reader.post(ADDRESS, {"field": "job_title", "text": "Hij is adviseur."}, follow=True)

    assert "Je melding gaat naar Personeelszaken" in answer.text
    [sent] = mail.outbox
    assert sent.to == ["hr@brink.example"]
    for words in ("Joris Hoekstra", "P-12", "Hij is adviseur.", "employee"):
        assert words in sent.body
    assert AuditEntry.objects.get(action="mistake.reported").details == {"field": "job_title"}


def test_a_report_without_words_keeps_the_choice_and_mails_nothing(reader: Client, joris: Person) -> None:
    answer = reader.post(ADDRESS, {"field": "phone", "text": ""})

    assert answer.status_code == 422
    assert 'value="phone" selected' in answer.text
    assert not mail.outbox


def test_who_reports_without_end_is_asked_to_wait_and_loses_no_words(
    reader: Client, joris: Person, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"report_mistake": "1/h/user"}
    reader.post(ADDRESS, {"field": "phone", "text": "Een."})

    answer = reader.post(ADDRESS, {"field": "phone", "text": "Nog een."})

    assert answer.status_code == 422
    assert "Wacht een uur" in answer.text
    assert "Nog een." in answer.text
    assert AuditEntry.objects.filter(action="mistake.reported").count() == 1


@pytest.mark.parametrize("field", ["mobile", "left_on", "x"])
def test_only_what_the_source_delivers_can_be_reported(reader: Client, joris: Person, field: str) -> None:
    assert reader.post(ADDRESS, {"field": field, "text": "Fout."}).status_code == 422


def test_a_hidden_field_cannot_be_reported_by_an_outsider(reader: Client, joris: Person) -> None:

    FieldVisibility.objects.create(
        person=joris, field="phone", level="self", scope=Scope.objects.for_sets([[]])
    )

    assert "elefoon" not in reader.get(ADDRESS).text.partition("<main")[2].partition("</main")[0]
    assert reader.post(ADDRESS, {"field": "phone", "text": "Fout."}).status_code == 422


@pytest.mark.parametrize("address", ["/people/joris/mistake/other/", "/people/nobody/mistake/hr/"])
def test_there_is_nothing_to_report_elsewhere(reader: Client, joris: Person, address: str) -> None:
    assert reader.get(address).status_code == 404


def test_a_source_without_an_address_gets_no_reports(reader: Client, joris: Person, hr: Source) -> None:
    hr.report_to = ""
    hr.save()

    assert "Meld een fout" not in reader.get("/people/joris/").text
    assert reader.get(ADDRESS).status_code == 404


def test_a_report_about_whom_was_erased_is_dropped(joris: Person, hr: Source) -> None:
    mail_mistake.func(hr.pk, joris.pk, 0, "phone", "Fout.")

    assert not mail.outbox
