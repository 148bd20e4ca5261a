"""The browser that the tests drive: the one of the system, never one that is fetched."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = (
    # Draws what the others draw, in half of the time.
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
)


def find_chromium() -> str | None:
    """Return where the browser is: `BRINK_CHROMIUM`, or the first that the system has."""
    if named := os.environ.get("BRINK_CHROMIUM"):
        return named
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def running_chromium(path: str) -> Iterator[Browser]:
    """Give a browser without a window."""
    # Root, which containers often are, has no sandbox to start in.
    arguments = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()
