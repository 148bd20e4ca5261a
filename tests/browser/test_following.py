"""Someone follows, sees what they follow, stops and follows again, with scripts and without."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from access.models import User
from directory.models import Person
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit, take_picture
from tests.factories.dialogue import colleague
from tests.factories.directory import PersonFactory

WORDS = {
    "nl": {
        "follow": "Volg Liv Aerts",
        "followed": "Je volgt Liv Aerts.",
        "stop": "Stop met Liv Aerts volgen",
        "stopped": "Je volgt Liv Aerts niet meer.",
        "again": "Volg weer Liv Aerts",
    },
    "en": {
        "follow": "Follow Liv Aerts",
        "followed": "You follow Liv Aerts.",
        "stop": "Stop following Liv Aerts",
        "stopped": "You no longer follow Liv Aerts.",
        "again": "Follow again Liv Aerts",
    },
}


@pytest.mark.parametrize(("language", "scripts"), [("nl", True), ("en", False)])
def test_following_stopping_and_following_again(
    visit: Visit, language: Literal["nl", "en"], scripts: bool
) -> None:
    noor, liv = colleague("Noor de Wit"), PersonFactory(name="Liv Aerts")
    page, words = visit(noor, language=language, scripts=scripts), WORDS[language]

    page.goto(liv.get_absolute_url())
    press(page, words["follow"])
    expect(page.get_by_text(words["followed"]).first).to_be_visible()
    assert_focus_stays(page, words["stop"], scripts)
    take_picture(page, f"profile-followed-{language}")

    page.goto("/following/")
    press(page, words["stop"])
    expect(page.get_by_text(words["stopped"])).to_be_visible()
    assert_focus_stays(page, words["again"], scripts)
    if scripts:
        assert_accessible(page)
    take_picture(page, f"stopped-{language}")
    press(page, words["again"])
    expect(page.get_by_role("button", name=words["stop"])).to_be_visible()
    assert followed_by(noor) == [liv]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def assert_focus_stays(page: Page, name: str, scripts: bool) -> None:
    """Whoever presses by keyboard goes on from what came in the place of the button."""
    if scripts:
        expect(page.get_by_role("button", name=name)).to_be_focused()


def followed_by(user: User) -> list[Person]:
    sources = user.follows.filter(source__kind="person").values_list("source__object_id", flat=True)
    return list(Person.objects.filter(pk__in=sources))
