"""A video asks its host nothing before somebody wants to see it."""

import json

from access.models import User
from tests.browser.conftest import Visit
from tests.browser.watching import Watcher
from tests.factories.pages import NewsPageFactory

VIDEO = {"title": "De brug", "address": "https://vimeo.com/76979871", "words": "Hij gaat open."}


def test_the_player_comes_after_a_click_and_takes_the_focus(
    visit: Visit, watcher: Watcher, employee: User
) -> None:
    NewsPageFactory(slug="brug", body=json.dumps([{"type": "video", "value": VIDEO}]))
    page = visit(employee)
    # The host itself is not asked, also not by this test.
    page.route("https://player.vimeo.com/**", lambda route: route.fulfill(body="<title>player</title>"))

    page.goto("/news/brug/")
    assert page.locator("iframe").count() == 0
    assert watcher.faults == []
    watcher.expect("request to another host: https://player.vimeo.com/video/76979871")
    page.get_by_role("link", name="Speel af bij Vimeo").click()

    player = page.locator("iframe")
    assert player.get_attribute("src") == "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"
    assert player.get_attribute("title") == "De brug"
    assert player.evaluate("player => player === document.activeElement")


def test_without_scripts_the_poster_leads_to_the_host(visit: Visit, employee: User) -> None:
    NewsPageFactory(slug="brug", body=json.dumps([{"type": "video", "value": VIDEO}]))
    page = visit(employee, scripts=False)

    page.goto("/news/brug/")

    link = page.get_by_role("link", name="Speel af bij Vimeo")
    assert link.get_attribute("href") == "https://vimeo.com/76979871"
    assert link.get_attribute("rel") == "noreferrer external"
