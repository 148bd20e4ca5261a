"""What axe finds on a page, by WCAG 2.2 on levels A and AA."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def findings(page: Page) -> list[str]:
    """Return a line per finding and element: rule, element, what is wrong."""
    # Axe waits for what only happens where scripts run, and would wait for ever.
    assert page.evaluate("matchMedia('(scripting: enabled)').matches"), (
        "axe cannot look where scripts are off; `assert_in_shape` can"
    )
    # Whatever passes is counted, but not told: on a long page that is most of the work.
    options = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}
    results = Axe().run(page, options=options)
    return [
        f"{violation['id']} at {' '.join(map(str, node['target']))}: {_reasons(node)}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]


def _reasons(node: dict[str, list[dict[str, str]]]) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return "; ".join(check["message"] for check in checks)


def assert_accessible(page: Page) -> None:
    """Fail with axe's findings, and unless the page is in shape."""
    found = findings(page)
    assert not found, "\n".join([page.url, *found])
    assert_in_shape(page)


def look_at(page: Page, *, scripts: bool) -> None:
    """Fail with all that can be found: axe's findings only where scripts run."""
    if scripts:
        assert_accessible(page)
    else:
        assert_in_shape(page)


def assert_in_shape(page: Page) -> None:
    """Fail unless the page has one first heading and fits in its width, with or without scripts."""
    headings = page.locator("h1").count()
    assert headings == 1, f"{page.url} has {headings} first headings"
    assert not (wide := too_wide(page)), f"{page.url} scrolls sideways by {wide}"


def too_wide(page: Page) -> list[str]:
    """Return the elements that make the page wider than the window; none when it fits."""
    elements: list[str] = page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return [];
          return [...document.body.querySelectorAll("*")]
            .filter((element) => element.getBoundingClientRect().right > width + 1)
            .map((element) => element.tagName.toLowerCase() + "." + [...element.classList].join("."))
            .concat("page");
        }"""
    )
    return elements
