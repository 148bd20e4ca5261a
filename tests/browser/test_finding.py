"""A colleague is found by keyboard, while typing, and without scripts as well."""

import re

import pytest
from playwright.sync_api import expect

from access.accounts import choose_shortcuts
from access.models import User
from home.models import HomePage
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit
from tests.factories.directory import PersonFactory, UnitFactory


@pytest.fixture
def bakkers(home: HomePage) -> None:
    unit = UnitFactory(name="Wegen")
    for name in ("Johannes Bakker", "Tjitske Bakker", "Lieke Bakker"):
        PersonFactory(name=name, job_title="Stratenmaker", unit=unit)


@pytest.mark.usefixtures("bakkers")
def test_a_slash_goes_to_the_field_and_arrows_walk_to_who_is_meant(visit: Visit, employee: User) -> None:
    page = visit(employee)
    page.goto("/people/")

    page.keyboard.press("/")
    page.keyboard.type("hans baker")
    expect(page.locator(".suggestions a")).to_have_count(1)
    assert_accessible(page)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name=re.compile("Johannes Bakker")).first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#who")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".suggestions")).to_have_count(0)
    page.keyboard.press("Enter")

    expect(page.locator(".found a").first).to_have_text("Johannes Bakker")
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/people/johannes-bakker/$"))


@pytest.mark.usefixtures("bakkers")
def test_who_switched_the_key_off_types_a_slash_in_vain(visit: Visit, employee: User) -> None:
    choose_shortcuts(user=employee, uses_shortcuts=False)
    page = visit(employee)
    page.goto("/people/")

    page.keyboard.press("/")
    page.keyboard.type("hans")

    expect(page.locator("#who")).to_have_value("")
    expect(page.locator("#q")).to_have_value("")


@pytest.mark.usefixtures("bakkers")
def test_a_slash_is_a_letter_where_someone_types(visit: Visit, employee: User) -> None:
    page = visit(employee)
    page.goto("/people/")

    page.locator("#q").focus()
    page.keyboard.type("a/b")

    expect(page.locator("#q")).to_have_value("a/b")


@pytest.mark.usefixtures("bakkers")
@pytest.mark.parametrize("width", [320, 1280])
def test_suggestions_fit_narrow_and_wide_in_light_and_dark(visit: Visit, employee: User, width: int) -> None:
    for theme in ("light", "dark"):
        page = visit(employee, width=width, theme=theme)
        page.goto("/people/")
        page.locator("#who").press_sequentially("bakker")

        expect(page.locator(".suggestions a")).to_have_count(3)

        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert all(
            box["height"] >= 44
            for link in page.locator(".suggestions a").all()
            if (box := link.bounding_box())
        )
        assert_accessible(page)


@pytest.mark.usefixtures("bakkers")
def test_without_scripts_enter_finds_the_same(visit: Visit, employee: User) -> None:
    page = visit(employee, scripts=False)
    page.goto("/people/")

    page.locator("#who").fill("hans baker")
    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name="Johannes Bakker")).to_be_visible()
