"""The tour of ten minutes: its text names the pictures that this test takes."""

import re
from io import BytesIO
from os import environ
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from access.models import User
from tests.browser.conftest import Visit
from tests.browser.tour import STOPS, TEXTS, Language
from tests.browser.waiting import let_it_draw

PICTURE = re.compile(r"!\[[^\]]+\]\(\.\./pictures/tour/([^)]+)\)")
HEIGHT = 800


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_tour_leads_past_screens_that_are_there(visit: Visit, noor: User, language: Language) -> None:
    for stop in STOPS:
        page = visit(User.objects.get(username=stop.who), width=stop.width, language=language)
        page.set_viewport_size({"width": stop.width, "height": HEIGHT})

        answer = page.goto(stop.address_in(language))
        if stop.leads_on:
            with page.expect_navigation() as navigation:
                page.locator(stop.leads_on).first.click()
            answer = navigation.value

        assert answer is not None
        assert answer.status == 200
        take_tour_picture(page, stop.picture_in(language), stop.starts_at)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_text_of_the_tour_shows_every_stop(language: Language) -> None:
    text = TEXTS[language]

    shown = PICTURE.findall(text.read_text())

    assert shown == [stop.picture_in(language) for stop in STOPS]
    assert all((text.parent / "../pictures/tour" / name).exists() for name in shown)


def take_tour_picture(page: Page, name: str, starts_at: str) -> None:
    """Keep the screen for the docs in the folder that `BRINK_PICTURES` names, if it does."""
    if folder := environ.get("BRINK_PICTURES"):
        if starts_at:
            page.locator(starts_at).first.evaluate("element => element.scrollIntoView()")
        page.evaluate("document.fonts.ready")
        let_it_draw(page)
        tour = Path(folder) / "tour"
        tour.mkdir(parents=True, exist_ok=True)
        Image.open(BytesIO(page.screenshot())).save(tour / name, "WEBP", quality=80, method=6)
