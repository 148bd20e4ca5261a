"""Nothing that is typed gets lost: a closed tab, a lost line, an ended session; and a file goes along."""

from pathlib import Path
from typing import Literal

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from access.models import User
from content.models import ContentPage
from dialogue.files.reading import read_file
from dialogue.models import BrinkComment, Draft
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit, sign_in, take_picture
from tests.browser.looks import OTHER_WAYS, WIDTHS
from tests.browser.waiting import let_it_draw
from tests.browser.watching import Watcher
from tests.factories.attachments import PDF, photo, read_photo
from tests.factories.dialogue import colleague, comment_on
from tests.factories.pages import NewsPageFactory

WORDS = "Dit mag niet kwijt zijn."
# The browser says so of each request that does not get through, and of each that is refused.
NO_LINE = "ERR_INTERNET_DISCONNECTED"
REFUSED = "422 (Unprocessable"
UNKNOWN = "401 (Unauthorized"


@pytest.fixture(autouse=True)
def store(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def noor(db: None) -> User:
    return colleague("Noor de Wit", username="noor")


@pytest.fixture
def news(db: None) -> ContentPage:
    page: ContentPage = NewsPageFactory(title="De brug is dicht")
    return page


def place(page: Page) -> None:
    page.get_by_role("button", name="Plaats", exact=True).click()


def says(page: Page, words: str) -> None:
    expect(page.locator(f"#comment-form [data-says={words}]")).to_be_visible()


def write(page: Page, news: ContentPage) -> None:
    page.goto(news.url)
    page.locator("#comment-form textarea").fill(WORDS)


def expect_words(page: Page) -> None:
    expect(page.locator("#comment-form textarea")).to_have_value(WORDS)


def reopened(page: Page, news: ContentPage) -> Page:
    """Close the tab and open the page anew."""
    context: BrowserContext = page.context
    page.close()
    page = context.new_page()
    page.goto(news.url)
    return page


def test_a_closed_tab_and_another_device_open_as_they_were_left(
    visit: Visit, news: ContentPage, noor: User
) -> None:
    page = visit(noor)
    write(page, news)
    says(page, "kept")
    assert page.evaluate("Object.keys(localStorage).length") == 0

    page = reopened(page, news)
    expect_words(page)
    assert_accessible(page)
    take_picture(page, "draft")
    phone = visit(noor, width=320, scripts=False)
    phone.goto(news.url)
    expect_words(phone)
    take_picture(phone, "draft-phone")

    place(phone)
    expect(phone.locator("article.comment .text")).to_have_text(WORDS)
    assert not Draft.objects.exists()


def test_a_draft_is_thrown_away_by_a_click(visit: Visit, news: ContentPage, noor: User) -> None:
    page = visit(noor)
    write(page, news)
    says(page, "kept")
    page = reopened(page, news)

    page.get_by_role("button", name="Gooi het weg").click()

    expect(page.locator("#comment-form textarea")).to_have_value("")
    page = reopened(page, news)
    expect(page.locator("#comment-form textarea")).to_have_value("")
    assert not Draft.objects.exists()


def test_without_a_line_it_is_kept_in_the_browser(
    visit: Visit, news: ContentPage, noor: User, watcher: Watcher
) -> None:
    watcher.expect(NO_LINE)
    page = visit(noor)
    page.goto(news.url)
    page.context.set_offline(True)

    page.locator("#comment-form textarea").fill(WORDS)
    says(page, "here")
    take_picture(page, "draft-no-line")
    context = page.context
    page.close()
    assert not Draft.objects.exists()
    context.set_offline(False)
    page = context.new_page()
    page.goto(news.url)

    says(page, "back")
    expect_words(page)
    assert Draft.objects.get().text == WORDS


def test_once_the_line_is_back_the_server_has_it(
    visit: Visit, news: ContentPage, noor: User, watcher: Watcher
) -> None:
    watcher.expect(NO_LINE)
    page = visit(noor)
    page.goto(news.url)
    page.context.set_offline(True)
    page.locator("#comment-form textarea").fill(WORDS)
    says(page, "here")

    page.context.set_offline(False)

    says(page, "kept")
    assert Draft.objects.get().text == WORDS


def test_what_was_placed_does_not_come_back(visit: Visit, news: ContentPage, noor: User) -> None:
    page = visit(noor)
    write(page, news)

    place(page)
    expect(page.locator("article.comment")).to_have_count(1)
    page = reopened(page, news)
    let_it_draw(page)

    expect(page.locator("#comment-form textarea")).to_have_value("")
    assert not Draft.objects.exists()
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_signing_out_leaves_nothing_in_the_browser(
    visit: Visit, news: ContentPage, noor: User, watcher: Watcher, live_server: LiveServer
) -> None:
    watcher.expect("500")
    page = visit(noor)
    page.route("**/comments/drafts/**", lambda route: route.fulfill(status=500, body=""))
    write(page, news)
    says(page, "here")
    assert page.evaluate("Object.keys(localStorage).length") == 1

    page.get_by_role("button", name="Log uit").click()
    expect(page.locator("input[name=login]")).to_be_visible()

    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_another_account_finds_nothing_in_the_browser(
    visit: Visit, news: ContentPage, noor: User, watcher: Watcher, live_server: LiveServer
) -> None:
    watcher.expect("500")
    page = visit(noor)
    page.route("**/comments/drafts/**", lambda route: route.fulfill(status=500, body=""))
    write(page, news)
    says(page, "here")
    page.unroute("**/comments/drafts/**")

    sign_in(page.context, colleague("Tom Verdonk"), live_server.url)
    page = reopened(page, news)
    let_it_draw(page)

    expect(page.locator("#comment-form textarea")).to_have_value("")
    assert page.evaluate("Object.keys(localStorage).length") == 0


@pytest.mark.proof("journeys")
@pytest.mark.parametrize(("language", "scripts"), OTHER_WAYS)
def test_an_ended_session_loses_nothing(
    visit: Visit,
    news: ContentPage,
    noor: User,
    live_server: LiveServer,
    watcher: Watcher,
    language: Literal["nl", "en"],
    scripts: bool,
) -> None:
    watcher.expect(UNKNOWN)
    page = visit(noor, language=language, scripts=scripts)
    page.goto(news.url)
    Session.objects.all().delete()
    page.locator("#comment-form textarea").fill(WORDS)

    page.locator("#comment-form button").first.click()
    expect(page.locator("input[name=login]")).to_be_visible()
    noor.set_password("geheim en lang")
    User.objects.filter(pk=noor.pk).update(password=noor.password)
    page.locator("input[name=login]").fill("noor")
    page.locator("input[name=password]").fill("geheim en lang")
    page.locator("input[name=password]").press("Enter")

    expect(page).to_have_url(f"{live_server.url}{news.url}#comment-form")
    expect_words(page)
    page.locator("#comment-form button").first.click()
    expect(page.locator("article.comment .text")).to_have_text(WORDS)


def test_who_types_on_after_the_session_ended_hears_it(
    visit: Visit, news: ContentPage, noor: User, watcher: Watcher
) -> None:
    watcher.expect(UNKNOWN)
    page = visit(noor)
    page.goto(news.url)
    Session.objects.all().delete()

    page.locator("#comment-form textarea").fill(WORDS)

    says(page, "signed-out")
    assert_accessible(page)
    take_picture(page, "draft-signed-out")
    assert Draft.objects.get().text == WORDS


@pytest.mark.parametrize("scripts", [True, False])
def test_a_picture_goes_along_with_its_words(
    visit: Visit, news: ContentPage, noor: User, watcher: Watcher, scripts: bool
) -> None:
    watcher.expect(REFUSED)
    page = visit(noor, width=320, scripts=scripts)
    write(page, news)
    page.get_by_text("Voeg een foto of document toe").click()
    form = page.locator("#comment-form")
    form.locator("input[type=file]").set_input_files(
        {"name": "eik.jpg", "mimeType": "image/jpeg", "buffer": photo(size=(1200, 700))}
    )

    place(page)
    expect(form.locator(".error")).to_contain_text("Zeg in één zin")
    expect(form.locator(".picture img")).to_be_visible()
    if scripts:
        # Which needs them itself.
        assert_accessible(page)
    else:
        # A picture changes the fields, which htmx would then bring over.
        take_picture(page, "file-asked")
    form.get_by_label("Wat is er op de foto te zien?").fill("De eik op de brink")
    place(page)

    expect(page.get_by_role("img", name="De eik op de brink")).to_be_visible()
    assert BrinkComment.objects.get().file.name == "eik.webp"


def test_a_file_that_is_not_what_it_says_leaves_the_text(
    visit: Visit, news: ContentPage, noor: User, watcher: Watcher
) -> None:
    watcher.expect(REFUSED)
    page = visit(noor)
    write(page, news)
    page.get_by_text("Voeg een foto of document toe").click()
    page.locator("#comment-form input[type=file]").set_input_files(
        {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x00"}
    )

    place(page)

    expect(page.locator("#comment-form .error")).to_contain_text("De naam eindigt op .pdf")
    expect_words(page)
    assert_accessible(page)
    take_picture(page, "file-refused")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("theme", "language"), [("light", "nl"), ("dark", "en")])
def test_files_in_a_thread_are_accessible(
    visit: Visit,
    news: ContentPage,
    noor: User,
    theme: Literal["light", "dark"],
    language: Literal["nl", "en"],
    width: int,
) -> None:
    comment_on(news, "Kijk.", author=noor, file=read_photo(), file_description="De eik op de brink")
    comment_on(news, "Lees.", author=noor, file=read_file("Plan voor de brink, derde versie.pdf", PDF))
    page = visit(noor, width=width, theme=theme, language=language)

    page.goto(news.url)

    expect(page.get_by_role("img", name="De eik op de brink")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    take_picture(page, f"thread-files-{language}-{theme}")
