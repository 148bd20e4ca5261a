"""The guide: its pictures are taken on a walk through the real admin, as Emre and as an administrator."""

import re
from io import BytesIO
from os import environ
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page

from access.models import User
from tests.browser.conftest import Visit
from tests.browser.guide import NAMES, TEXTS, WALKS, Language, prepare_demo
from tests.browser.waiting import let_it_draw
from tests.browser.watching import Watcher

PICTURE = re.compile(r"!\[[^\]]+\]\(\.\./pictures/guide/([^)]+)\)")
WIDTH, HEIGHT = 1180, 720
MARGIN = 8
LARGEST_BYTES = 60_000


def test_the_guide_leads_past_screens_that_are_there(visit: Visit, noor: User, watcher: Watcher) -> None:
    # The editor saves by itself, and while a screen is left such a saving may come too late.
    watcher.expect("400 (Bad Request)")
    prepare_demo(writer=User.objects.get(username="noor"))
    for language in TEXTS:
        pages = {}
        for walk in WALKS:
            if walk.who not in pages:
                pages[walk.who] = visit(User.objects.get(username=walk.who), width=WIDTH, language=language)
            page = pages[walk.who]
            page.set_viewport_size({"width": WIDTH, "height": HEIGHT})

            seen = walk.take(page, language)

            assert all(part.first.is_visible() for part in seen), walk.name
            take_guide_picture(page, walk.picture_in(language), seen)
            # The admin remembers which panel stood open.
            page.evaluate("localStorage.clear()")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_guide_shows_the_picture_of_every_walk(language: Language) -> None:
    text = TEXTS[language]

    shown = PICTURE.findall(text.read_text())

    assert shown == [walk.picture_in(language) for walk in WALKS]
    files = [text.parent / "../pictures/guide" / name for name in shown]
    assert all(file.stat().st_size < LARGEST_BYTES for file in files)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_guide_calls_what_the_walks_press_by_its_name(language: Language) -> None:
    text = " ".join(TEXTS[language].read_text().split())

    assert [name for name in vars(NAMES[language]).values() if f"*{name}*" not in text] == []


def take_guide_picture(page: Page, name: str, seen: list[Locator]) -> None:
    """Keep what is seen for the docs in the folder that `BRINK_PICTURES` names, if it does."""
    if folder := environ.get("BRINK_PICTURES"):
        page.evaluate("document.fonts.ready")
        let_it_draw(page)
        guide = Path(folder) / "guide"
        guide.mkdir(parents=True, exist_ok=True)
        picture = Image.open(BytesIO(page.screenshot(clip=around(page, seen), animations="disabled")))
        picture.save(guide / name, "WEBP", quality=80, method=6)


def around(page: Page, seen: list[Locator]) -> FloatRect:
    """Return the part of the window that holds all of `seen`, with nothing of the menu beside it."""
    boxes = [box for part in seen if (box := part.first.bounding_box())]
    main = page.locator("main").bounding_box()
    left = min(box["x"] for box in boxes)
    if main and left >= main["x"]:
        left = max(main["x"], left - MARGIN)
    top = max(0, min(box["y"] for box in boxes) - MARGIN)
    right = min(WIDTH, max(box["x"] + box["width"] for box in boxes) + MARGIN)
    bottom = min(HEIGHT, max(box["y"] + box["height"] for box in boxes) + MARGIN)
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}
