"""Passkeys and codes in a real browser, with a key that is simulated and proofs that are real."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from access.models import IdentityProvider, RoleGroup, User
from access.roles import Role
from home.models import HomePage
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit, take_picture
from tests.browser.watching import Watcher
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.identity import IdentityProviderFactory
from tests.factories.roles import holder_of
from tests.identity.oidc_provider import OidcProvider
from tests.second_factor.codes import code_of, give_app

HERE = "/settings/second-factor/"
LOOKS: list[tuple[Literal["nl", "en"], Literal["light", "dark"], int]] = [
    ("nl", "light", 320),
    ("en", "dark", 1280),
]


def give_key(page: Page) -> None:
    """Let the browser have a key that checks who holds it."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_in(page: Page, user: User) -> None:
    page.goto("/login/")
    page.fill("[name=login]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.locator("form:has([name=password]) button").click()
    page.wait_for_load_state()


def sign_out(page: Page) -> None:
    page.goto("/logout/")
    page.locator("main form button").click()
    page.wait_for_url("**/login/?here=1")


def test_an_editor_who_must_adds_a_passkey_and_signs_in_with_it_alone(visit: Visit, home: HomePage) -> None:
    RoleGroup.objects.filter(role=Role.EDITOR).update(needs_second_factor=True)
    editor = holder_of(Role.EDITOR, language="nl")
    page = visit()
    give_key(page)

    sign_in(page, editor)
    assert page.url.endswith(HERE)
    assert "Jouw rol vraagt om een tweede stap" in page.inner_text("main")
    page.get_by_role("link", name="Een toegangssleutel toevoegen").click()
    page.fill("[name=name]", "laptop")
    page.get_by_role("button", name="Voeg de toegangssleutel toe").click()
    page.wait_for_url(f"**{HERE}codes/")
    assert page.locator(".codes li").count() == 10
    page.goto("/people/")
    assert page.url.endswith("/people/")

    sign_out(page)
    page.get_by_role("button", name="Log in met een toegangssleutel").click()
    expect(page).to_have_url("/")
    page.goto(HERE)
    assert "laptop" in page.inner_text("main")

    sign_out(page)
    sign_in(page, editor)
    assert page.url.endswith("/login/second-factor/")
    page.get_by_role("button", name="Gebruik je toegangssleutel").click()
    expect(page).to_have_url("/")

    page.goto(HERE)
    page.get_by_role("link", name="Andere naam laptop").click()
    page.fill("[name=name]", "werklaptop")
    page.get_by_role("button", name="Bewaar de naam").click()
    page.wait_for_url(f"**{HERE}")
    assert "werklaptop" in page.inner_text("main")


def test_without_scripts_codes_do_and_passkeys_are_not_offered(visit: Visit, home: HomePage) -> None:
    noor = UserFactory(username="noor", language="nl")
    give_app(noor)
    page = visit(scripts=False)
    page.goto("/login/")
    assert not page.get_by_role("button", name="Log in met een toegangssleutel").is_visible()

    sign_in(page, noor)
    page.fill("[name=code]", code_of())
    page.get_by_role("button", name="Log in").click()

    page.goto(HERE)
    assert "Je app geeft sinds" in page.inner_text("main")


def test_a_form_sent_after_the_session_ended_goes_on_to_the_default_provider(
    visit: Visit, home: HomePage, watcher: Watcher
) -> None:
    sso = OidcProvider()
    watcher.expect(sso.url)
    IdentityProviderFactory(server_url=sso.url, is_default=True)
    page = visit(UserFactory(username="noor", email="noor@lindewaard.example", language="nl"))
    page.goto("/settings/")
    page.context.clear_cookies(name="sessionid")

    page.get_by_role("button", name="Bewaar licht of donker").click()

    expect(page).to_have_url("/settings/")
    sso.close()


@pytest.mark.parametrize(("language", "theme", "width"), LOOKS)
def test_every_screen_of_signing_in_is_accessible(
    visit: Visit,
    home: HomePage,
    live_server: LiveServer,
    watcher: Watcher,
    language: Literal["nl", "en"],
    theme: Literal["light", "dark"],
    width: int,
) -> None:
    # The provider is away, which is what the last screen is about.
    watcher.expect("503")
    IdentityProviderFactory()
    IdentityProviderFactory(slug="gasten", name="Gasten")
    noor, sam = UserFactory(username="noor"), UserFactory(username="sam")
    give_app(noor)
    page = visit(width=width, language=language, theme=theme)
    give_key(page)

    def look(name: str, address: str = "") -> None:
        if address:
            page.goto(address)
        assert_accessible(page)
        take_picture(page, f"sign-in-{name}-{language}-{theme}")

    look("ways", "/login/")
    look("away", "/sign-in/oidc/werk/")
    IdentityProvider.objects.filter(slug="gasten").update(is_default=True)
    page.route("**/sign-in/oidc/gasten/", lambda route: route.fulfill(status=204))
    look("onwards", "/login/")
    IdentityProvider.objects.update(is_default=False)
    sign_in(page, noor)
    look("code")
    page.context.clear_cookies()
    sign_in(page, sam)
    look("factors", HERE)
    look("app", f"{HERE}app/")
    look("add-passkey", f"{HERE}passkeys/add/")
    page.fill("[name=name]", "laptop")
    page.locator("form[data-passkey] button").click()
    page.wait_for_url(f"**{HERE}codes/")
    look("codes")
    look("codes-new", f"{HERE}codes/new/")
    look("factors-there", HERE)
    key = page.locator("#passkeys a").first.get_attribute("href")
    look("rename", key or "")
    look("remove", f"{key}remove/")
    look("again-password", f"{HERE}again/")
    look("again-passkey", f"{HERE}again/passkey/")
    look("settings", "/settings/")
