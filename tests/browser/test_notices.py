"""Someone is told, mutes, hears again and reads: by keyboard, and without scripts by mouse."""

import re
from typing import Any, Literal

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from home.models import HomePage
from notices.models import Notice
from tests.browser.accessible import assert_accessible, assert_in_shape
from tests.browser.conftest import Visit, take_picture
from tests.browser.hands import hands_on
from tests.browser.looks import WAYS
from tests.factories.dialogue import colleague, comment_on
from tests.factories.following import let_follow, thing_under
from tests.factories.notices import pass_all_on, tell_of_thing
from tests.factories.pages import NewsPageFactory

WORDS: dict[str, dict[str, Any]] = {  # Any: as in the other journeys
    "nl": {
        "bell": "Meldingen, nieuw: 3",
        "asks": "Yara Bos vraagt jou iets bij De brug gaat dicht",
        "mute": "Demp dit gesprek",
        "muted": "Gedempt. Je krijgt hier geen melding meer van.",
        "again": "Zet weer aan",
        "all": "Ik heb alles gelezen",
        "nothing": "Niets nieuws.",
    },
    "en": {
        "bell": "Notices, new: 3",
        "asks": "Yara Bos asks you under De brug gaat dicht",
        "mute": "Mute this conversation",
        "muted": "Muted. You get no notice of this any more.",
        "again": "Turn on again",
        "all": "I have read everything",
        "nothing": "Nothing new.",
    },
}


@pytest.mark.proof("journeys")
@pytest.mark.parametrize(("language", "scripts"), WAYS)
def test_being_told_muting_and_hearing_again(
    visit: Visit, home: HomePage, language: Literal["nl", "en"], *, scripts: bool
) -> None:
    noor, yara, liv = (colleague(name) for name in ("Noor de Wit", "Yara Bos", "Liv Aerts"))
    bridge = NewsPageFactory(title="De brug gaat dicht", keeper=noor.person)
    other = NewsPageFactory(title="Wat mag er van jouw bureau af?")
    question = comment_on(bridge, "Tot wanneer?", author=yara, is_question=True, now=timezone.now())
    comment_on(other, "Zie @noor-de-wit.", author=liv, now=timezone.now())
    let_follow(noor, "person", liv.person.pk)
    said = comment_on(other, "De kast.", author=liv, now=timezone.now())
    tell_of_thing(thing_under(("person", liv.person.pk), kind="comment", object_id=said.pk, page_id=other.pk))
    pass_all_on()
    # The screen goes by the clock.
    Notice.objects.update(made_at=timezone.now())
    page, words = visit(noor, language=language, scripts=scripts), WORDS[language]
    hands = hands_on(page, scripts=scripts)

    page.goto("/people/")
    hands.follow_link(words["bell"])
    expect(page.get_by_text(words["asks"]).first).to_be_visible()
    if scripts:
        assert_accessible(page)
    show_in_each_form(page, language)

    line = page.get_by_role("listitem").filter(has_text=words["asks"])
    again = line.get_by_role("button", name=words["again"])
    mute = line.get_by_role("button", name=words["mute"])
    hands.push(f"{words['mute']}: {words['asks']}")
    expect(line.get_by_text(words["muted"])).to_be_visible()
    if scripts:
        expect(again).to_be_focused()
        expect(again).to_have_accessible_description(re.compile(words["muted"]))
        assert_accessible(page)
    take_picture(page, f"notices-muted-{language}")
    hands.push(words["again"])
    expect(mute).to_be_visible()
    if scripts:
        expect(mute).to_be_focused()

    page.goto("/notices/")
    hands.push(words["all"])
    expect(page.get_by_text(words["nothing"])).to_be_visible()
    hands.follow_link("De brug gaat dicht")
    expect(page.locator(f"#c{question.pk}")).to_be_visible()


def show_in_each_form(page: Page, language: str) -> None:
    """Take a picture of the screen by day and by night, wide and on a phone."""
    for theme, width in (("light", 1280), ("dark", 320), ("light", 320)):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # one of the two words
        page.set_viewport_size({"width": width, "height": 900})
        assert_in_shape(page)
        take_picture(page, f"notices-{language}-{theme}")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
