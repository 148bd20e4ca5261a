"""Waiting until a page is drawn, before it is looked at or measured."""

from playwright.sync_api import Page, TimeoutError

# Longer than scripts fetch on the slowest machine.
LONG_ENOUGH = 10_000
IS_SILENT = (
    "Math.max(0, ...performance.getEntries().map((one) => one.responseEnd ?? 0)) < performance.now() - 500"
)


def let_it_draw(page: Page) -> None:
    """Wait until scripts have fetched what they draw; a page that never stops fetching fails the test.

    Now and then Playwright never says that the network fell silent, though no request is open any more: after
    ten seconds the page is asked itself.
    """
    try:
        page.wait_for_load_state("networkidle", timeout=LONG_ENOUGH)
    except TimeoutError:
        page.wait_for_function(IS_SILENT)
