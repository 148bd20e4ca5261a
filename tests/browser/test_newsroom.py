"""How a text comes to the site, from a writer's first word to an editor's yes, in the real admin."""

from playwright.sync_api import Page, expect

from access.roles import Role, give_role
from home.models import HomePage
from news.models import NewsIndexPage, NewsPage
from tests.browser.conftest import Visit, take_picture
from tests.browser.editor import notice_the_editor, wait_until_it_rests, wait_until_it_watches
from tests.browser.watching import Watcher
from tests.factories.dialogue import colleague

TITLE = "De markt verhuist naar de brink"


def test_a_writer_hands_in_and_an_editor_sends_back_and_then_publishes(
    visit: Visit, home: HomePage, watcher: Watcher
) -> None:
    # The editor saves by itself, and while someone presses a button such a saving may come too late.
    watcher.expect("400 (Bad Request)")
    sanne, emre = colleague("Sanne Bos", username="sanne"), colleague("Emre Yildiz", username="emre")
    give_role(sanne, Role.WRITER)
    give_role(emre, Role.EDITOR)
    writer, editor = visit(sanne), visit(emre)

    write(writer, home)
    hand_in(writer)
    page = NewsPage.objects.get(title=TITLE)
    send_back(editor, page, "Zeg ook vanaf wanneer.")
    expect_waiting(writer, page)
    hand_in(writer)
    approve(editor, page)

    page.refresh_from_db()
    writer.goto(page.url)
    expect(writer.get_by_role("heading", level=1)).to_have_text(TITLE)


def write(page: Page, home: HomePage) -> None:
    notice_the_editor(page)
    page.goto(f"/admin/pages/{NewsIndexPage.objects.child_of(home).get().pk}/")
    page.get_by_role("link", name="Voeg onderliggende pagina toe").first.click()
    wait_until_it_watches(page)
    page.get_by_role("textbox", name="Titel").first.press_sequentially(TITLE)
    page.wait_for_url("**/edit/")
    page.get_by_role("textbox", name="Samenvatting").fill("Elke vrijdag staan de kramen onder de linden.")
    # Who writes does not publish.
    page.get_by_role("button", name="Meer acties").click()
    expect(page.get_by_role("button", name="Publiceren", exact=True)).to_have_count(0)
    take_picture(page, "newsroom-writer")


def hand_in(page: Page) -> None:
    wait_until_it_rests(page)
    button = page.locator("button[name=action-submit], button[name=action-restart-workflow]").first
    if not button.is_visible():
        page.get_by_role("button", name="Meer acties").click()
    button.click()
    expect(page.locator(".messages .success")).to_contain_text(TITLE)


def open_what_waits(page: Page, article: NewsPage) -> None:
    page.goto("/admin/")
    expect(page.get_by_role("heading", name="In afwachting van jouw beoordeling")).to_be_visible()
    page.goto(f"/admin/pages/{article.pk}/edit/")
    page.get_by_role("button", name="Meer acties").click()


def send_back(page: Page, article: NewsPage, reason: str) -> None:
    open_what_waits(page, article)
    page.get_by_role("button", name="Wijzigingsverzoek").click()
    window = page.locator(".modal-dialog")
    window.get_by_role("textbox").fill(reason)
    take_picture(page, "newsroom-send-back")
    window.locator("[type=submit]").click()
    expect(page.locator(".messages .success")).to_be_visible()


def approve(page: Page, article: NewsPage) -> None:
    open_what_waits(page, article)
    page.get_by_role("button", name="Goedkeuren", exact=True).click()
    expect(page.locator(".messages .success")).to_be_visible()


def expect_waiting(page: Page, article: NewsPage) -> None:
    """The writer reads why it came back."""
    page.goto(f"/admin/pages/{article.pk}/edit/")
    expect(page.get_by_text("Zeg ook vanaf wanneer.").first).to_be_attached()
