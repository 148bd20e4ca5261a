"""Someone searches by keyboard, narrows the answer down, and asks what is not there; also without scripts."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from access.models import User
from home.models import HomePage
from search.engines.answers import PAGE_SIZE
from search.models import Remark
from search.recent import choose_memory, remember_search
from tests.browser.accessible import assert_accessible, assert_in_shape
from tests.browser.conftest import Visit
from tests.browser.looks import LANGUAGES, Language, Theme
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory

NOWHERE = "zeppelin in het fietsenhok"
# Between an element and the text before it, besides the space that text ends in.
ROOM_BEFORE = """(element) => {
  const before = document.createRange();
  before.selectNodeContents(element.previousSibling);
  return element.getBoundingClientRect().left - before.getBoundingClientRect().right;
}"""
SEEN_OPENED: list[tuple[Language, Theme, int]] = [("nl", "light", 320), ("en", "dark", 1280)]


@pytest.fixture
def verlof(home: HomePage) -> None:
    ProcedurePageFactory(title="Verlof kopen")
    NewsPageFactory(title="Nieuws over verlof")
    NewsPageFactory(title="News about verlof", language="en")


@pytest.mark.usefixtures("verlof")
def test_who_searches_by_keyboard_narrows_down_and_asks_what_is_not_there(
    visit: Visit, employee: User
) -> None:
    page = visit(employee)
    page.goto("/search/")

    # A suggestion, and Back to an empty field.
    field = page.locator("#find")
    field.focus()
    page.keyboard.type("verlof k")
    option = page.locator(".suggest-place [role=option]", has_text="Regeling")
    expect(option).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Verlof kopen")
    page.go_back()

    _search(page, "verlof")
    expect(page.locator(".result")).to_have_count(3)
    _choose(page, "#tab-news")
    expect(page.locator(".result")).to_have_count(2)
    expect(page.locator("#tab-news")).to_be_focused()
    _choose(page, "#language-en")
    expect(page.locator(".result h3")).to_have_text(["News about verlof"])
    assert_accessible(page)

    # The chip is gone with what it let go, and the keyboard goes on at what was found.
    _choose(page, ".active .chip")
    expect(page.locator(".result")).to_have_count(2)
    expect(page.locator("#found")).to_be_focused()
    page.go_back()
    expect(page.locator(".result")).to_have_count(1)

    _search(page, NOWHERE)
    _ask(page)


@pytest.mark.usefixtures("verlof")
@pytest.mark.parametrize(("language", "theme", "width"), SEEN_OPENED)
def test_all_that_opens_on_the_screen_is_accessible_and_opens_by_keyboard(
    visit: Visit, employee: User, language: Language, theme: Theme, width: int
) -> None:
    choose_memory(user=employee, is_on=True, now=timezone.now())
    remember_search(user=employee, text="vakantiegeld", now=timezone.now())
    page = visit(employee, language=language, theme=theme, width=width)
    page.goto("/search/?q=verlof")

    if width == 320:
        _choose(page, ".narrowing summary")
    expect(page.locator("#language-en")).to_be_visible()
    assert page.locator(".tongue").first.evaluate(ROOM_BEFORE) >= 4
    assert_accessible(page)

    page.locator("#find").fill("")
    options = page.locator(".suggest-place [role=option]")
    expect(options.filter(has_text="vakantiegeld")).to_be_visible()
    assert_accessible(page)
    page.keyboard.type("verlof k")
    expect(options.filter(has=page.locator("b"), has_text="Verlof kopen")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)

    # What was not it, said and explained.
    _choose(page, ".result form button >> nth=0")
    expect(page.locator(".was-it [role=status]")).to_be_focused()
    assert_accessible(page)
    page.keyboard.press("Tab")
    page.keyboard.type("De prijs ontbreekt.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".was-it textarea")).to_have_count(0)
    expect(page.locator(".was-it [role=status]")).to_be_focused()
    expect(page.locator(".result")).to_have_count(3)
    assert Remark.objects.get().text == "De prijs ontbreekt."
    assert_accessible(page)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_to_other_pages_is_tidy_on_a_phone(visit: Visit, employee: User, language: Language) -> None:
    for number in range(2 * PAGE_SIZE + 1):
        ProcedurePageFactory(title=f"Verlof {number}")
    page = visit(employee, width=320, language=language)
    place, onward, back = (page.locator(f".pages {part}") for part in (".meta", "[rel=next]", "[rel=prev]"))

    page.goto("/search/?q=verlof")
    assert _middle(place) == pytest.approx(_middle(onward), abs=1)

    page.goto("/search/?q=verlof&page=2")
    assert _middle(back) == pytest.approx(_middle(onward), abs=1)
    # One line each, as high as a finger needs.
    assert onward.evaluate("button => button.offsetHeight") == 44
    assert back.evaluate("button => button.offsetHeight") == 44

    page.goto("/search/?q=verlof&page=3")
    assert _middle(place) == pytest.approx(_middle(back), abs=1)


@pytest.mark.usefixtures("verlof")
@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_a_phone_does_the_same(visit: Visit, employee: User, language: Language) -> None:
    page = visit(employee, width=320, language=language, scripts=False)
    page.goto("/search/")

    _search(page, "verlof")
    page.locator("#tab-news").click()
    page.locator(".narrowing summary").click()
    page.locator("#language-en").click()
    expect(page.locator(".result h3")).to_have_text(["News about verlof"])
    assert_in_shape(page)
    page.locator(".active .chip").click()
    expect(page.locator(".result")).to_have_count(2)

    page.locator(".result form button").first.click()
    page.locator(".was-it textarea").fill("De datum ontbreekt.")
    assert_in_shape(page)
    page.locator(".was-it button").click()
    assert_in_shape(page)
    assert Remark.objects.get().text == "De datum ontbreekt."
    page.locator("main .flow > p > a").click()

    _search(page, NOWHERE)
    assert_in_shape(page)
    _ask(page)


def _middle(part: Locator) -> float:
    """Return how far down the middle of `part` is."""
    box = part.bounding_box()
    assert box is not None
    return box["y"] + box["height"] / 2


def _search(page: Page, words: str) -> None:
    page.locator("#find").fill(words)
    page.keyboard.press("Enter")
    expect(page.locator("#found-count")).to_contain_text(words)


def _choose(page: Page, selector: str) -> None:
    page.locator(selector).focus()
    page.keyboard.press("Enter")


def _ask(page: Page) -> None:
    """Ask what was not found, with the words that were typed."""
    page.locator(".empty .button:not(.second)").click()
    expect(page).to_have_url(re.compile("/questions/ask/"))
    expect(page.get_by_role("textbox").and_(page.locator("[name=title]"))).to_have_value(NOWHERE)
