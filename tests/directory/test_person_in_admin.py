"""A colleague in the Wagtail admin: the same locks and the same history as on the site."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from access.models import User
from directory.models import Person, PersonChange, SourceLink
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory, SourceFactory, SubjectFactory, UnitFactory


@pytest.fixture
def chief(db: None) -> User:
    return User.objects.create_superuser("chief", language="nl")


@pytest.fixture
def administrator(client: Client, home: object, chief: User) -> Client:
    client.force_login(chief)
    return client


@pytest.fixture
def joris(db: None) -> Person:
    joris: Person = PersonFactory(name="Joris Hoekstra", slug="joris", job_title="Inkoper")
    return joris


def save(client: Client, person: Person, **typed: Any) -> Any:  # Any: a form, an answer of the client
    kept = {
        "name": person.name,
        "sort_name": person.sort_name,
        "slug": person.slug,
        "job_title": person.job_title,
        "unit": person.unit_id,
    }
    return client.post(f"/admin/snippets/directory/person/edit/{person.pk}/", {**kept, **typed})


def test_a_change_in_the_admin_is_kept_with_who_made_it(
    administrator: Client, joris: Person, chief: User
) -> None:
    subject = SubjectFactory(name_nl="Inkoop")

    assert save(administrator, joris, job_title="Adviseur", subjects=[subject.pk]).status_code == 302

    changes = PersonChange.objects.order_by("field").values_list("field", "before", "after", "by")
    assert list(changes) == [
        ("job_title", "Inkoper", "Adviseur", chief.pk),
        ("subjects", "", "Inkoop", chief.pk),
    ]


def test_saving_without_a_change_writes_no_history(administrator: Client, joris: Person) -> None:
    assert save(administrator, joris).status_code == 302
    assert not PersonChange.objects.exists()


def test_what_a_source_delivers_is_locked_in_the_admin_too(administrator: Client, joris: Person) -> None:
    source = SourceFactory(name="Personeelszaken", delivers=["job_title"])
    SourceLink.objects.create(person=joris, source=source, external_id="7")

    save(administrator, joris, job_title="Koning", nickname="Jo")

    joris.refresh_from_db()
    assert (joris.job_title, joris.nickname) == ("Inkoper", "Jo")
    page = administrator.get(f"/admin/snippets/directory/person/edit/{joris.pk}/").text
    assert "Dit komt uit Personeelszaken" in page


def test_a_circle_of_managers_is_refused_in_the_admin(administrator: Client, joris: Person) -> None:
    report = PersonFactory(manager=joris)

    answer = save(administrator, joris, manager=report.pk)

    assert answer.status_code == 200
    assert "werkt, via anderen" in answer.text
    joris.refresh_from_db()
    assert joris.manager is None


def test_the_form_leads_to_the_whole_profile(administrator: Client, joris: Person) -> None:
    page = administrator.get(f"/admin/snippets/directory/person/edit/{joris.pk}/").text

    assert "/people/joris/edit/" in page
    assert "Wijzig het hele profiel" not in administrator.get("/admin/snippets/directory/person/add/").text


def test_only_an_administrator_says_whose_account_a_colleague_has(client: Client, home: object) -> None:
    registrar, unit = UserFactory(), UnitFactory()
    registrar.user_permissions.add(
        Permission.objects.get(codename="access_admin"), Permission.objects.get(codename="change_person")
    )
    unit.editors.add(PersonFactory(user=registrar))
    colleague, boss = PersonFactory(unit=unit), UserFactory(is_superuser=True)
    client.force_login(registrar)

    answer = save(client, colleague, job_title="Adviseur", user=boss.pk)

    assert answer.status_code == 302
    colleague.refresh_from_db()
    assert (colleague.job_title, colleague.user) == ("Adviseur", None)
