"""A page is translated, its source changes, and the translation is marked and mended, in the real admin."""

import re

from playwright.sync_api import Page, expect

from access.roles import Role, give_role
from home.models import HomePage
from news.models import NewsPage
from tests.browser.conftest import Visit, take_picture
from tests.browser.waiting import let_it_draw
from tests.browser.watching import Watcher
from tests.factories.dialogue import colleague
from tests.factories.pages import NewsPageFactory

SOURCE, NEWER = "De eik krijgt een bank", "De eik krijgt twee banken"
TRANSLATION = "The oak gets a bench"


def test_a_translation_is_made_marked_out_of_date_and_marked_up_to_date_again(
    visit: Visit, home: HomePage, watcher: Watcher
) -> None:
    # The editor saves by itself, and while someone presses a button such a saving may come too late.
    watcher.expect("400 (Bad Request)")
    emre, noor = colleague("Emre Yildiz", username="emre"), colleague("Noor de Wit", username="noor")
    give_role(emre, Role.EDITOR)
    source = NewsPageFactory(title=SOURCE, body=[("text", "<p>Er is plek voor vier.</p>")])
    editor, reader = visit(emre), visit(noor)

    translate(editor, source)
    publish_with_title(editor, TRANSLATION)
    translation = NewsPage.objects.get(locale__language_code="en", translation_key=source.translation_key)
    editor.goto(f"/admin/pages/{source.pk}/edit/")
    publish_with_title(editor, NEWER)

    reader.goto(translation.url)
    expect(reader.get_by_text("De Nederlandse versie is nieuwer")).to_be_visible()
    take_picture(reader, "translation-reader")
    editor.goto("/admin/reports/translations/?state=outdated")
    editor.get_by_role("link", name=TRANSLATION).click()
    expect(editor.get_by_text("is veranderd op")).to_be_visible()
    editor.get_by_role("link", name="Bekijk wat er veranderde").click()
    expect(editor.locator("tr", has_text="Veranderd").first).to_contain_text("twee banken")
    take_picture(editor, "translation-compare")
    editor.get_by_role("button", name="De vertaling is weer bij").click()
    expect(editor.locator(".messages .success")).to_contain_text("weer bij")

    reader.reload()
    expect(reader.get_by_text("De Nederlandse versie is nieuwer")).to_have_count(0)


def translate(page: Page, source: NewsPage) -> None:
    page.goto(f"/admin/translation/submit/page/{source.pk}/")
    page.locator("input[type=checkbox][name=locales]").first.check()
    page.locator("form button[type=submit], form input[type=submit]").last.click()
    page.wait_for_url(re.compile(r"/edit/"))


def publish_with_title(page: Page, title: str) -> None:
    let_it_draw(page)
    page.locator("#id_title").fill(title)
    page.get_by_role("button", name="Meer acties").click()
    page.get_by_role("button", name="Publiceren").click()
    expect(page.locator(".messages .success")).to_contain_text("gepubliceerd")
