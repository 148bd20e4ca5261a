"""Somebody settles when it is quiet; a mail waits for the morning, and its conversation is muted from it."""

import re
from datetime import datetime, time, timedelta
from typing import Literal
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django import Settings

from access.models import User
from notices.mailing import mail_due
from notices.models import Mute, Preference
from tests.browser.accessible import look_at
from tests.browser.conftest import Visit, take_picture
from tests.browser.hands import hands_on
from tests.browser.looks import WAYS
from tests.browser.watching import Watcher
from tests.factories.dialogue import colleague, comment_on
from tests.factories.notices import tell_of
from tests.factories.pages import NewsPageFactory
from tests.notices import post_office
from tests.notices.post_office import words_of

WORDS = {
    "nl": {
        "what I follow": "Ook wat ik volg",
        "what is for me": "Alleen wat voor mij bedoeld is",
        "quiet from": "Stil vanaf",
        "when free": "Ook stil op mijn vrije dagen",
        "save": "Bewaar wat me mag storen",
        "saved": "Bewaard.",
        "mute": "Demp dit gesprek",
        "muted": "Dit gesprek is gedempt",
        "worn out": "Deze link is al gebruikt, of is te oud",
        "again": "Zet weer aan",
        "heard": "Het staat weer aan.",
    },
    "en": {
        "what I follow": "Also what I follow",
        "what is for me": "Only what is meant for me",
        "quiet from": "Quiet from",
        "when free": "Also quiet on my days off",
        "save": "Save what may disturb me",
        "saved": "Saved.",
        "mute": "Mute this conversation",
        "muted": "This conversation is muted",
        "worn out": "This link was used before, or is too old",
        "again": "Turn on again",
        "heard": "It is on again.",
    },
}


@pytest.mark.proof("journeys")
@pytest.mark.parametrize(("language", "scripts"), WAYS)
def test_a_mail_waits_for_the_morning_and_mutes_without_signing_in(
    visit: Visit, watcher: Watcher, settings: Settings, language: Literal["nl", "en"], *, scripts: bool
) -> None:
    noor, words = colleague("Noor de Wit", language=language), WORDS[language]
    own = NewsPageFactory(title="De brug gaat dicht", keeper=noor.person)
    page = visit(noor, language=language, scripts=scripts, width=320)
    hands = hands_on(page, scripts=scripts)

    page.goto("/settings/")
    hands.choose(words["what is for me"], among=words["what I follow"])
    hands.select(words["quiet from"], "16:30")
    # Or else it would depend on the day on which this is read whether it is quiet.
    hands.tick(words["when free"])
    hands.push(words["save"])
    expect(page.locator("#notices [role=status]")).to_contain_text(words["saved"])
    expect(page.locator("#notices").get_by_label(words["quiet from"])).to_have_value("16:30")
    look_at(page, scripts=scripts)
    kept = Preference.objects.get(user=noor)
    assert (kept.site_level, kept.quiet_from, kept.is_quiet_when_free) == ("me", time(16, 30), False)

    with post_office.opened(settings) as office:
        evening = today_at(time(16, 45))
        question = comment_on(
            own, "Tot wanneer?", author=colleague("Yara Bos"), is_question=True, now=evening
        )
        tell_of(question, now=evening)
        mail_due(evening)
        assert office.received == []
        mail_due(evening.replace(hour=8, minute=1) + timedelta(days=1))
        [mail] = office.for_address(noor.email)

    path = path_after(words["mute"], words_of(mail))
    # Opened once more later, which is an error in the eyes of the console.
    watcher.expect(path)
    stranger = visit(language="en" if language == "nl" else "nl", width=320, scripts=scripts)
    stranger.goto(path)
    look_at(stranger, scripts=scripts)
    take_picture(stranger, f"mail-link-{language}")
    hands_on(stranger, scripts=scripts).push(words["mute"])
    expect(stranger.get_by_role("heading", level=1)).to_have_text(words["muted"])
    assert muted_by(noor) == [question.pk]

    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_text(words["worn out"])
    page.goto("/settings/")
    hands.push(words["again"])
    # Pressed where the mail is told of, or in the list of what is muted.
    expect(page.locator("main [role=status]")).to_contain_text(words["heard"])
    assert muted_by(noor) == []


def today_at(moment: time) -> datetime:
    """Return that moment of today, by the clock of the wall: links are no older than today either."""
    return datetime.combine(timezone.localdate(), moment, timezone.get_default_timezone())


def path_after(words: str, text: str) -> str:
    """Return the path of the address that stands after `words` in a mail."""
    found = re.search(rf"{words}:\s+(\S+)", text)
    assert found, text
    return urlsplit(found[1]).path


def muted_by(user: User) -> list[int | None]:
    return list(Mute.objects.filter(owner=user).values_list("thread_id", flat=True))
