"""Coming back after an absence, and catching up: by keyboard, and without scripts by mouse."""

from datetime import timedelta
from typing import Literal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from access.models import User
from following.gathering import MOST_AFTER_ABSENCE
from following.models import Visit as Absence
from news.models import NewsPage
from notices.models import Notice
from tests.browser.accessible import assert_in_shape, look_at
from tests.browser.conftest import Visit, take_picture
from tests.browser.hands import hands_on
from tests.browser.looks import WAYS
from tests.factories.dialogue import colleague, comment_on
from tests.factories.following import let_follow
from tests.factories.notices import tell_of
from tests.factories.pages import NewsPageFactory

WORDS = {
    "nl": {
        "days": "Je was 5 dagen weg.",
        "see": "Kijk wat je miste",
        "away": "Sinds je weg was",
        "for me": "Voor jou",
        "asks": "Yara Bos vraagt jou iets bij Nieuwe fietsen",
        "mute": "Demp dit gesprek",
        "again": "Zet weer aan",
        "more": "Er was meer",
        "read": "Ik heb alles gelezen",
        "caught up": "Je bent bij.",
        "comments": "Reacties",
        "commented": "reageerde",
    },
    "en": {
        "days": "You were away for 5 days.",
        "see": "See what you missed",
        "away": "Since you were away",
        "for me": "For you",
        "asks": "Yara Bos asks you under Nieuwe fietsen",
        "mute": "Mute this conversation",
        "again": "Turn on again",
        "more": "There was more",
        "read": "I have read everything",
        "caught up": "You are all caught up.",
        "comments": "Comments",
        "commented": "commented",
    },
}


@pytest.fixture
def noor(visit: Visit) -> User:
    """Someone who was away for five days in which much was published and one thing was asked."""
    noor, liv, yara = (colleague(name) for name in ("Noor Wit", "Liv Aerts", "Yara Bos"))
    let_follow(noor, "person", liv.person.pk)
    for number in range(MOST_AFTER_ABSENCE):
        NewsPageFactory(title=f"Nieuws {number}", author=liv.person, published_on=None)
    own: NewsPage = NewsPageFactory(title="Nieuwe fietsen", keeper=noor.person)
    comment_on(own, "Die van mij is rood.", author=liv, now=timezone.now())
    tell_of(comment_on(own, "Welke kleur?", author=yara, is_question=True, now=timezone.now()))
    Notice.objects.exclude(event__kind="question").delete()
    Notice.objects.update(made_at=timezone.now())
    Absence.objects.create(visitor=noor, last_on=timezone.localdate() - timedelta(days=6))
    return noor


@pytest.mark.proof("journeys")
@pytest.mark.parametrize(("language", "scripts"), WAYS)
def test_who_was_away_for_five_days_catches_up_and_looks_further(
    visit: Visit, noor: User, language: Literal["nl", "en"], *, scripts: bool
) -> None:
    words, page = WORDS[language], visit(noor, width=320, language=language, scripts=scripts)
    hands, main = hands_on(page, scripts=scripts), page.get_by_role("main")

    page.goto("/")
    hands.follow_link(words["see"])
    expect(main.get_by_text(words["days"])).to_be_visible()
    expect(main.get_by_role("heading", level=3).first).to_have_text(words["for me"])
    expect(main.get_by_role("heading", level=4)).to_have_count(MOST_AFTER_ABSENCE)
    expect(main.get_by_role("heading", name=words["caught up"])).to_be_visible()
    expect(main.get_by_text(words["more"])).to_be_visible()
    look_at(page, scripts=scripts)
    take_picture(page, f"missed-{language}")
    if scripts:
        hands.push(f"{words['mute']}: {words['asks']}")
        expect(page.get_by_role("button", name=words["again"])).to_be_focused()
        expect(main.get_by_role("heading", level=4)).to_have_count(MOST_AFTER_ABSENCE)
        page.goto("/stream/")
    hands.push(words["read"])

    expect(main.get_by_role("heading", name=words["away"])).to_have_count(0)
    hands.follow_link(words["comments"])
    expect(main).to_contain_text(words["commented"])
    assert_in_shape(page)
    hands.follow_link("Nieuwe fietsen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nieuwe fietsen")
