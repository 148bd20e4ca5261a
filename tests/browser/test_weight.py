"""What a screen costs the reader's line, and that nothing moves while it loads."""

import gzip
from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, Response, Route

from access.models import User
from tests.browser.conftest import Visit
from tests.browser.fonts import needs_stand_ins
from tests.browser.test_every_screen import screens_of
from tests.browser.waiting import let_it_draw

# Where a screen brings more than all others do; together they bring everything there is.
WITH_MORE = (
    "home",
    "news-item",
    "episode",
    "feeds",
    "people",
    "unit-chart",
    "profile-edit",
    "profile-photo",
    "second-factor",
    "comment-reply",
    "search",
    "settings",
    "ask",
    "post-write",
    "group-event",
)
MOST_STYLE = 45_800
MOST_SCRIPT = 60_000
# Milliseconds.
LATE = 150
MOST_SHIFT = 0.001
# Before the page's own code runs, so that no shift is missed.
WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) { window.shifted += entry.value; }
}).observe({ type: "layout-shift", buffered: true });
"""


def heavy_screens(user: User) -> Mapping[str, str]:
    names = ("home", "news", "news-item", "procedure", "episode", "search")
    return {name: address for name, address in screens_of(user).items() if name in names}


def test_styles_and_scripts_of_all_screens_together_stay_light(visit: Visit, noor: User) -> None:
    packed: dict[str, dict[str, int]] = {"stylesheet": {}, "script": {}}

    def weigh(response: Response) -> None:
        kind = response.request.resource_type
        # A browser brings each once; here it is weighed once as well.
        if kind in packed and response.ok and response.url not in packed[kind]:
            packed[kind][response.url] = len(gzip.compress(response.body()))

    page = visit(noor)
    page.on("response", weigh)
    screens = screens_of(noor)
    for name in WITH_MORE:
        page.goto(screens[name])

    assert 0 < sum(packed["stylesheet"].values()) < MOST_STYLE
    assert 0 < sum(packed["script"].values()) < MOST_SCRIPT


@needs_stand_ins
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_moves_while_fonts_and_pictures_are_late(visit: Visit, noor: User, width: int) -> None:
    page = visit(noor, width=width)
    page.add_init_script(WATCH_SHIFTS)
    _be_late(page)

    shifts = {}
    for name, address in heavy_screens(noor).items():
        page.goto(address)
        page.evaluate("document.fonts.ready")
        let_it_draw(page)
        shifts[name] = round(page.evaluate("window.shifted"), 3)

    assert {name: shift for name, shift in shifts.items() if shift > MOST_SHIFT} == {}


def _be_late(page: Page) -> None:
    """Let the text stand before its fonts and pictures are there."""

    def wait(route: Route) -> None:
        page.wait_for_timeout(LATE)
        route.continue_()

    for pattern in ("**/*.woff2", "**/*.webp*"):
        page.route(pattern, wait)
