"""The digest as a mail program shows it, read back in Brink, and stopped without signing in."""

from datetime import timedelta
from typing import Literal
from urllib.parse import urlsplit

import pytest
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from playwright.sync_api import Browser, expect

from access.models import User
from following.models import Thing
from news.models import EventIndexPage
from notices.digests.sending import send_digests
from notices.models import Notice, Preference
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import HEIGHT, Visit, take_picture
from tests.factories.dialogue import colleague, comment_on
from tests.factories.digests import BLOG, FRIDAY, WEDNESDAY
from tests.factories.following import let_follow, thing_under
from tests.factories.notices import tell_of
from tests.factories.pages import EventPageFactory, NewsPageFactory

VARIANTS: dict[str, list[tuple[Literal["light", "dark"], int]]] = {
    "nl": [("light", 320), ("dark", 600)],
    "en": [("dark", 320), ("light", 600)],
}
HEAD = {"nl": "Je laatste overzicht", "en": "Your last digest"}
LOOK = {"nl": "Bekijk je laatste overzicht", "en": "Look at your last digest"}
STOP = {"nl": "Stop het overzicht", "en": "Stop the digest"}
STOPPED = {"nl": "Je krijgt geen overzicht meer.", "en": "You get no digest any more."}
TITLE = "Wat wij leerden van veertig herschreven brieven"


@pytest.fixture
def readers(visit: Visit) -> dict[str, User]:
    """Someone of each language for whom a week had something of everything."""
    hugo = colleague("Hugo Brandsma")
    agenda = EventIndexPage.objects.filter(locale__language_code="nl").get()
    readers = {language: colleague(f"Noor Wit {language}", language=language) for language in VARIANTS}
    EventPageFactory(title="Lunchles: schrijven op B1", starts_at=FRIDAY + timedelta(days=2), place="Zaal Es")
    lesson = NewsPageFactory(
        title=TITLE, summary="Begin met het besluit, daarna pas de reden.", keeper=hugo.person
    )
    Thing.objects.all().delete()
    thing_under(BLOG, kind="news", object_id=lesson.pk, at=WEDNESDAY, page_id=lesson.pk)
    for language, reader in readers.items():
        Preference.objects.create(user=reader)
        let_follow(reader, *BLOG)
        let_follow(reader, "section", agenda.pk)
        page = NewsPageFactory(
            title="Afspraken met stagiairs", slug=f"stage-{language}", keeper=reader.person
        )
        tell_of(comment_on(page, "Mag het?", author=hugo, is_question=True, now=WEDNESDAY))
    Notice.objects.update(mail=Notice.Mail.LEFT, made_at=WEDNESDAY)
    return readers


@pytest.fixture
def mails(
    readers: dict[str, User], mailoutbox: list[EmailMultiAlternatives]
) -> dict[str, EmailMultiAlternatives]:
    """The digest of each, {language: mail}."""
    send_digests([reader.pk for reader in readers.values()], now=FRIDAY)
    return dict(zip(readers, mailoutbox, strict=True))


def test_the_digest_reads_well_by_day_and_by_night_on_a_phone_and_on_a_desk(
    browser: Browser, mails: dict[str, EmailMultiAlternatives]
) -> None:
    page = browser.new_page()
    for language, variants in VARIANTS.items():
        page.set_content(str(mails[language].alternatives[0][0]))
        for theme, width in variants:
            page.emulate_media(color_scheme=theme)
            page.set_viewport_size({"width": width, "height": HEIGHT})
            expect(page.get_by_role("link", name="Lunchles: schrijven op B1")).to_be_visible()
            assert_accessible(page)
            take_picture(page, f"digest-mail-{language}-{theme}")
    page.close()


@pytest.mark.parametrize(("language", "scripts"), [("nl", False), ("en", True)])
def test_the_digest_is_read_back_and_then_stopped_from_its_mail(
    visit: Visit,
    readers: dict[str, User],
    mails: dict[str, EmailMultiAlternatives],
    language: Literal["nl", "en"],
    scripts: bool,
) -> None:
    page = visit(readers[language], language=language, scripts=scripts)
    page.goto(reverse("access:settings"))
    page.get_by_role("link", name=LOOK[language]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HEAD[language])
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)

    stranger = visit(language="nl", width=320, scripts=scripts)
    stranger.goto(urlsplit(str(mails[language].extra_headers["List-Unsubscribe"]).strip("<>")).path)
    stranger.get_by_role("button", name=STOP[language]).click()

    expect(stranger.get_by_role("heading", level=1)).to_have_text(STOPPED[language])
    assert Preference.objects.get(user=readers[language]).digest_rhythm == Preference.Rhythm.NEVER
