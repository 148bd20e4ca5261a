from pathlib import Path

import pytest
from playwright.sync_api import expect

from access.models import User
from tests.browser import markup
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit, take_picture
from tests.browser.looks import LOOKS, Language, Theme
from tests.browser.watching import Watcher


@pytest.mark.proof("looks")
@pytest.mark.parametrize(("language", "theme", "width"), LOOKS)
def test_the_sign_in_screen_is_accessible(visit: Visit, language: Language, theme: Theme, width: int) -> None:
    page = visit(width=width, language=language, theme=theme)

    page.goto("/login/")

    assert_accessible(page)
    assert page.locator("html").get_attribute("lang") == language
    take_picture(page, f"sign-in-{language}-{theme}")


def test_an_employee_signs_in_by_keyboard(visit: Visit, employee: User) -> None:
    page = visit()
    page.goto("/")

    page.locator("input[name=login]").focus()
    page.keyboard.type("employee")
    page.keyboard.press("Tab")
    page.keyboard.type("secret")
    page.keyboard.press("Enter")

    expect(page).to_have_url("/")
    assert_accessible(page)


def test_an_employee_signs_in_with_scripts_off(visit: Visit, employee: User) -> None:
    page = visit(scripts=False)
    page.goto("/login/")

    page.locator("input[name=login]").fill("employee")
    page.locator("input[name=password]").fill("secret")
    page.locator("input[name=password]").press("Enter")

    expect(page).to_have_url("/")


def test_a_wrong_password_is_told_and_the_name_stays(visit: Visit, employee: User) -> None:
    page = visit()
    page.goto("/login/")

    page.locator("input[name=login]").fill("employee")
    page.locator("input[name=password]").fill("a guess")
    page.locator("input[name=password]").press("Enter")

    expect(page.locator("input[name=login]")).to_have_value("employee")
    assert_accessible(page)


def test_a_stranger_gets_the_sign_in_screen_in_valid_markup(visit: Visit, tmp_path: Path) -> None:
    page = visit()
    screens = {}
    for address in ("/login/", "/news/"):
        response = page.goto(address)
        assert response is not None
        screens[address] = response.text()

    assert markup.errors(screens, tmp_path) == []


def test_a_request_to_another_host_and_a_refused_script_are_noticed(visit: Visit, watcher: Watcher) -> None:
    page = visit()
    page.goto("/login/")

    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"//elsewhere.invalid/x.png\" alt>')"
    )
    page.evaluate("document.body.setAttribute('onclick', 'alert()')")
    page.wait_for_timeout(300)

    told = " ".join(watcher.unexpected())
    assert "request to another host" in told
    assert "Content Security Policy" in told
    watcher.faults.clear()
