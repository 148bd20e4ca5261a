"""The digest as a mail program shows it; and settled, received, read back and stopped without signing in."""

from datetime import timedelta
from typing import Literal
from urllib.parse import urlsplit

import pytest
from django.core.mail import EmailMultiAlternatives
from playwright.sync_api import Browser, expect
from pytest_django import Settings

from access.models import User
from following.models import StreamItem, Thing
from news.models import EventIndexPage
from notices.digests.sending import send_digests
from notices.models import Notice, Preference
from tests.browser.accessible import assert_accessible, look_at
from tests.browser.conftest import HEIGHT, Visit, take_picture
from tests.browser.hands import hands_on
from tests.browser.looks import OTHER_WAYS
from tests.factories.dialogue import colleague, comment_on
from tests.factories.digests import BLOG, FRIDAY, WEDNESDAY
from tests.factories.following import let_follow, thing_under
from tests.factories.notices import tell_of
from tests.factories.pages import EventPageFactory, NewsPageFactory
from tests.notices import post_office
from tests.notices.post_office import words_of

VARIANTS: dict[str, list[tuple[Literal["light", "dark"], int]]] = {
    "nl": [("light", 320), ("dark", 600)],
    "en": [("dark", 320), ("light", 600)],
}
WORDS = {
    "nl": {
        "friday": "vrijdag",
        "monday": "maandag",
        "save": "Bewaar wat me mag storen",
        "look": "Bekijk je laatste overzicht",
        "head": "Je laatste overzicht",
        "stop": "Stop het overzicht",
        "stopped": "Je krijgt geen overzicht meer.",
    },
    "en": {
        "friday": "Friday",
        "monday": "Monday",
        "save": "Save what may disturb me",
        "look": "Look at your last digest",
        "head": "Your last digest",
        "stop": "Stop the digest",
        "stopped": "You get no digest any more.",
    },
}
MONDAY = 1
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


@pytest.mark.proof("journeys")
@pytest.mark.parametrize(("language", "scripts"), OTHER_WAYS)
def test_the_digest_is_settled_received_read_back_and_stopped_from_its_mail(
    visit: Visit, settings: Settings, language: Literal["nl", "en"], *, scripts: bool
) -> None:
    noor, liv, words = colleague("Noor Wit", language=language), colleague("Liv Aerts"), WORDS[language]
    let_follow(noor, "person", liv.person.pk)
    page = visit(noor, language=language, scripts=scripts, width=320)
    hands = hands_on(page, scripts=scripts)

    page.goto("/settings/")
    hands.choose(words["monday"], among=words["friday"])
    hands.push(words["save"])
    expect(page.locator("#notices [role=status]")).to_be_visible()
    kept = Preference.objects.get(user=noor)
    assert kept.digest_weekday == MONDAY

    moment = kept.next_digest_at
    assert moment is not None
    NewsPageFactory(title=TITLE, author=liv.person)
    for model in (Thing, StreamItem):
        model.objects.update(published_at=moment - timedelta(days=1))
    with post_office.opened(settings) as office:
        send_digests([noor.pk], now=moment)
        [mail] = office.for_address(noor.email)
    assert TITLE in words_of(mail, "plain")
    assert TITLE in words_of(mail, "html")

    hands.follow_link(words["look"])
    expect(page.get_by_role("heading", level=1)).to_have_text(words["head"])
    look_at(page, scripts=scripts)
    hands.follow_link(TITLE)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)

    stranger = visit(language="nl", width=320, scripts=scripts)
    stranger.goto(urlsplit(str(mail["List-Unsubscribe"]).strip("<> ")).path)
    hands_on(stranger, scripts=scripts).push(words["stop"])
    expect(stranger.get_by_role("heading", level=1)).to_have_text(words["stopped"])
    assert Preference.objects.get(user=noor).digest_rhythm == Preference.Rhythm.NEVER
