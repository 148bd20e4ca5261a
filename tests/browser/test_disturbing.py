"""Somebody settles what may disturb them, in both languages, with and without scripts."""

from typing import Literal

import pytest
from playwright.sync_api import expect

from access.models import User
from notices.models import Preference
from tests.browser.conftest import Visit
from tests.factories.dialogue import colleague

WORDS = {
    "nl": ("Alleen wat voor mij bedoeld is", "Stil vanaf", "maandag", "Bewaar wat me mag storen", "Bewaard."),
    "en": ("Only what is meant for me", "Quiet from", "Monday", "Save what may disturb me", "Saved."),
}


@pytest.fixture
def noor(db: None) -> User:
    return colleague("Noor de Wit", username="noor")


@pytest.mark.parametrize(("language", "scripts"), [("nl", False), ("en", True)])
def test_quiet_hours_and_digest_are_settled_and_found_again(
    visit: Visit, noor: User, language: Literal["nl", "en"], scripts: bool
) -> None:
    level, quiet, monday, save, saved = WORDS[language]
    page = visit(noor, language=language, scripts=scripts, width=320)
    page.goto("/settings/")
    form = page.locator("#notices form")

    form.get_by_label(level).first.check()
    form.get_by_label(quiet).select_option("16:30")
    # By keyboard: the day is a radio button under what is drawn.
    form.get_by_label(monday, exact=False).focus()
    page.keyboard.press("Space")
    form.get_by_role("button", name=save).click()

    expect(page.locator("#notices [role=status]")).to_contain_text(saved)
    expect(page.locator("#notices form").get_by_label(quiet)).to_have_value("16:30")
    kept = Preference.objects.get(user=noor)
    assert (kept.site_level, kept.digest_weekday, kept.quiet_from.hour) == ("me", 1, 16)
