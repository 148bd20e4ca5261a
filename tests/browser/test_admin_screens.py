"""What we add to the Wagtail admin, as axe and a camera see it: both languages, light and dark."""

from typing import Literal

from access.models import User
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit, take_picture
from tests.browser.waiting import let_it_draw

Variant = tuple[Literal["nl", "en"], Literal["light", "dark"], int]
VARIANTS: list[Variant] = [
    ("nl", "light", 320),
    ("nl", "dark", 1280),
    ("en", "dark", 320),
    ("en", "light", 1280),
]


def test_our_screens_of_the_admin_are_accessible(visit: Visit, emre: User, screens: dict[str, str]) -> None:
    for language, theme, width in VARIANTS:
        page = visit(emre, width=width, language=language, theme=theme)
        for name, address in screens.items():
            page.goto(address)
            let_it_draw(page)
            take_picture(page, f"admin-{name}-{language}-{theme}")
            assert_accessible(page)


def test_the_switches_of_general_synonyms_stay_on_a_phone(visit: Visit, emre: User) -> None:
    page = visit(emre, width=320, language="en")

    # All of them, so also those with the longest words.
    page.goto("/admin/search/general-synonyms/")

    # Wagtail hides what does not fit, so the page itself never scrolls.
    assert page.locator("main").evaluate("main => main.scrollWidth") == 320
