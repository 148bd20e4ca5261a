"""Signing in by a real Keycloak, in a real browser: `./run prove identity`.

Its small form is tests/identity, where a small provider of our own stands in for it.
"""

import re
import socket
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, Request
from pytest_django.live_server_helper import LiveServer

from access.models import IdentityProvider, User
from access.roles import Role
from directory.leaving import leave
from directory.models import Person, PersonChange
from home.models import HomePage
from tests.browser.conftest import PATIENCE
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.directory import OutsideGroupFactory, UnitFactory
from tests.factories.identity import IdentityProviderFactory
from tests.identity.keycloak import REALM, Keycloak, NoKeycloak
from tests.identity.saml_provider import decoded, encoded
from tests.proofs import is_large

pytestmark = pytest.mark.proof("identity")

SIGNATURE = re.compile(r"<dsig:Signature .*?</dsig:Signature>", re.DOTALL)
DOORS = {"werk": "Inloggen met Lindewaard", "federatie": "Inloggen met Federatie"}


@pytest.fixture
def keycloak(live_server: LiveServer, tmp_path: Path) -> Iterator[Keycloak]:
    """Keycloak with a client of each protocol for the Brink of this test."""
    if not is_large("identity"):
        pytest.skip("./run prove identity signs in by a real Keycloak")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began = time.monotonic()
    try:
        keycloak = Keycloak(port, tmp_path / "keycloak.log")
    except NoKeycloak as missing:
        pytest.skip(f"no Keycloak: {missing}")
    keycloak.set_up(live_server.url)
    print(f"\nKeycloak started and set up in {time.monotonic() - began:.0f} seconds")
    yield keycloak
    keycloak.stop()


@pytest.fixture
def stranger(browser: Browser, live_server: LiveServer) -> Iterator[Callable[[], Page]]:
    """Opens a new browser in which nobody has signed in."""
    contexts = []

    def open_browser() -> Page:
        context = browser.new_context(base_url=live_server.url, locale="nl")
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield open_browser
    for context in contexts:
        context.close()


def come_in(page: Page, door: str, username: str) -> None:
    """Sign in at Keycloak by the button of the sign-in screen."""
    page.goto("/login/")
    page.get_by_role("link", name=DOORS[door]).click()
    page.fill("#username", username)
    page.fill("#password", "linde")
    page.click("#kc-login")
    page.wait_for_url(re.compile(r"^http://localhost"))


def roles_of(name: str) -> set[str]:
    roles = User.objects.get(person__name=name).groups.values_list("role__role", flat=True)
    return {role for role in roles if role}


def said_on(page: Page) -> str:
    return page.inner_text("h1")


def test_colleagues_come_in_by_keycloak_and_nobody_else_does(
    home: HomePage, keycloak: Keycloak, live_server: LiveServer, stranger: Callable[[], Page]
) -> None:
    unit = UnitFactory(name="Burgerzaken", code="BZ")
    OutsideGroupFactory(name="redactie", role=Role.EDITOR)
    UserFactory(username="beheer")
    IdentityProviderFactory(server_url=f"{keycloak.url}/realms/{REALM}")
    IdentityProviderFactory(
        slug="federatie",
        name="Federatie",
        protocol=IdentityProvider.Protocol.SAML,
        metadata_url=f"{keycloak.url}/realms/{REALM}/protocol/saml/descriptor",
    )
    keycloak.add_user("noor", "Noor", "de Wit", "redactie", "iedereen")
    keycloak.add_user("liv", "Liv", "Aerts", "redactie")

    for door, username, name in (("werk", "noor", "Noor de Wit"), ("federatie", "liv", "Liv Aerts")):
        come_in(stranger(), door, username)
        person = Person.objects.get(name=name)
        assert (person.unit, person.job_title, person.email) == (
            unit,
            "Adviseur",
            f"{username}@lindewaard.example",
        )
        assert roles_of(name) == {Role.EDITOR}
        print(f"{door}: {name} is new, in {person.unit}, as {', '.join(roles_of(name))}")

        before = (User.objects.count(), Person.objects.count(), PersonChange.objects.count())
        come_in(stranger(), door, username)
        assert (User.objects.count(), Person.objects.count(), PersonChange.objects.count()) == before
        print(f"{door}: the second sign-in of {name} changed nothing")

        keycloak.leave_group(username, "redactie")
        come_in(stranger(), door, username)
        assert roles_of(name) == set()
        print(f"{door}: out of the group there, {name} has no role here any more")

    replay_and_forge(stranger())

    for door, username, name in (("werk", "noor", "Noor de Wit"), ("federatie", "liv", "Liv Aerts")):
        leave(person=Person.objects.get(name=name), on=date(2026, 1, 1), now=timezone.now())
        page = stranger()
        come_in(page, door, username)
        assert said_on(page) == "Dit account is gesloten"
        print(f"{door}: {name} has left, and reads: {said_on(page)}")

    keycloak.stop()
    page = stranger()
    page.goto("/login/")
    page.get_by_role("link", name=DOORS["werk"]).click()
    assert said_on(page) == "De inlogdienst van je organisatie geeft geen antwoord"
    print(f"Keycloak stopped: {said_on(page)}")
    page.get_by_role("link", name="Naar het inlogscherm").click()
    page.fill("[name=login]", "beheer")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("/")
    print("and a local account still comes in")


def replay_and_forge(page: Page) -> None:
    """Hand an answer of SAML in again, and one without its signature: both are refused."""
    caught: list[str] = []

    def catch(request: Request) -> None:
        if request.url.endswith("/acs/") and request.post_data_json:
            caught.append(request.post_data_json["SAMLResponse"])

    page.on("request", catch)
    come_in(page, "federatie", "liv")
    page.context.clear_cookies(domain="localhost", name="sessionid")

    answer = hand_in(page, caught[0])
    assert answer == "Deze inlog is al gebruikt of duurde te lang"
    print(f"federatie: an answer handed in again: {answer}")

    whole = decoded(caught[0])
    stripped = SIGNATURE.sub("", whole)
    assert stripped != whole
    answer = hand_in(page, encoded(stripped))
    assert answer == "We konden er niet zeker van zijn dat dit antwoord van je organisatie kwam"
    print(f"federatie: an answer without its signature: {answer}")


def hand_in(page: Page, answer: str) -> str:
    """Bring an answer of SAML to Brink as a form does, and return what is said."""
    page.goto("/login/?here=1")
    made = page.request.post(
        "/sign-in/saml/federatie/acs/",
        form={"SAMLResponse": answer},
        headers={"Accept-Language": "nl"},
    )
    found = re.search(r"<h1>([^<]+)</h1>", made.text())
    assert found, made.url
    return found[1]
