"""Lighthouse and pa11y find nothing; a few screens each time, all of them in the large form."""

from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from access.models import User
from tests.browser.conftest import Visit
from tests.browser.fonts import needs_stand_ins
from tests.browser.outsiders import cookies_of, lighthouse, pa11y
from tests.browser.test_every_screen import screens_of
from tests.proofs import is_large

LIGHTHOUSE_SCREENS = ("home", "news-item", "procedure", "episode")


@needs_stand_ins
@pytest.mark.proof("lighthouse")
def test_lighthouse_sees_no_shift_and_no_barrier(
    visit: Visit, noor: User, live_server: LiveServer, chromium: str, tmp_path: Path
) -> None:
    names = LIGHTHOUSE_SCREENS if is_large("lighthouse") else LIGHTHOUSE_SCREENS[:1]
    screens = screens_of(noor)
    cookies = cookies_of(visit(noor).context)

    measured = {
        name: lighthouse(live_server.url + screens[name], cookies, chromium, tmp_path)
        for name in names
        if name in screens
    }
    print(measured)

    assert {found["layout-shift"] < 0.02 for found in measured.values()} == {True}
    assert {found["accessibility"] for found in measured.values()} == {1.0}
    assert {found["best-practices"] for found in measured.values()} == {1.0}


@pytest.mark.proof("pa11y")
@pytest.mark.parametrize("width", [320, 1280])
def test_pa11y_finds_nothing(
    visit: Visit, noor: User, live_server: LiveServer, chromium: str, tmp_path: Path, width: int
) -> None:
    screens = screens_of(noor)
    names = list(screens) if is_large("pa11y") else ["home", "news-item"]
    cookies = cookies_of(visit(noor).context)

    urls = [live_server.url + screens[name] for name in names if name != "missing"]

    assert pa11y(urls, cookies, chromium, tmp_path, width) == []


@pytest.mark.proof("pa11y")
@pytest.mark.parametrize("width", [320, 1280])
def test_pa11y_finds_nothing_on_what_we_add_to_the_admin(
    visit: Visit,
    emre: User,
    screens: dict[str, str],
    live_server: LiveServer,
    chromium: str,
    tmp_path: Path,
    width: int,
) -> None:
    names = list(screens) if is_large("pa11y") else ["dashboard"]
    cookies = cookies_of(visit(emre).context)

    urls = [live_server.url + screens[name] for name in names]

    # The frame around it is Wagtail's.
    assert pa11y(urls, cookies, chromium, tmp_path, width, within="#main") == []
