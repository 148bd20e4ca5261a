"""Taking one's own data along, and erasing a colleague, in a browser."""

from pathlib import Path
from typing import Literal
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings

from access.models import User
from directory.leaving import leave
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit, take_picture
from tests.browser.waiting import let_it_draw
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.dialogue import colleague, comment_on
from tests.factories.directory import PersonFactory
from tests.factories.pages import NewsPageFactory

Variant = tuple[Literal["nl", "en"], Literal["light", "dark"], int]
VARIANTS: list[Variant] = [("nl", "light", 320), ("en", "dark", 768), ("nl", "light", 1280)]
MY_DATA = reverse("directory:my-data")


@pytest.fixture
def talker(home: object, settings: Settings, tmp_path: Path) -> User:
    settings.MEDIA_ROOT = tmp_path
    user = colleague("Tinka Spreker", username="tinka", password=PASSWORD)
    for number in range(3):
        comment_on(NewsPageFactory(), f"Reactie {number}", author=user)
    return user


def test_without_scripts_someone_takes_their_data_along(visit: Visit, talker: User, tmp_path: Path) -> None:
    page = visit(talker, language="en", scripts=False)
    page.goto(MY_DATA)
    page.get_by_role("button", name="Put my data together").click()
    take_picture(page, "my-data-ready")

    page.get_by_label("Your password").fill(PASSWORD)
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download my data").click()

    downloading.value.save_as(tmp_path / "taken.zip")
    ZipFile(tmp_path / "taken.zip").extractall(tmp_path / "taken")
    _look_at_archive(page, tmp_path / "taken" / "index.html")


def _look_at_archive(page: Page, index: Path) -> None:
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.set_content(index.read_text().replace('<link rel="stylesheet" href="style.css">', ""))
        expect(page.get_by_role("heading", level=1)).to_have_text("The data of Tinka Spreker")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_each_state_of_my_data_is_accessible(visit: Visit, talker: User) -> None:
    for number, (language, theme, width) in enumerate(VARIANTS):
        page = visit(talker, width=width, language=language, theme=theme)
        page.goto(MY_DATA)
        if number:
            page.locator("#archive button").last.click()
            page.locator("#archive").get_by_role("button").first.wait_for()
        assert_accessible(page)
        take_picture(page, f"my-data-{number}-{language}-{theme}")


def test_the_screens_that_erase_are_accessible(visit: Visit, talker: User) -> None:
    administrator: User = UserFactory(username="beheer", is_superuser=True, is_staff=True)
    leave(person=talker.person, on=timezone.localdate(), now=timezone.now())
    PersonFactory(name="Hans Hier")
    addresses = {
        "former": reverse("directory_former_colleagues"),
        "erase": reverse("directory_erase_colleague", args=[talker.person.pk]),
        "privacy": "/admin/settings/directory/privacysettings/",
    }

    for language, theme, width in VARIANTS:
        page = visit(administrator, width=width, language=language, theme=theme)
        for name, address in addresses.items():
            page.goto(address)
            let_it_draw(page)
            take_picture(page, f"admin-{name}-{language}-{theme}")
            assert_accessible(page)
