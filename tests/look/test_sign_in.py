import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from access.models import User
from home.models import HomePage


@pytest.fixture(autouse=True)
def nobody_has_tried_yet() -> Iterator[None]:
    """The tries of other tests are counted in the cache."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def stranger(client: Client, home: HomePage) -> Client:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "nl"
    return client


def test_fields_say_what_they_ask_in_labels_that_stay(stranger: Client) -> None:
    screen = stranger.get("/login/").content.decode()

    assert screen.count("<h1") == 1
    assert '<label for="id_login">Naam of e-mailadres</label>' in screen
    assert '<label for="id_password">Wachtwoord</label>' in screen
    assert "placeholder" not in screen
    assert 'autocomplete="username"' in screen
    assert 'autocomplete="current-password"' in screen


def test_wrong_password_keeps_the_name_and_says_what_to_do(stranger: Client, employee: User) -> None:
    answer = stranger.post("/login/", {"login": "employee", "password": "wrong"})

    screen = answer.content.decode()
    assert answer.status_code == 200
    assert 'role="alert"' in screen
    assert "horen niet bij elkaar" in screen
    assert 'value="employee"' in screen
    assert 'value="wrong"' not in screen


def test_forgotten_field_points_to_what_is_wrong_with_it(stranger: Client) -> None:
    screen = stranger.post("/login/", {"login": "employee", "password": ""}).content.decode()

    assert re.search(r'<input[^>]* aria-describedby="id_password_error"', screen)
    assert re.search(r'<input[^>]* aria-invalid="true"', screen)
    assert 'class="error" id="id_password_error"' in screen


def test_too_many_tries_are_told_with_how_long_to_wait(
    stranger: Client, employee: User, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/300s/key"}
    for _ in range(3):
        stranger.post("/login/", {"login": "employee", "password": "wrong"})

    screen = stranger.post("/login/", {"login": "employee", "password": "wrong"}).content.decode()

    assert "Wacht vijf minuten" in screen


def test_knocking_without_end_gets_a_screen_of_its_own(stranger: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}

    answers = [stranger.post("/login/", {"login": f"name{number}", "password": "x"}) for number in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert "blokje om" in answers[-1].content.decode()


def test_closed_account_is_told_and_stays_out(stranger: Client, employee: User) -> None:
    employee.is_active = False
    employee.save()

    answer = stranger.post("/login/", {"login": "employee", "password": "secret"})

    assert answer.status_code == 403
    assert "Dit account is gesloten" in answer.content.decode()
    assert "_auth_user_id" not in stranger.session


def test_signing_in_leads_to_where_the_reader_was_going(stranger: Client, employee: User) -> None:
    answer = stranger.post("/login/?next=/people/", {"login": "employee", "password": "secret"}, follow=True)

    assert answer.request["PATH_INFO"] == "/people/"
    assert 'class="messages"' not in answer.content.decode()


def test_signing_out_is_asked_first_and_then_done(reader: Client) -> None:
    question = reader.get("/logout/").content.decode()

    answer = reader.post("/logout/", follow=True)

    assert question.count("<h1") == 1
    assert "Ga je weg?" in question
    assert answer.request["PATH_INFO"] == "/login/"
    assert "_auth_user_id" not in reader.session
