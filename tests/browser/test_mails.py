"""The mail about a notice as a mail program shows it."""

from typing import Literal

import pytest
from playwright.sync_api import Browser
from pytest_django import Settings

from access.models import User
from notices.mailing import mail_due
from notices.models import Notice
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import HEIGHT, Visit, take_picture
from tests.factories.dialogue import colleague, comment_on
from tests.factories.following import NOW
from tests.factories.notices import tell_of
from tests.factories.pages import NewsPageFactory
from tests.notices import post_office
from tests.notices.post_office import words_of

QUESTION = "Mag een stagiair alleen mee op huisbezoek? Ik begeleid Sam, en vrijdag is er niemand anders vrij."
VARIANTS: dict[str, list[tuple[Literal["light", "dark"], int]]] = {
    "nl": [("light", 320), ("dark", 600)],
    "en": [("dark", 320), ("light", 600)],
}


@pytest.fixture
def mails(settings: Settings, keepers: dict[str, User]) -> dict[str, str]:
    """The mail in each language, {language: its page}, as a mail server received it."""
    # They were told at this very hour, which may be a quiet one.
    Notice.objects.filter(mail=Notice.Mail.WAITING).update(mail_due_at=NOW)
    with post_office.opened(settings) as office:
        mail_due(NOW)
        return {
            language: words_of(mail, "html")
            for language, keeper in keepers.items()
            for mail in office.for_address(keeper.email)
        }


@pytest.fixture
def keepers(visit: Visit) -> dict[str, User]:
    """Someone of each language who is asked something under a page of theirs."""
    yara = colleague("Yara Bos")
    keepers = {language: colleague(f"Noor Wit {language}", language=language) for language in VARIANTS}
    for language, keeper in keepers.items():
        page = NewsPageFactory(
            title="Afspraken met stagiairs", slug=f"afspraken-{language}", keeper=keeper.person
        )
        tell_of(comment_on(page, QUESTION, author=yara, is_question=True, now=NOW))
    return keepers


def test_the_mail_reads_well_by_day_and_by_night_on_a_phone_and_on_a_desk(
    browser: Browser, mails: dict[str, str]
) -> None:
    page = browser.new_page()
    for language, variants in VARIANTS.items():
        page.set_content(mails[language])
        for theme, width in variants:
            page.emulate_media(color_scheme=theme)
            page.set_viewport_size({"width": width, "height": HEIGHT})
            assert_accessible(page)
            take_picture(page, f"mail-{language}-{theme}")
    page.close()
