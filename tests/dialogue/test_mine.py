from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.models import User
from content.models import ContentPage
from dialogue.mine import Row, Section, register_section, registry, sections
from dialogue.mine.spoken import answers_to, mentions_of, questions_of
from dialogue.models import BrinkComment, Mention
from dialogue.services import hide_comment, withdraw_comment
from directory.models import Person
from tests.dialogue.conftest import restrict
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import NOW, colleague, comment_on, moderator
from tests.factories.pages import NewsPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

MINE = reverse("dialogue:mine")


@pytest.fixture
def noor(db: None) -> User:
    """Whose conversations these are."""
    return colleague("Noor de Wit")


def mention(comment: BrinkComment, user: User, *, is_reached: bool = True) -> Mention:
    person = Person.objects.get(user=user)
    return Mention.objects.create(comment=comment, person=person, made_at=NOW, is_reached=is_reached)


def ask(page: ContentPage, user: User, state: str = "waiting") -> BrinkComment:
    comment = comment_on(page, f"Waarom {uuid4()}?", author=user)
    waits_since = NOW if state == "waiting" else None
    BrinkComment.objects.filter(pk=comment.pk).update(
        is_question=True, answer_state=state, waits_since=waits_since
    )
    return comment


def test_answers_to_me_are_found_at_every_depth(page: ContentPage, noor: User) -> None:
    first = comment_on(page, author=noor)
    answer = comment_on(page, "Eens", parent=first)
    deepest = comment_on(page, "Dank", parent=answer, author=noor)
    beside = comment_on(page, "Graag gedaan", parent=deepest)
    comment_on(page, "Iets anders", parent=answer)
    comment_on(page, "Los")

    assert [comment.pk for comment in answers_to(noor)] == [beside.pk, answer.pk]


def test_my_own_words_are_no_answer_to_me(page: ContentPage, noor: User) -> None:
    first = comment_on(page, author=noor)
    comment_on(page, "En nog iets", parent=first, author=noor)

    assert not answers_to(noor).exists()


def test_an_answer_that_is_gone_is_not_found(page: ContentPage, noor: User) -> None:
    first = comment_on(page, author=noor)
    withdrawn, hidden = (comment_on(page, text, parent=first) for text in ("Weg", "Grof"))
    withdraw_comment(author=withdrawn.user, comment=withdrawn, now=NOW)
    hide_comment(moderator=moderator(), comment=hidden, reason="Grof", now=NOW)

    assert not answers_to(noor).exists()


def test_what_i_may_not_see_any_more_is_nowhere(client: Client, page: ContentPage, noor: User) -> None:
    answer = comment_on(page, "Alleen voor ons", parent=comment_on(page, author=noor))
    mention(answer, noor)
    ask(page, noor)
    restrict(page)
    noor = User.objects.get(pk=noor.pk)
    client.force_login(noor)

    for found in (answers_to(noor), mentions_of(noor), questions_of(noor)):
        assert not found.exists()
    for address in (MINE, *(f"{MINE}?show={section.name}" for section in sections())):
        shown = client.get(address).content.decode()
        assert page.title not in shown
        assert "Alleen voor ons" not in shown


def test_who_was_named_finds_it_once_they_could_read_it(page: ContentPage, noor: User) -> None:
    reached = mention(comment_on(page, "Vraag het Noor"), noor)
    mention(comment_on(page, "Vraag het niet aan Noor"), noor, is_reached=False)
    mention(comment_on(page, "Ik, Noor", author=noor), noor)

    assert list(mentions_of(noor)) == [reached]


def test_my_questions_say_how_they_stand(client: Client, page: ContentPage, noor: User) -> None:
    ask(page, noor)
    ask(page, noor, "helped")
    client.force_login(noor)

    shown = client.get(f"{MINE}?show=questions", headers={"accept-language": "en"}).content.decode()

    assert '<span class="waiting">waits for an answer</span>' in shown
    assert "<span>answered, and it helped</span>" in shown


def test_a_line_shows_the_author_as_the_reader_may_see_them(
    client: Client, page: ContentPage, noor: User
) -> None:
    secret = colleague("Geheime Agent")
    comment_on(page, "Hallo Noor", parent=comment_on(page, author=noor), author=secret)
    client.force_login(noor)
    assert "Geheime Agent" in client.get(MINE).content.decode()

    secret.is_active = False
    secret.save()

    shown = client.get(MINE).content.decode()
    assert "Geheime Agent" not in shown
    assert "Hallo Noor" in shown


def test_a_line_names_who_is_named_and_leaves_out_what_is_quoted(
    client: Client, page: ContentPage, noor: User
) -> None:
    tom = Person.objects.get(user=colleague("Tom Verdonk"))
    said = f"> Mag dat?\n\nVraag het @{{{tom.pk}}}."
    answer = comment_on(page, parent=comment_on(page, author=noor))
    BrinkComment.objects.filter(pk=answer.pk).update(comment=said)
    client.force_login(noor)

    shown = client.get(MINE).content.decode()

    assert '<p class="text">Vraag het @Tom Verdonk.</p>' in shown


def test_each_section_shows_three_lines_and_the_way_to_all(
    client: Client, page: ContentPage, noor: User
) -> None:
    first = comment_on(page, author=noor)
    for number in range(4):
        comment_on(page, f"Antwoord {number}", parent=first, now=NOW + timedelta(minutes=number))
    client.force_login(noor)

    shown = client.get(MINE).content.decode()

    assert [f"Antwoord {number}" in shown for number in range(4)] == [False, True, True, True]
    assert 'href="?show=answers"' in shown
    assert "Antwoord 0" in client.get(f"{MINE}?show=answers").content.decode()


def test_a_section_is_read_page_by_page(client: Client, page: ContentPage, noor: User) -> None:
    first = comment_on(page, author=noor)
    for number in range(21):
        comment_on(page, f"Antwoord {number}.", parent=first)
    client.force_login(noor)

    shown = client.get(f"{MINE}?show=answers&page=2").content.decode()

    assert "Antwoord 0." in shown
    assert "Antwoord 1." not in shown
    assert 'href="?show=answers&amp;page=1"' in shown


def test_who_has_said_nothing_is_told_what_will_be_here(reader: Client) -> None:
    assert "Reageer onder een pagina." in reader.get(MINE).content.decode()
    for section in sections():
        answer = reader.get(f"{MINE}?show={section.name}")
        assert str(section.nothing) in answer.content.decode(), section.name


def test_a_section_that_is_not_there_is_not_found(reader: Client) -> None:
    assert reader.get(f"{MINE}?show=anything").status_code == 404


def test_a_room_above_can_add_a_section(
    client: Client, page: ContentPage, noor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment = comment_on(page, "Wat ik zei", author=noor)
    monkeypatch.setattr(registry, "_sections", {})

    register_section(
        Section(
            name="said",
            title="What you said",
            nothing="Nothing.",
            find=lambda user: BrinkComment.objects.filter(user=user).order_by("-pk"),
            rows=lambda found, user: [
                Row(row.content_type_id, row.object_pk, "/", row.submit_date, row.comment) for row in found
            ],
        )
    )
    client.force_login(noor)

    assert comment.comment in client.get(MINE).content.decode()
    assert page.title in client.get(f"{MINE}?show=said").content.decode()


@pytest.mark.parametrize("query", ["", "?show=answers", "?show=mentions", "?show=questions"])
def test_three_lines_cost_as_much_as_six(client: Client, noor: User, query: str) -> None:
    client.force_login(noor)

    def add(number: int) -> None:
        for _ in range(number):
            page = NewsPageFactory()
            mention(comment_on(page, parent=ask(page, noor), author=colleague(f"Collega {uuid4()}")), noor)

    def cost() -> int:
        client.get(MINE + query)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(MINE + query).status_code == 200
        return len(queries)

    add(3)
    three = cost()
    add(3)

    assert cost() == three


def test_a_stranger_is_sent_to_the_door(client: Client) -> None:
    UserFactory()

    assert client.get(MINE).headers["Location"].startswith("/login/")
