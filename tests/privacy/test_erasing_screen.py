"""The screen on which an administrator erases a former colleague."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from access.models import AuditEntry, User
from directory.leaving import leave
from directory.models import Person
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.dialogue import comment_on
from tests.factories.directory import PersonFactory
from tests.factories.pages import NewsPageFactory

pytestmark = pytest.mark.django_db(transaction=True)

LIST = reverse("directory_former_colleagues")


@pytest.fixture
def administrator(client: Client, home: object) -> Client:
    client.force_login(
        User.objects.create_superuser("beheer", "beheer@lindewaard.example", PASSWORD, language="nl")
    )
    return client


@pytest.fixture
def former(home: object) -> Person:
    user = UserFactory(username="gerda")
    person = PersonFactory(name="Gerda Weg", user=user)
    comment_on(NewsPageFactory(), "Tot ziens", author=user)
    leave(person=person, on=timezone.localdate(), now=timezone.now())
    return Person.objects.get(pk=person.pk)


def screen_of(person: Person) -> str:
    return reverse("directory_erase_colleague", args=[person.pk])


def test_the_list_shows_who_has_left(administrator: Client, former: Person) -> None:
    PersonFactory(name="Hans Hier")

    words = administrator.get(LIST).content.decode()

    assert "Gerda Weg" in words
    assert "Hans Hier" not in words
    assert "Gerda Weg" not in administrator.get(LIST, {"q": "xyzzy"}).content.decode()


@pytest.mark.parametrize("words", ["\x00", "gerda\x00", "x" * 5000, "%", "'; --"])
def test_whatever_is_looked_for_is_answered(administrator: Client, former: Person, words: str) -> None:
    assert administrator.get(LIST, {"q": words}).status_code == 200


def test_it_says_beforehand_what_goes_and_what_stays(administrator: Client, former: Person) -> None:
    anonymise = administrator.get(screen_of(former)).context
    remove = administrator.post(screen_of(former), {"policy": "remove", "show": "1"}).context

    assert "dialogue.BrinkComment" in {fate.trace.model for fate in anonymise["stays"]}
    assert "dialogue.BrinkComment" in {fate.trace.model for fate in remove["goes"]}
    assert Person.objects.get(pk=former.pk).erased_at is None


def test_the_name_has_to_be_typed(administrator: Client, former: Person) -> None:
    answer = administrator.post(screen_of(former), {"policy": "anonymise", "name": "Gerda"})

    assert answer.status_code == 422
    assert "Typ de naam zoals die hierboven staat" in answer.content.decode()
    assert Person.objects.get(pk=former.pk).erased_at is None


def test_a_typed_name_erases_and_is_kept_by_key(administrator: Client, former: Person) -> None:
    key = str(former.user.key) if former.user else ""

    administrator.post(screen_of(former), {"policy": "anonymise", "name": " gerda  weg "})

    assert Person.objects.get(pk=former.pk).erased_at is not None
    entry = AuditEntry.objects.get(action="person.erased")
    assert entry.details == {"policy": "anonymise", "key": key}
    assert administrator.get(screen_of(former)).status_code == 404


def test_a_reader_sees_the_words_of_a_former_colleague(administrator: Client, former: Person) -> None:
    administrator.post(screen_of(former), {"policy": "anonymise", "name": "Gerda Weg"})

    page = administrator.get(NewsPageFactory._meta.model.objects.get().url).content.decode()

    assert "Tot ziens" in page
    assert "Oud-collega" in page
    assert "Gerda" not in page


def test_who_works_here_is_erased_for_a_reason_alone(administrator: Client) -> None:
    person = PersonFactory(name="Hans Hier")

    refused = administrator.post(screen_of(person), {"policy": "anonymise", "name": "Hans Hier"})
    assert refused.status_code == 422
    assert Person.objects.get(pk=person.pk).erased_at is None

    administrator.post(
        screen_of(person), {"policy": "anonymise", "name": "Hans Hier", "reason": "Besluit van de rechter"}
    )
    erased = Person.objects.get(pk=person.pk)
    assert erased.erased_at is not None
    assert erased.left_on is not None
    assert AuditEntry.objects.get(action="person.erasing").details["reason"] == "Besluit van de rechter"


def test_nobody_but_an_administrator_comes_here(editor: Client, former: Person) -> None:
    for address in (LIST, screen_of(former)):
        assert editor.get(address).status_code in (302, 403)
        assert editor.post(address, {"policy": "remove", "name": "Gerda Weg"}).status_code in (302, 403)

    assert Person.objects.get(pk=former.pk).erased_at is None
    assert LIST not in editor.get("/admin/").content.decode()


def test_an_unknown_policy_is_refused(administrator: Client, former: Person) -> None:
    answer = administrator.post(screen_of(former), {"policy": "burn", "name": "Gerda Weg"})

    assert answer.status_code == 422
    assert Person.objects.get(pk=former.pk).erased_at is None
