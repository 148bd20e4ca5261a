"""Waiting for Wagtail's editor, which saves by itself while a test types faster than anyone."""

from playwright.sync_api import Page

# A change is noticed within a second, and sent half a second later.
LONG_ENOUGH = 2_000
NOTICE = """
addEventListener('w-unsaved:watch-edits', () => (window.isWatched = true));
const send = window.fetch;
window.underWay = 0;
window.quietSince = Date.now();
window.fetch = async (...parts) => {
  window.underWay += 1;
  try {
    return await send(...parts);
  } finally {
    window.underWay -= 1;
    window.quietSince = Date.now();
  }
};
"""
IS_QUIET = "long => window.underWay === 0 && Date.now() - window.quietSince > long"


def notice_the_editor(page: Page) -> None:
    """From the next page on, what the editor does can be waited for."""
    page.add_init_script(NOTICE)


def wait_until_it_watches(page: Page) -> None:
    """What is typed in the first two seconds is no change for the editor."""
    page.wait_for_function("window.isWatched")


def wait_until_it_rests(page: Page) -> None:
    """Go on no sooner than a person could: what is sent while the editor saves by itself would be older."""
    page.evaluate("window.quietSince = Date.now()")
    page.wait_for_function(IS_QUIET, arg=LONG_ENOUGH)
