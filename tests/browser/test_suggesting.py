"""The field in the masthead offers where to go, by keyboard and on a phone; without scripts it searches."""

import re

import pytest
from playwright.sync_api import expect

from access.models import User
from home.models import HomePage
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit
from tests.factories.directory import PersonFactory
from tests.factories.pages import ProcedurePageFactory


@pytest.fixture
def verlof(home: HomePage) -> None:
    ProcedurePageFactory(title="Verlof kopen")
    ProcedurePageFactory(title="Verlof verkopen aan je gemeente")
    PersonFactory(name="Vera Verhage", job_title="Adviseur personeel en organisatieontwikkeling")


@pytest.mark.usefixtures("verlof")
def test_arrows_walk_through_suggestions_and_enter_opens_one(visit: Visit, employee: User) -> None:
    page = visit(employee)
    page.goto("/people/")
    field = page.get_by_role("combobox", name="Zoek in Brink")
    page.locator("#q").focus()

    page.keyboard.type("verl")
    options = page.locator(".suggest-place [role=option]")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    assert_accessible(page)

    # The last one, and back over the field to the first.
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value("verl")

    page.keyboard.type("of k")
    thing = options.filter(has=page.locator("b"))
    expect(thing).to_have_count(1)
    for _step in range(options.count()):
        page.keyboard.press("ArrowDown")
        if thing.get_attribute("aria-selected") == "true":
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Verlof kopen")


@pytest.mark.usefixtures("verlof")
def test_suggestions_fit_on_a_phone_and_a_tap_opens_one(visit: Visit, employee: User) -> None:
    page = visit(employee, width=320, language="en", theme="dark")
    page.goto("/people/")

    page.locator("#q").click()
    page.keyboard.type("ver")
    option = page.get_by_role("option", name=re.compile("Vera Verhage"))
    expect(option).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    option.click()

    expect(page).to_have_url(re.compile("/people/vera-verhage/$"))


@pytest.mark.usefixtures("verlof")
def test_without_scripts_enter_searches(visit: Visit, employee: User) -> None:
    page = visit(employee, scripts=False)
    page.goto("/people/")

    page.locator("#q").fill("verlof kopen")
    page.keyboard.press("Enter")

    expect(page.locator(".result").first).to_contain_text("Verlof kopen")
