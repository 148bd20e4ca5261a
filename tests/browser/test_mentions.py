from pathlib import Path
from typing import Literal

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from access.models import User
from content.models import ContentPage
from dialogue.models import BrinkComment, HintWord
from directory.models import Person
from tests.browser import markup
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit, take_picture
from tests.browser.waiting import let_it_draw
from tests.browser.watching import Watcher
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import colleague, comment_on
from tests.factories.directory import PersonFactory
from tests.factories.pages import NewsPageFactory

REFUSED = "422 (Unprocessable"


@pytest.fixture
def noor(db: None) -> User:
    return colleague("Noor de Wit", username="noor")


@pytest.fixture
def jan(db: None) -> Person:
    PersonFactory(name="Jan Mulder", slug="jan-mulder", job_title="planner", user=UserFactory())
    jan: Person = PersonFactory(name="Jan Smit", slug="jan-smit", job_title="jurist", user=UserFactory())
    return jan


@pytest.fixture
def talk(db: None) -> ContentPage:
    page: ContentPage = NewsPageFactory()
    comment_on(page, "Wie weet hoe laat het begint?", author=colleague("Tom Verdonk"))
    return page


def texts(page: Page) -> str:
    return page.locator("#comment-form textarea").input_value()


@pytest.mark.parametrize(("language", "theme"), [("nl", "light"), ("en", "dark")])
def test_a_colleague_is_found_while_typing_and_named_by_keyboard(
    visit: Visit,
    talk: ContentPage,
    noor: User,
    jan: Person,
    language: Literal["nl", "en"],
    theme: Literal["light", "dark"],
) -> None:
    page = visit(noor, language=language, theme=theme)
    page.goto(talk.url)
    field = page.locator("#comment-form textarea")

    field.click()
    field.press_sequentially("Weet jij het, @jan sm")
    options = page.get_by_role("option")
    expect(options).to_have_count(1)
    expect(page.locator("#comment-form .unseen[role=status]")).to_contain_text("1")
    assert_accessible(page)
    take_picture(page, f"mention-{language}-{theme}")
    field.press("Enter")

    expect(options).to_have_count(0)
    assert texts(page) == "Weet jij het, @jan-smit "
    field.press_sequentially("of niet?")
    page.locator("#comment-form button").first.click()
    comment = page.locator("article.comment", has_text="of niet?")
    expect(comment.get_by_role("link", name="@Jan Smit")).to_have_attribute("href", jan.get_absolute_url())


def test_arrows_walk_escape_leaves_and_a_finger_chooses(
    visit: Visit, talk: ContentPage, noor: User, jan: Person
) -> None:
    page = visit(noor, width=320)
    page.goto(talk.url)
    field = page.locator("#comment-form textarea")
    field.click()

    field.press_sequentially("@jan")
    expect(page.get_by_role("option")).to_have_count(2)
    first = page.get_by_role("option", selected=True).inner_text()
    field.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).not_to_have_text(first)
    assert field.get_attribute("aria-activedescendant") == page.get_by_role(
        "option", selected=True
    ).get_attribute("id")
    field.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(field).to_be_focused()
    assert texts(page) == "@jan"

    field.press_sequentially(" mul")
    page.get_by_role("option", name="Jan Mulder").click()
    expect(field).to_be_focused()
    assert texts(page) == "@jan-mulder "


def test_an_enter_is_an_enter_where_nobody_is_offered(
    visit: Visit, talk: ContentPage, noor: User, jan: Person
) -> None:
    page = visit(noor)
    page.goto(talk.url)
    field = page.locator("#comment-form textarea")
    field.click()

    field.press_sequentially("Mail @zzz")
    page.wait_for_timeout(400)
    field.press("Enter")

    assert texts(page) == "Mail @zzz\n"


def test_without_scripts_the_preview_asks_who_is_meant(
    visit: Visit, talk: ContentPage, noor: User, jan: Person, watcher: Watcher
) -> None:
    watcher.expect(REFUSED)
    page = visit(noor, width=320, scripts=False)
    page.goto(talk.url)

    page.locator("#comment-form textarea").fill("Weet jij het, @jan?")
    page.get_by_role("button", name="Voorbeeld").click()
    question = page.get_by_role("group", name="Wie bedoel je met @jan?")
    expect(question.get_by_role("radio")).to_have_count(3)
    take_picture(page, "mention-choice")
    question.get_by_label("Jan Smit").check()
    page.locator("#comment-form button").first.click()

    expect(page.get_by_role("link", name="@Jan Smit")).to_be_visible()


def test_who_was_chosen_stays_chosen_in_the_text(
    visit: Visit, talk: ContentPage, noor: User, jan: Person, watcher: Watcher
) -> None:
    watcher.expect(REFUSED)
    page = visit(noor)
    page.goto(talk.url)
    field = page.locator("#comment-form textarea")

    field.fill("Weet jij het, @jan?")
    page.locator("#comment-form button").first.click()
    question = page.get_by_role("group", name="Wie bedoel je met @jan?")
    expect(question.get_by_role("radio").first).to_be_focused()
    assert_accessible(page)
    question.get_by_label("Jan Smit").check()
    page.locator("#comment-form button[value=preview]").click()
    expect(page.locator("#comment-form .preview a")).to_have_text("@Jan Smit")
    let_it_draw(page)

    assert texts(page) == "Weet jij het, @jan-smit?"


@pytest.mark.parametrize(("language", "theme"), [("nl", "dark"), ("en", "light")])
def test_a_preview_and_a_hint_stand_in_the_thread_and_take_the_keyboard(
    visit: Visit,
    talk: ContentPage,
    noor: User,
    language: Literal["nl", "en"],
    theme: Literal["light", "dark"],
    watcher: Watcher,
) -> None:
    watcher.expect(REFUSED)
    HintWord.objects.create(
        word="belachelijk", hint_nl="Zeg wat je anders wilt.", hint_en="Say what you want."
    )
    page = visit(noor, language=language, theme=theme)
    page.goto(talk.url)

    page.locator("#comment-form textarea").fill("> Wie weet het?\n\n**Belachelijk**\n\n- vroeg\n- `code`")
    page.locator("#comment-form button[value=preview]").click()
    preview = page.locator("#comment-form .preview")
    expect(preview.locator("strong")).to_have_text("Belachelijk")
    expect(preview).to_be_focused()
    assert_accessible(page)
    take_picture(page, f"preview-{language}-{theme}")
    page.locator("#comment-form button[value=anyway]").click()

    expect(page.locator("article.comment strong")).to_have_text("Belachelijk")
    assert BrinkComment.objects.count() == 2


def test_the_screens_of_a_look_before_placing_are_valid(
    client: Client, talk: ContentPage, noor: User, jan: Person, tmp_path: Path
) -> None:
    HintWord.objects.create(word="belachelijk", hint_nl="Zeg wat je wilt.", hint_en="Say what you want.")
    address = reverse("dialogue:comment-post", args=[talk.content_type_id, talk.pk])
    client.force_login(noor)
    texts = {"preview": "> Ja\n\n1. **@jan-smit**\n2. `code`", "asked": "Dag @jan", "hint": "Belachelijk"}

    screens = {name: client.post(address, {"text": text}).text for name, text in texts.items()}
    screens["preview"] = client.post(address, {"text": texts["preview"], "act": "preview"}).text

    assert markup.errors(screens, tmp_path) == []


def test_a_quote_stands_ready_in_the_answer(visit: Visit, talk: ContentPage, noor: User) -> None:
    page = visit(noor)
    page.goto(talk.url)
    question = page.locator("article.comment").first

    question.locator(".acts > summary").click()
    question.get_by_role("link", name="Citeer").click()

    field = question.locator("textarea")
    expect(field).to_have_value("> Wie weet hoe laat het begint?\n\n")
    expect(field).to_be_focused()
    field.press_sequentially("Om tien uur.")
    question.locator("form button").first.click()
    expect(page.locator("article.comment blockquote")).to_have_text("Wie weet hoe laat het begint?")
