"""Someone follows, finds what appears, stops and follows again: by keyboard, and without scripts by mouse."""

import re
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from access.models import User
from directory.models import Person
from news.models import NewsIndexPage
from tests.browser.accessible import assert_in_shape, look_at
from tests.browser.conftest import Visit, take_picture
from tests.browser.hands import hands_on
from tests.browser.looks import OTHER_WAYS
from tests.factories.dialogue import colleague
from tests.factories.directory import PersonFactory
from tests.factories.pages import NewsPageFactory

WORDS = {
    "nl": {
        "follow": "Volg Liv Aerts",
        "followed": "Je volgt Liv Aerts.",
        "stop": "Stop met Liv Aerts volgen",
        "stopped": "Je volgt Liv Aerts niet meer.",
        "again": "Volg weer Liv Aerts",
        "caught up": "Je bent bij.",
        "choose": "Stop, of zoek meer om te volgen",
        "decline": "Niet voor mij",
        "declined": "niet meer voor.",
        "take back": "Toch wel",
    },
    "en": {
        "follow": "Follow Liv Aerts",
        "followed": "You follow Liv Aerts.",
        "stop": "Stop following Liv Aerts",
        "stopped": "You no longer follow Liv Aerts.",
        "again": "Follow again Liv Aerts",
        "caught up": "You are all caught up.",
        "choose": "Stop, or find more to follow",
        "decline": "Not interested",
        "declined": "is not suggested to you again",
        "take back": "Take that back",
    },
}


@pytest.mark.proof("journeys")
@pytest.mark.parametrize(("language", "scripts"), OTHER_WAYS)
def test_what_is_followed_appears_and_following_is_stopped_and_taken_up_again(
    visit: Visit, language: Literal["nl", "en"], *, scripts: bool
) -> None:
    noor, liv = colleague("Noor de Wit"), PersonFactory(name="Liv Aerts")
    news: Any = NewsIndexPage.objects.get(locale__language_code=language)  # Any: no types of Wagtail
    page, words = visit(noor, language=language, scripts=scripts, width=320), WORDS[language]
    hands = hands_on(page, scripts=scripts)

    page.goto(liv.get_absolute_url())
    hands.push(words["follow"])
    expect(page.get_by_text(words["followed"]).first).to_be_visible()
    assert_goes_on_at(page, words["stop"], scripts=scripts)

    NewsPageFactory(title="De kade is klaar", author=liv)
    page.goto("/stream/")
    expect(page.get_by_role("heading", name=words["caught up"])).to_be_visible()
    assert_in_shape(page)
    hands.follow_link("De kade is klaar")
    expect(page.get_by_role("heading", level=1)).to_have_text("De kade is klaar")

    page.goto("/stream/")
    hands.follow_link(words["choose"])
    expect(page).to_have_url("/following/")
    hands.push(words["stop"])
    expect(page.get_by_text(words["stopped"])).to_be_visible()
    assert_goes_on_at(page, words["again"], scripts=scripts, said=words["stopped"])
    look_at(page, scripts=scripts)
    take_picture(page, f"stopped-{language}")
    hands.push(words["again"])
    assert_goes_on_at(page, words["stop"], scripts=scripts)
    assert followed_by(noor) == [liv]

    hands.push(f"{words['decline']} {news.title}")
    assert_goes_on_at(page, f"{words['take back']} {news.title}", scripts=scripts, said=words["declined"])
    hands.push(words["take back"])
    expect(page.get_by_role("button", name=f"{words['decline']} {news.title}")).to_be_visible()
    if scripts:
        expect(page.locator(".suggested button:focus")).to_have_count(1)


def assert_goes_on_at(page: Page, name: str, *, scripts: bool, said: str = "") -> None:
    """By keyboard one goes on from what came in the place of the button, and hears what came of it."""
    button = page.get_by_role("button", name=name)
    expect(button).to_be_visible()
    if scripts:
        expect(button).to_be_focused()
    if said:
        expect(button).to_have_accessible_description(re.compile(re.escape(said)))


def followed_by(user: User) -> list[Person]:
    sources = user.follows.filter(source__kind="person").values_list("source__object_id", flat=True)
    return list(Person.objects.filter(pk__in=sources))
