from datetime import timedelta
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse

from access.models import User
from content.models import ContentPage
from dialogue.files.keeping import FileChange
from dialogue.files.reading import read_file
from dialogue.models import BrinkComment
from dialogue.services import ask_change, edit_comment, hide_comment, withdraw_comment
from tests.dialogue.conftest import restrict
from tests.factories.dialogue import NOW, colleague, comment_on, moderator

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def noor(db: None) -> User:
    return colleague("Noor de Wit")


@pytest.fixture
def edited(page: ContentPage, noor: User) -> BrinkComment:
    """A comment of Noor that said two other things before."""
    comment = comment_on(page, "Eerst <b>dit</b>", author=noor)
    for number, text in enumerate(["Toen dit", "Nu dit"], start=1):
        edit_comment(editor=noor, comment=comment, text=text, now=NOW + timedelta(hours=number))
    found: BrinkComment = BrinkComment.objects.get(pk=comment.pk)
    return found


def history_of(comment: BrinkComment) -> str:
    return reverse("dialogue:comment-history", args=[comment.pk])


def test_who_reads_an_edited_comment_finds_what_it_said_before(
    client: Client, page: ContentPage, employee: User, edited: BrinkComment
) -> None:
    client.force_login(employee)

    on_page = client.get(page.url).content.decode()
    answer = client.get(history_of(edited))
    shown = answer.content.decode()

    assert f'href="{history_of(edited)}"' in on_page
    assert "Toen dit" not in on_page
    assert shown.index("Nu dit") < shown.index("Toen dit") < shown.index("Eerst &lt;b&gt;dit&lt;/b&gt;")
    assert [(one.since, one.until) for one in answer.context["wordings"]] == [
        (NOW + timedelta(hours=2), None),
        (NOW + timedelta(hours=1), NOW + timedelta(hours=2)),
        (NOW, NOW + timedelta(hours=1)),
    ]


def test_words_that_moderators_asked_to_change_are_kept_back(
    client: Client, employee: User, noor: User, edited: BrinkComment
) -> None:
    mila = moderator()
    ask_change(moderator=mila, comment=edited, reason="Dit is iets van Karin.", now=NOW + timedelta(hours=3))
    for number, text in enumerate(["Beter", "Nog beter"], start=4):
        edit_comment(editor=noor, comment=edited, text=text, now=NOW + timedelta(hours=number))
    told = {}

    for reader in (employee, noor, mila):
        client.force_login(reader)
        answer = client.get(history_of(edited))
        told[reader.pk] = [one.text for one in answer.context["wordings"]]
        assert ("Moderatoren hebben gevraagd" in answer.content.decode()) == (reader == employee)

    everything = ["Nog beter", "Beter", "Nu dit", "Toen dit", "Eerst <b>dit</b>"]
    assert told == {employee.pk: everything[:2], noor.pk: everything, mila.pk: everything}


def test_what_was_never_edited_has_no_history(client: Client, page: ContentPage, employee: User) -> None:
    comment = comment_on(page)
    client.force_login(employee)

    assert client.get(history_of(comment)).status_code == 404
    assert history_of(comment) not in client.get(page.url).content.decode()


def test_a_withdrawn_comment_shows_its_history_to_nobody(
    client: Client, employee: User, noor: User, edited: BrinkComment
) -> None:
    withdraw_comment(author=noor, comment=edited, now=NOW)

    for viewer in (employee, noor, moderator()):
        client.force_login(viewer)
        assert client.get(history_of(edited)).status_code == 404


def test_a_hidden_comment_shows_its_history_to_moderators_only(
    client: Client, employee: User, noor: User, edited: BrinkComment
) -> None:
    guard = moderator()
    hide_comment(moderator=guard, comment=edited, reason="Nee.", now=NOW)

    statuses = []
    for viewer in (employee, noor, guard):
        client.force_login(viewer)
        statuses.append(client.get(history_of(edited)).status_code)

    assert statuses == [404, 404, 200]


def test_an_outsider_finds_no_history(
    client: Client, page: ContentPage, outsider: User, edited: BrinkComment
) -> None:
    restrict(page)
    client.force_login(outsider)

    assert client.get(history_of(edited)).status_code == 404


def test_a_long_history_is_read_in_pages_without_a_gap(
    client: Client, employee: User, noor: User, edited: BrinkComment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dialogue.views.history.TEXTS_SHOWN", 1)
    client.force_login(employee)

    pages = [client.get(f"{history_of(edited)}?page={number}") for number in (1, 2)]
    wordings = [wording for page in pages for wording in page.context["wordings"]]

    assert [wording.text for wording in wordings] == ["Nu dit", "Toen dit", "Eerst <b>dit</b>"]
    assert all(one.since == two.until for one, two in pairwise(wordings))


def test_a_comment_of_which_only_the_file_changed_shows_how_it_reads_now(
    client: Client, page: ContentPage, employee: User, noor: User
) -> None:
    comment = comment_on(page, "Zie hierbij", author=noor)
    change = FileChange(read_file("lijst.txt", b"Een, twee"))
    edit_comment(editor=noor, comment=comment, text="Zie hierbij", file=change, now=NOW + timedelta(hours=1))
    client.force_login(employee)

    answer = client.get(history_of(comment))

    assert answer.status_code == 200
    assert [(one.text, one.until) for one in answer.context["wordings"]] == [("Zie hierbij", None)]


def test_a_file_that_is_changed_later_leaves_no_gap_between_the_texts(
    client: Client, page: ContentPage, employee: User, edited: BrinkComment, noor: User
) -> None:
    change = FileChange(read_file("lijst.txt", b"Een, twee"))
    edit_comment(editor=noor, comment=edited, text="Nu dit", file=change, now=NOW + timedelta(hours=9))
    client.force_login(employee)

    wordings = client.get(history_of(edited)).context["wordings"]

    assert all(later.since == earlier.until for later, earlier in pairwise(wordings))
