"""The screen where people settle things for themselves."""

from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django import forms
from django.core.cache import cache
from django.test import Client

from access.devices import device_name
from access.models import AuditEntry, Role, User
from access.settings_groups import SettingsGroup, SettingsLink, register_settings_group
from home.models import HomePage
from tests.conftest import QueryCounter
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.roles import holder_of

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
NEW_PASSWORD = "lindebloesem in juni"


@pytest.fixture
def browser(client: Client, home: HomePage, employee: User) -> Client:
    """A browser in which `employee` came in by the door."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "nl"
    return sign_in(client, "employee")


def sign_in(client: Client, name: str, password: str = PASSWORD) -> Client:
    client.post("/login/", {"login": name, "password": password}, headers={"User-Agent": FIREFOX})
    assert "_auth_user_id" in client.session
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/settings/").status_code == 200


def devices_shown(client: Client) -> list[Any]:  # Any: what the screen shows of a session
    groups = client.get("/settings/").context["groups"]
    shown: list[Any] = next(item["context"]["devices"] for item in groups if item["group"].name == "devices")
    return shown


def test_a_stranger_settles_nothing(client: Client, home: HomePage) -> None:
    assert client.get("/settings/").headers["Location"].startswith("/login/")
    assert client.post("/settings/theme/", {"theme": "dark"}).headers["Location"].startswith("/login/")


def test_every_group_asks_a_question_and_has_a_button_of_its_own(browser: Client) -> None:
    screen = browser.get("/settings/").text

    for question in ("In welke taal lees je Brink?", "Licht of donker?", "Waar ben je ingelogd?"):
        assert question in screen
    assert screen.count("<h1") == 1
    assert screen.count('action="/settings/') == 8


def test_a_language_is_chosen_and_confirmed_in_that_language(browser: Client, employee: User) -> None:
    answer = browser.post("/settings/language/", {"language": "en"}, follow=True)

    employee.refresh_from_db()
    assert employee.language == "en"
    assert '<html lang="en"' in answer.text
    assert "This is how you read Brink from now on." in answer.text


def test_the_switch_in_the_foot_shows_in_the_settings(browser: Client) -> None:
    browser.post("/language/", {"language": "en"})

    form = browser.get("/settings/").context["groups"][0]["form"]

    assert form["language"].value() == "en"


def test_a_theme_is_chosen_and_confirmed_beside_its_question_alone(browser: Client) -> None:
    answer = browser.post("/settings/theme/", {"theme": "dark"}, follow=True)

    assert 'data-theme="dark"' in answer.text
    assert answer.redirect_chain == [("/settings/#theme", 302)]
    confirmed = [item["group"].name for item in answer.context["groups"] if item["confirmation"]]
    assert confirmed == ["theme"]
    assert answer.text.count('role="status"') == 1
    assert "Bewaard." not in browser.get("/settings/").text


def test_the_key_to_search_is_switched_off_and_on(browser: Client) -> None:
    off = browser.post("/settings/shortcuts/", {}, follow=True)
    on = browser.post("/settings/shortcuts/", {"uses_shortcuts": "on"}, follow=True)

    assert "data-shortcuts" not in off.text
    assert "doet niets meer" in off.text
    assert "data-shortcuts" in on.text


@pytest.mark.parametrize(
    ("name", "answers"),
    [("language", {"language": "fr"}), ("theme", {"theme": "neon"}), ("theme", {"theme": "d" * 5000})],
)
def test_what_is_not_offered_is_refused_at_the_field(
    browser: Client, employee: User, name: str, answers: dict[str, str]
) -> None:
    answer = browser.post(f"/settings/{name}/", answers)

    assert answer.status_code == 422
    assert 'class="error"' in answer.text
    employee.refresh_from_db()
    assert (employee.language, employee.theme) == ("", "")


@pytest.mark.parametrize("name", ["nothing", "language-", "x" * 300])
def test_a_group_that_is_not_there_is_not_found(browser: Client, name: str) -> None:
    assert browser.post(f"/settings/{name}/", {}).status_code == 404


def test_who_loads_the_address_of_a_group_comes_to_the_screen(browser: Client) -> None:
    assert browser.get("/settings/theme/").headers["Location"] == "/settings/#theme"


def test_a_new_password_works_here_and_ends_every_other_session(browser: Client, employee: User) -> None:
    elsewhere = sign_in(Client(), "employee")

    answer = browser.post(
        "/settings/password/", {"password": PASSWORD, "new_password": NEW_PASSWORD}, follow=True
    )

    assert "Je nieuwe wachtwoord werkt." in answer.text
    assert is_signed_in(browser)
    assert not is_signed_in(elsewhere)
    sign_in(Client(), "employee", NEW_PASSWORD)
    assert AuditEntry.objects.filter(action="password.changed", actor_key=employee.key).count() == 1


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"password": "guess", "new_password": NEW_PASSWORD}, "Dit is niet je wachtwoord."),
        ({"password": PASSWORD, "new_password": "short"}, "kort"),
        ({"password": PASSWORD, "new_password": "employee"}, "lijkt te veel"),
        ({"password": PASSWORD, "new_password": ""}, "password_new_password_error"),
        ({"password": PASSWORD, "new_password": "x" * 100_000}, "256"),
        ({}, "password_password_error"),
    ],
)
def test_a_password_that_cannot_be_is_refused_with_the_reason(
    browser: Client, employee: User, answers: dict[str, str], told: str
) -> None:
    answer = browser.post("/settings/password/", answers)

    assert answer.status_code == 422
    assert told in answer.text
    assert "autofocus" in answer.text
    employee.refresh_from_db()
    assert employee.check_password(PASSWORD)
    assert NEW_PASSWORD not in answer.text


def test_guessing_the_password_of_an_open_session_has_a_limit(browser: Client) -> None:
    cache.clear()
    answers = [
        browser.post("/settings/password/", {"password": f"guess {n}", "new_password": NEW_PASSWORD})
        for n in range(6)
    ]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]


def test_the_devices_say_where_and_since_when_and_which_is_this_one(browser: Client) -> None:
    sign_in(Client(), "employee")

    devices = devices_shown(browser)

    assert [(device.name, device.is_this_one) for device in devices] == [
        ("Firefox op Windows", True),
        ("Firefox op Windows", False),
    ]


def test_signing_out_elsewhere_leaves_this_session_and_those_of_others(browser: Client) -> None:
    elsewhere, colleague = sign_in(Client(), "employee"), sign_in(Client(), UserFactory().username)

    answer = browser.post("/settings/devices/", follow=True)

    assert "Je bent op 1 andere plek uitgelogd." in answer.text
    assert is_signed_in(browser)
    assert not is_signed_in(elsewhere)
    assert is_signed_in(colleague)


def test_one_place_is_signed_out_and_the_others_stay(browser: Client) -> None:
    phone, laptop = sign_in(Client(), "employee"), sign_in(Client(), "employee")
    devices = devices_shown(browser)
    last = UserSession.objects.get(session_key=laptop.session.session_key)
    assert last.pk in [device.number for device in devices]

    answer = browser.post("/settings/devices/", {"number": last.pk}, follow=True)

    assert "Je bent uitgelogd: Firefox op Windows." in answer.text
    assert [is_signed_in(client) for client in (browser, phone, laptop)] == [True, True, False]


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 30, "999999"])
def test_a_place_that_is_not_there_is_told(browser: Client, number: str) -> None:
    elsewhere = sign_in(Client(), "employee")

    assert browser.post("/settings/devices/", {"number": number}).status_code == 422
    assert is_signed_in(elsewhere)


def test_a_place_of_somebody_else_is_out_of_reach(browser: Client) -> None:
    colleague = sign_in(Client(), UserFactory().username)
    theirs = UserSession.objects.get(session_key=colleague.session.session_key)

    answer = browser.post("/settings/devices/", {"number": theirs.pk})

    assert answer.status_code == 422
    assert "Daar ben je niet meer ingelogd" in answer.text
    assert is_signed_in(colleague)


def test_another_address_is_kept_when_the_password_is_right(browser: Client, employee: User) -> None:
    answers = {"email": "noor@lindewaard.example", "password": PASSWORD}

    answer = browser.post("/settings/address/", answers, follow=True)

    employee.refresh_from_db()
    assert employee.email == "noor@lindewaard.example"
    assert "gaat nu naar dit adres" in answer.text


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"email": "taken@lindewaard.example", "password": PASSWORD}, "Een ander account heeft dit adres"),
        ({"email": "TAKEN@lindewaard.example", "password": PASSWORD}, "Een ander account heeft dit adres"),
        ({"email": "new@lindewaard.example", "password": "guess"}, "Dit is niet je wachtwoord."),
        ({"email": "no address", "password": PASSWORD}, "geldig e-mailadres"),
        ({"email": f"{'x' * 400}@lindewaard.example", "password": PASSWORD}, 'id="address_email_error"'),
    ],
)
def test_an_address_that_cannot_be_is_refused_and_what_was_typed_stays(
    browser: Client, employee: User, answers: dict[str, str], told: str
) -> None:
    UserFactory(username="other", email="taken@lindewaard.example")

    answer = browser.post("/settings/address/", answers)

    assert answer.status_code == 422
    assert told in answer.text
    assert f'value="{answers["email"]}"' in answer.text
    employee.refresh_from_db()
    assert employee.email == ""


def test_who_has_no_password_here_is_asked_for_none(client: Client, home: HomePage) -> None:
    client.force_login(UserFactory(password=None))

    screen = client.get("/settings/", headers={"Accept-Language": "nl"}).text

    assert "Je logt in zonder wachtwoord van Brink." in screen
    assert "/settings/password/" not in screen


def test_saved_items_and_feeds_are_one_click_away(browser: Client) -> None:
    screen = browser.get("/settings/").text

    assert '<a href="/saved/">Bewaard</a>' in screen
    assert '<a href="/settings/feeds/">Je feeds</a>' in screen


def test_two_groups_cannot_have_one_name() -> None:
    class Other(SettingsGroup):
        name = "theme"
        question = button = "?"

        def form(self, user: User, data: Any = None) -> forms.Form:
            return forms.Form(data)

    with pytest.raises(ValueError, match="another group of settings called theme"):
        register_settings_group(Other())


def test_a_link_of_a_room_that_is_not_there_leads_nowhere() -> None:
    assert SettingsLink("Feeds", "", "nowhere:at-all").url == ""


def test_the_screen_costs_the_same_in_one_place_and_in_many(queries_of: QueryCounter, employee: User) -> None:
    in_one = queries_of("/settings/")

    for _ in range(5):
        sign_in(Client(), "employee")

    assert queries_of("/settings/") == in_one


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (FIREFOX, "Firefox op Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
            "Safari op iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140 Safari/537.36 Edg/140", "Edge op Linux"),
        ("curl/8.5", "Een browser die zijn naam niet zegt"),
        ("", "Een browser die zijn naam niet zegt"),
    ],
)
def test_a_device_is_called_by_browser_and_system(user_agent: str, name: str) -> None:
    assert device_name(user_agent) == name


def test_the_admin_changes_neither_address_nor_password(client: Client, home: HomePage) -> None:
    editor = holder_of(Role.EDITOR)
    before = (editor.email, editor.password)
    client.force_login(editor)
    names = {"name_email-first_name": "Emre", "name_email-last_name": "Demir"}
    password = {"old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}

    client.post(
        "/admin/account/",
        {
            **names,
            "name_email-email": "boss@lindewaard.example",
            **{f"password-{name}": value for name, value in password.items()},
            "locale-preferred_language": "",
            "locale-current_time_zone": "",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
        },
    )

    editor.refresh_from_db()
    assert (editor.email, editor.password) == before
