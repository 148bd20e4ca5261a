"""The screens of who is not in yet: a lost password, and an invitation."""

from pathlib import Path
from typing import Literal

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from access.invitations import invite, link_of
from access.models import User
from home.models import HomePage
from tests.browser import markup
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit, take_picture
from tests.browser.watching import Watcher
from tests.factories.accounts import UserFactory


@pytest.fixture
def ways_in(home: HomePage, watcher: Watcher) -> dict[str, str]:
    """The address of each screen: {name: address}. Dead links are errors in the eyes of the console."""
    watcher.expect("410")
    watcher.expect("403")
    noor: User = UserFactory(username="noor", email="noor@lindewaard.example")
    sam: User = UserFactory(username="sam", email="sam@lindewaard.example", password=None)
    invitation = invite(actor=None, user=sam, now=timezone.now())
    path = reverse("access:invitation", args=[link_of(invitation).rstrip("/").rpartition("/")[2]])
    key = [user_pk_to_url_str(noor), default_token_generator.make_token(noor)]
    return {
        "reset": reverse("account_reset_password"),
        "reset-sent": reverse("account_reset_password_done"),
        "reset-new": reverse("account_reset_password_from_key", args=key),
        "reset-worn": reverse("account_reset_password_from_key", args=["1", "worn"]),
        "invitation": path,
        "invitation-forged": path.replace("~", "~x"),
    }


@pytest.mark.parametrize(
    ("language", "theme", "width"), [("nl", "light", 320), ("en", "dark", 768), ("nl", "dark", 1280)]
)
def test_every_way_in_is_accessible(
    visit: Visit,
    ways_in: dict[str, str],
    language: Literal["nl", "en"],
    theme: Literal["light", "dark"],
    width: int,
) -> None:
    page = visit(width=width, language=language, theme=theme)

    for name, address in ways_in.items():
        page.goto(address)
        assert_accessible(page)
        take_picture(page, f"{name}-{language}-{theme}")


def test_every_way_in_is_valid_markup(visit: Visit, ways_in: dict[str, str], tmp_path: Path) -> None:
    page = visit()
    screens = {}
    for name, address in ways_in.items():
        response = page.goto(address)
        assert response is not None
        screens[name] = response.text()

    assert markup.errors(screens, tmp_path) == []


def test_who_is_invited_comes_in_with_scripts_off(visit: Visit, ways_in: dict[str, str]) -> None:
    page = visit(scripts=False)
    page.goto(ways_in["invitation"])

    page.get_by_label("Kies een wachtwoord").fill("lindebloesem in juni")
    page.get_by_role("button", name="Kom binnen").click()

    expect(page).to_have_url("/")
    expect(page.get_by_role("button", name="Log uit")).to_be_visible()
