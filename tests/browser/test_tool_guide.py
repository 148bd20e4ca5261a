"""Three questions that lead to the right tool, for who has no scripts or no mouse."""

import json

import pytest
from playwright.sync_api import expect

from access.models import User
from tests.browser.conftest import Visit, take_picture
from tests.factories.directory import PersonFactory
from tests.factories.pages import ToolGuidePageFactory, rule


@pytest.fixture
def guide_url(home: object) -> str:
    """The address of a guide with one rule for one colleague, and one for a team."""
    rules = [
        rule("Bel", for_whom=["one"], what=["ask"], url="https://bellen.example/"),
        rule("Mail", for_whom=["team"]),
    ]
    guide = ToolGuidePageFactory(
        title="Welk middel wanneer", rules=json.dumps(rules), keeper=PersonFactory(name="Mila Okafor")
    )
    return str(guide.url)


@pytest.mark.parametrize("scripts", [True, False])
def test_three_answers_lead_to_a_tool_and_the_reason(
    visit: Visit, employee: User, guide_url: str, scripts: bool
) -> None:
    page = visit(employee, width=320, scripts=scripts)
    page.goto(guide_url)
    helper = page.locator("#helper")

    expect(helper.get_by_text("Vraag 1 van 3")).to_be_visible()
    helper.get_by_role("button").first.click()
    expect(helper.get_by_text("Vraag 2 van 3")).to_be_visible()
    helper.locator("button[value=ask]").click()
    expect(helper.get_by_text("Vraag 3 van 3")).to_be_visible()
    helper.get_by_role("button").first.click()

    expect(helper.get_by_role("heading", name="Bel")).to_be_visible()
    expect(helper.get_by_role("link", name="Ga erheen")).to_have_attribute("href", "https://bellen.example/")
    take_picture(page, "tool-guide-advice")
    helper.get_by_role("link", name="Wijzig").first.click()
    expect(helper.get_by_text("Vraag 1 van 3")).to_be_visible()


def test_who_finds_no_rule_is_told_whom_to_ask(visit: Visit, employee: User, guide_url: str) -> None:
    page = visit(employee, scripts=False)
    page.goto(f"{guide_url}?for=outside&what=find&long=lasting")

    helper = page.locator("#helper")
    expect(helper.get_by_role("link", name="Mila Okafor")).to_be_visible()
    expect(page.get_by_role("heading", name="Mail")).to_be_visible()


def test_the_answers_are_given_with_keys_alone(visit: Visit, employee: User, guide_url: str) -> None:
    page = visit(employee)
    page.goto(guide_url)

    for number in (2, 3):
        page.locator("#helper button").first.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text(f"Vraag {number} van 3")).to_be_visible()
        assert page.evaluate("location.hash") == "#helper"
