from typing import Literal

import pytest
from playwright.sync_api import expect

from access.models import User
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit, take_picture
from tests.browser.looks import WIDTHS
from tests.browser.watching import Watcher


def test_the_menu_of_the_phone_opens_and_closes_with_scripts_off(visit: Visit, employee: User) -> None:
    page = visit(employee, width=320, scripts=False)
    page.goto("/people/")
    menu = page.get_by_role("navigation", name="Hoofdmenu")

    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(menu.get_by_role("link", name="Regelingen")).to_be_visible()
    take_picture(page, "menu")
    page.get_by_role("button", name="Sluit het menu").click()

    expect(menu).to_be_hidden()


def test_the_open_menu_is_accessible(visit: Visit, employee: User) -> None:
    page = visit(employee, width=320)
    page.goto("/people/")

    page.get_by_role("button", name="Menu", exact=True).click()

    expect(page.get_by_role("navigation", name="Hoofdmenu")).to_be_visible()
    assert_accessible(page)


def test_the_first_tab_leads_past_the_frame(visit: Visit, employee: User) -> None:
    page = visit(employee)
    page.goto("/people/")

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_that_is_not_there_is_accessible(
    visit: Visit, employee: User, watcher: Watcher, theme: Literal["light", "dark"], width: int
) -> None:
    watcher.expect("404")
    page = visit(employee, width=width, theme=theme)

    page.goto("/kerstrooster/")

    assert_accessible(page)
    take_picture(page, f"not-found-{theme}")


def test_the_language_is_changed_at_the_foot_and_stays(visit: Visit, employee: User) -> None:
    page = visit(employee, scripts=False)
    page.goto("/people/")

    page.get_by_role("button", name="English").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/people/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
