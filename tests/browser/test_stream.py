"""Coming back after an absence, and catching up with what one follows."""

from datetime import timedelta
from typing import Literal

import pytest
from django.utils import timezone

from following.models import Visit as Absence
from tests.browser.conftest import Visit
from tests.factories.dialogue import colleague, comment_on
from tests.factories.following import let_follow
from tests.factories.pages import NewsPageFactory

WORDS = {
    "nl": ("Sinds je weg was", "Ik heb alles gelezen", "Je bent bij.", "Reacties", "reageerde"),
    "en": (
        "Since you were away",
        "I have read everything",
        "You are all caught up.",
        "Comments",
        "commented",
    ),
}


@pytest.mark.parametrize(("language", "scripts"), [("nl", True), ("en", False)])
def test_who_was_away_catches_up_and_looks_further(
    visit: Visit, language: Literal["nl", "en"], *, scripts: bool
) -> None:
    noor = colleague("Noor Wit", username="noor")
    page = NewsPageFactory(title="Nieuwe fietsen")
    let_follow(noor, "page", page.pk)
    comment_on(page, "Mag mijn vouwfiets ook?", author=colleague("Liv Aerts"), now=timezone.now())
    Absence.objects.create(visitor=noor, last_on=timezone.localdate() - timedelta(days=9))
    away, read, caught_up, comments, commented = WORDS[language]
    screen = visit(noor, width=320, language=language, scripts=scripts)

    screen.goto("/stream/")
    assert screen.get_by_role("heading", name=away).is_visible()
    assert screen.get_by_role("heading", name=caught_up).is_visible()
    screen.get_by_role("button", name=read).click()
    screen.get_by_role("link", name=comments, exact=True).click()

    assert not screen.get_by_role("heading", name=away).is_visible()
    assert commented in screen.get_by_role("main").inner_text()
    screen.locator("ol.stream").get_by_role("link", name="Nieuwe fietsen").click()
    assert page.url in screen.url
