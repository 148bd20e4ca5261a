"""A conversation with the keyboard alone: where it is after each act, what is said, and what axe finds."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from access.models import User
from content.models import ContentPage
from dialogue.models import HintWord
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit
from tests.browser.keyboard import Keyboard
from tests.browser.watching import Watcher
from tests.factories.dialogue import colleague, comment_on
from tests.factories.pages import NewsPageFactory

REFUSED = "422 (Unprocessable"
# Everything that live regions say from now on, in order.
LISTEN = """() => {
  const words = (region) => (region.checkVisibility() ? region.innerText.replace(/\\s+/g, " ").trim() : "");
  const regions = () => document.querySelectorAll("[role=status], [role=alert], [aria-live]");
  const before = new Map([...regions()].map((region) => [region, words(region)]));
  window.said = [];
  new MutationObserver(() => {
    for (const region of regions()) {
      // A region that is new says nothing.
      const isNew = !before.has(region);
      if (!isNew && words(region) && words(region) !== before.get(region)) said.push(words(region));
      before.set(region, words(region));
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
}"""
WORDS = {
    "nl": {
        "place": "Plaats",
        "offered": "1 collega om uit te kiezen",
        "placed": "Je reactie staat er.",
        "kept": "Bewaard als concept.",
        "answer": "Antwoord",
        "answered": "Je antwoord staat er.",
        "useful": "Nuttig",
        "more": "Meer",
        "report": "Meld",
        "reported": "Bedankt voor het melden. De moderatoren kijken ernaar.",
        "withdraw": "Trek in",
        "withdrawn": "Je reactie is ingetrokken.",
    },
    "en": {
        "place": "Place",
        "offered": "1 colleague to choose from",
        "placed": "Your comment is there.",
        "kept": "Kept as a draft.",
        "answer": "Answer",
        "answered": "Your answer is there.",
        "useful": "Useful",
        "more": "More",
        "report": "Report",
        "reported": "Thank you for telling us. The moderators look at it.",
        "withdraw": "Withdraw",
        "withdrawn": "Your comment is withdrawn.",
    },
}


@pytest.fixture
def talk(db: None) -> ContentPage:
    """A news item with one comment below it, by Tom."""
    page: ContentPage = NewsPageFactory(keeper=colleague("Emre Yildiz").person)
    comment_on(page, "Wie weet hoe laat het begint?", author=colleague("Tom Verdonk", username="tom"))
    return page


@pytest.fixture
def noor(db: None) -> User:
    return colleague("Noor de Wit", username="noor")


def comment(page: Page, text: str) -> Locator:
    """Return the comment that says this."""
    return page.locator("article.comment", has=page.locator(".text", has_text=text))


def said(page: Page) -> list[str]:
    """Return what live regions said since the last time."""
    words: list[str] = page.evaluate("window.said.splice(0)")
    return words


@pytest.mark.parametrize(
    ("language", "theme", "width"), [("nl", "light", 1280), ("en", "dark", 320)], ids=["nl", "en"]
)
def test_a_conversation_with_the_keyboard_alone(
    visit: Visit,
    talk: ContentPage,
    noor: User,
    language: Literal["nl", "en"],
    theme: Literal["light", "dark"],
    width: int,
    watcher: Watcher,
) -> None:
    watcher.expect(REFUSED)
    words = WORDS[language]
    page = visit(noor, language=language, theme=theme, width=width)
    page.goto(talk.url)
    page.evaluate(LISTEN)
    keys = Keyboard(page)

    # A colleague is named while writing; Escape leaves the text alone.
    keys.tab_to("", tag="textarea")
    keys.type("Om tien uur, @tom")
    expect(page.get_by_role("option")).to_be_visible()
    assert_accessible(page)
    keys.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(page.locator("#comment-form textarea")).to_be_focused()
    keys.type(" v")
    expect(page.get_by_role("option")).to_be_visible()
    keys.press("ArrowDown", "Enter")
    assert said(page).count(words["offered"]) == 1
    keys.tab_to(words["place"], tag="button")
    keys.press("Enter")
    expect(comment(page, "Om tien uur, @Tom Verdonk")).to_be_focused()
    expect(page.locator("#comments-said")).to_have_text(words["placed"])
    assert [sentence for sentence in said(page) if sentence != words["kept"]] == [words["placed"]]

    # It is withdrawn: the question takes the keyboard, and then the head of the thread.
    keys.tab_to(words["more"], tag="summary")
    keys.press("Enter")
    assert_accessible(page)
    keys.tab_to(words["withdraw"], tag="a")
    keys.press("Enter")
    expect(page.locator("form.reply p").first).to_be_focused()
    assert_accessible(page)
    keys.tab_to(words["withdraw"], tag="button")
    keys.press("Enter")
    expect(page.locator("#comments-head")).to_be_focused()
    assert said(page) == [words["withdrawn"]]

    # One word, and the keyboard stays where it was.
    question = comment(page, "Wie weet hoe laat")
    keys.tab_to(words["useful"], tag="button")
    keys.press("Enter")
    pressed = question.get_by_role("button", name=words["useful"], pressed=True)
    expect(pressed).to_be_focused()

    # An answer without words comes back to the text.
    keys.tab_to(words["answer"], tag="a")
    keys.press("Enter")
    expect(question.locator("textarea")).to_be_focused()
    keys.tab_to(words["place"], tag="button")
    keys.press("Enter")
    expect(question.locator("textarea[aria-invalid=true]")).to_be_focused()
    assert_accessible(page)
    keys.type("Om elf uur.")
    keys.tab_to(words["place"], tag="button")
    keys.press("Enter")
    answer = comment(page, "Om elf uur.")
    expect(answer).to_be_focused()
    expect(answer).to_have_accessible_name(re.compile("^Noor de Wit .*Tom Verdonk"))
    assert [sentence for sentence in said(page) if sentence != words["kept"]] == [words["answered"]]

    # A report begins at what is wrong.
    page.locator("#comments-head").focus()
    question.locator("summary").focus()
    keys.press("Enter")
    keys.tab_to(words["report"], tag="a")
    keys.press("Enter")
    expect(question.get_by_role("radio").first).to_be_focused()
    assert_accessible(page)
    keys.press("Space", "Tab")
    keys.type("Dit is geen vraag.")
    keys.tab_to(words["report"], tag="button")
    keys.press("Enter")
    expect(question).to_be_focused()
    assert said(page) == [words["reported"]]


@pytest.mark.parametrize(
    ("language", "theme", "width"), [("en", "light", 320), ("nl", "dark", 1280)], ids=["en", "nl"]
)
def test_what_is_wrong_takes_the_keyboard(
    visit: Visit,
    talk: ContentPage,
    noor: User,
    language: Literal["nl", "en"],
    theme: Literal["light", "dark"],
    width: int,
    watcher: Watcher,
) -> None:
    watcher.expect(REFUSED)
    HintWord.objects.create(word="sukkel", hint_nl="Zeg wat er misgaat.", hint_en="Say what goes wrong.")
    page = visit(noor, language=language, theme=theme, width=width)
    page.goto(talk.url)
    form = page.locator("#comment-form")
    place = form.locator("button").first

    form.locator("textarea").fill("Sukkel")
    place.press("Enter")
    preview = form.get_by_role("group").and_(form.locator(".preview"))
    expect(preview).to_be_focused()
    expect(preview).to_have_accessible_description(
        re.compile({"nl": "misgaat", "en": "goes wrong"}[language])
    )

    form.locator(".marks summary").press("Enter")
    form.locator(".attach summary").press("Enter")
    form.locator("input[type=file]").set_input_files(
        {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"MZ"}
    )
    place.press("Enter")
    expect(form.locator("input[type=file][aria-invalid=true]")).to_be_focused()
    form.locator(".marks summary").press("Enter")
    assert_accessible(page)
