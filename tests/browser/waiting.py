"""Waiting until a page is drawn, before it is looked at or measured."""

from contextlib import suppress

from playwright.sync_api import Page, TimeoutError

# Longer than scripts fetch on the slowest machine.
LONG_ENOUGH = 10_000


def let_it_draw(page: Page) -> None:
    """Wait until scripts have fetched what they draw.

    Now and then Playwright never says that the network fell silent, though no request is open any more: after
    ten seconds the page is taken as it is, and what a test looks for must be there all the same.
    """
    with suppress(TimeoutError):
        page.wait_for_load_state("networkidle", timeout=LONG_ENOUGH)
