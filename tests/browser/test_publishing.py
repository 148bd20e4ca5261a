"""From an idea of the newsroom to an answered comment: the thing that Brink is for."""

import re
from pathlib import Path
from urllib.parse import urldefrag

from PIL import Image
from playwright.sync_api import Page, expect

from access.roles import Role, give_role
from home.models import HomePage
from news.models import NewsIndexPage, NewsPage
from tests.browser.conftest import Visit, take_picture
from tests.browser.editor import notice_the_editor, wait_until_it_rests, wait_until_it_watches
from tests.browser.watching import Watcher
from tests.factories.accounts import PASSWORD
from tests.factories.dialogue import colleague

TITLE = "De eik op de brink krijgt een bank"
SENTENCE = "De bank is gemaakt van eikenhout uit ons eigen bos."
ALTERNATIVE = "Een bank van eikenhout onder een boom."


def test_an_editor_publishes_and_employees_find_it_talk_and_are_answered(
    visit: Visit, home: HomePage, watcher: Watcher, tmp_path: Path
) -> None:
    # While a new block is still empty the editor cannot save by itself, and its answer is an error.
    watcher.expect("400 (Bad Request)")
    emre = colleague("Emre Yildiz", username="emre")
    give_role(emre, Role.EDITOR)
    noor, tom = colleague("Noor de Wit", username="noor"), colleague("Tom Verdonk", username="tom")
    editor = visit()

    sign_in_at_the_door(editor, "emre")
    write_and_publish(editor, home, picture_in(tmp_path))

    with_scripts, without_scripts = visit(noor), visit(tom, scripts=False)
    for reader, name, question in (
        (with_scripts, "Noor de Wit", "Mag je er ook lunchen?"),
        (without_scripts, "Tom Verdonk", "Wie veegt de blaadjes weg?"),
    ):
        find_and_open(reader, "eikenhout")
        comment(reader, question)
        answer(editor, urldefrag(reader.url).url, to=name, text=f"Goede vraag, {name}.")
        reader.reload()
        expect(reader.get_by_text(f"Goede vraag, {name}.")).to_be_visible()
        take_picture(reader, f"journey-{name.split()[0].lower()}")


def picture_in(folder: Path) -> Path:
    path = folder / "eik.png"
    Image.new("RGB", (1200, 800), "#5d8c2c").save(path)
    return path


def sign_in_at_the_door(page: Page, username: str) -> None:
    page.goto("/")
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/")


def write_and_publish(page: Page, home: HomePage, image: Path) -> None:
    """Walk through the Wagtail admin, from the list of news to the published item."""
    notice_the_editor(page)
    page.goto(f"/admin/pages/{NewsIndexPage.objects.child_of(home).get().pk}/")
    page.get_by_role("link", name="Voeg onderliggende pagina toe").first.click()
    wait_until_it_watches(page)
    page.get_by_role("textbox", name="Titel").first.press_sequentially(TITLE)
    # The editor saves by itself, and the page gets its address.
    page.wait_for_url("**/edit/")
    page.get_by_role("textbox", name="Samenvatting").fill("Er is plek voor vier, en voor een hond.")
    upload(page, image)
    page.get_by_role("textbox", name="Tekst in plaats van").fill(ALTERNATIVE)
    page.locator("#panel-child-inhoud-body-section").get_by_role("button").last.click()
    page.get_by_role("option", name="Tekst").click()
    page.locator("#panel-child-inhoud-body-section [contenteditable=true]").click()
    # At once: between two keys the editor may be drawn anew, as it saves by itself, and lose what comes then.
    page.keyboard.insert_text(SENTENCE)
    # The editor hands its text to the form a moment later.
    expect(page.locator("[name=body-0-value]")).to_have_value(re.compile(re.escape(SENTENCE)))
    wait_until_it_rests(page)
    page.get_by_role("button", name="Meer acties").click()
    page.get_by_role("button", name="Publiceren").click()
    expect(page.locator(".messages .success")).to_contain_text("gepubliceerd")
    assert SENTENCE in str(NewsPage.objects.live().get(title=TITLE).body)


def upload(page: Page, image: Path) -> None:
    page.get_by_role("button", name="Kies een afbeelding").click()
    window = page.locator(".modal-dialog")
    window.get_by_role("tab", name="Uploaden").click()
    window.locator("input[type=file]").set_input_files(image)
    # The title follows the name of the file, a moment later.
    expect(window.get_by_role("textbox", name="Titel")).to_have_value(image.stem)
    window.get_by_role("button", name="Uploaden").click()
    expect(window).not_to_be_visible()


def find_and_open(page: Page, words: str) -> None:
    page.goto("/")
    page.locator("input[name=q]").first.fill(words)
    page.locator("input[name=q]").first.press("Enter")
    page.wait_for_url("**/search/**")
    expect(page.get_by_role("main")).to_contain_text(TITLE)
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("img", name=ALTERNATIVE)).to_have_js_property("complete", True)
    expect(page.get_by_role("img", name=ALTERNATIVE)).not_to_have_js_property("naturalWidth", 0)


def comment(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Wat wil je zeggen?").fill(text)
    page.get_by_role("button", name="Plaats").click()
    expect(page.locator("article.comment", has_text=text)).to_be_visible()


def answer(page: Page, address: str, *, to: str, text: str) -> None:
    page.goto(address)
    page.locator("article.comment", has_text=to).get_by_role("link", name="Antwoord").click()
    page.locator("article.comment").get_by_role("textbox").fill(text)
    page.get_by_role("button", name="Plaats je antwoord").click()
    expect(page.locator("article.comment", has_text=text)).to_be_visible()
