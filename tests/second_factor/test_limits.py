"""Guessing has a limit at every door, and the message says how long to wait."""

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from access.models import IdentityProvider, User
from home.models import HomePage
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.identity import IdentityProviderFactory
from tests.second_factor.codes import code_of, give_app, give_recovery_codes

pytestmark = pytest.mark.django_db

HERE = "/settings/second-factor/"
WAIT = "Wacht vijf minuten"


@pytest.fixture
def noor(home: HomePage) -> User:
    cache.clear()
    return UserFactory(username="noor", email="noor@lindewaard.example", language="nl")


@pytest.fixture
def browser(client: Client) -> Client:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "nl"
    return client


def test_a_password_is_guessed_ten_times_from_wherever(browser: Client, noor: User) -> None:
    for _ in range(10):
        Client().post("/login/", {"login": "noor", "password": "a guess"})

    answer = browser.post("/login/", {"login": "noor", "password": PASSWORD})

    assert WAIT in answer.text
    assert "_auth_user_id" not in browser.session


@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_a_code_is_guessed_ten_times_from_wherever(browser: Client, noor: User, kind: str) -> None:
    give_app(noor)
    codes = give_recovery_codes(noor)
    for _ in range(10):
        guesser = Client()
        guesser.post("/login/", {"login": "noor", "password": PASSWORD})
        guesser.post("/login/second-factor/", {"code": "00000000"})
    browser.post("/login/", {"login": "noor", "password": PASSWORD})

    right = code_of() if kind == "app" else codes[0]
    answer = browser.post("/login/second-factor/", {"code": right})

    assert WAIT in answer.text
    assert "_auth_user_id" not in browser.session


def test_the_first_code_of_an_app_is_guessed_ten_times(browser: Client, noor: User) -> None:
    browser.post("/login/", {"login": "noor", "password": PASSWORD})
    browser.get(f"{HERE}app/")

    answers = [browser.post(f"{HERE}app/", {"code": "000000x"}).text for _ in range(11)]

    assert WAIT not in answers[9]
    assert WAIT in answers[10]


def test_who_one_is_again_is_guessed_ten_times(browser: Client, noor: User) -> None:
    browser.force_login(noor)

    answers = [browser.post(f"{HERE}again/", {"password": "a guess"}) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert WAIT in answers[-1].text


def test_a_code_again_is_guessed_ten_times(browser: Client, noor: User) -> None:
    give_app(noor)
    browser.force_login(noor)

    answers = [browser.post(f"{HERE}again/code/", {"code": "00000000"}) for _ in range(11)]

    assert answers[-1].status_code == 429


def test_a_passkey_door_is_not_leant_on(browser: Client, home: HomePage, settings: Settings) -> None:
    settings.MFA_RATE_LIMITS = {"webauthn_login": "3/m/ip"}
    cache.clear()

    answers = [browser.post("/login/passkey/", {"credential": "{}"}).status_code for _ in range(4)]

    assert answers == [302] * 3 + [429]


def test_the_door_of_a_provider_is_not_leant_on(browser: Client, home: HomePage, settings: Settings) -> None:
    IdentityProviderFactory(protocol=IdentityProvider.Protocol.SAML)
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    cache.clear()

    answers = [browser.post("/sign-in/saml/werk/acs/", {"SAMLResponse": "x"}).status_code for _ in range(4)]

    assert answers == [302] * 3 + [429]


def test_a_link_of_an_invitation_is_guessed_sixty_times(browser: Client, home: HomePage) -> None:
    cache.clear()

    answers = [browser.post("/invitation/guess/", {"new_password": "x"}).status_code for _ in range(61)]

    assert answers == [403] * 60 + [429]
