import time

from playwright.sync_api import Page, Route, expect

from access.models import User
from dialogue.models import BrinkComment
from news.models import NewsPage
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit, take_picture
from tests.browser.watching import Watcher
from tests.factories.pages import NewsPageFactory

FORM = "#comment-form"


def write(page: Page, news: NewsPage, text: str) -> None:
    page.goto(news.url)
    page.locator(f"{FORM} textarea").fill(text)


def slow_down(route: Route) -> None:
    if route.request.method == "POST":
        time.sleep(0.5)
    route.continue_()


def press_twice(page: Page) -> None:
    # In the page itself: Playwright would wait until the button can be pressed again.
    page.locator(f"{FORM} button:not([name])").evaluate(
        "button => { button.click(); setTimeout(() => button.click(), 150) }"
    )


def test_a_button_that_is_pressed_twice_sends_once(visit: Visit, employee: User) -> None:
    news = NewsPageFactory(title="De brug is dicht")
    page = visit(employee)
    page.route("**/comments/**", slow_down)
    write(page, news, "Hoe lang nog?")

    press_twice(page)

    expect(page.locator(f"{FORM} button:not([name])")).to_be_disabled()
    expect(page.locator(".comment")).to_have_count(1)
    expect(page.locator(f"{FORM} button:not([name])")).to_be_enabled()
    assert BrinkComment.objects.count() == 1


def test_a_plain_form_that_is_pressed_twice_is_sent_once(visit: Visit, employee: User) -> None:
    news = NewsPageFactory(title="De brug is dicht")
    page = visit(employee)
    page.route("**/htmx*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.route("**/comments/**", slow_down)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    write(page, news, "Hoe lang nog?")

    press_twice(page)

    expect(page.locator(".comment")).to_have_count(1)
    assert len(sent) == 1


def test_what_was_typed_on_a_page_that_was_open_too_long_is_sent_again(
    visit: Visit, employee: User, watcher: Watcher
) -> None:
    watcher.expect("403")
    news = NewsPageFactory(title="De brug is dicht")
    page = visit(employee)
    write(page, news, "Dit mag niet kwijt zijn.")
    page.context.clear_cookies(name="csrftoken")

    page.locator(f"{FORM} button:not([name])").click()
    expect(page.locator("main h1")).to_have_text("Verstuur het nog een keer")
    expect(page.locator(".typed")).to_have_text("Dit mag niet kwijt zijn.")
    assert_accessible(page)
    take_picture(page, "form-expired")
    page.locator("main button").click()

    expect(page.locator(".comment .text")).to_have_text("Dit mag niet kwijt zijn.")
