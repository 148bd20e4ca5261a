"""A new password by mail."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from access.models import AuditEntry, User
from access.password_reset import mail_reset_link
from home.models import HomePage
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

ADDRESS = "noor@lindewaard.example"
NEW_PASSWORD = "lindebloesem in juni"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
LINK = re.compile(r"http://127\.0\.0\.1:8000(/password/reset/\S+)")


@pytest.fixture
def noor(home: HomePage) -> User:
    return UserFactory(username="noor", email=ADDRESS, language="nl")


@pytest.fixture
def stranger(client: Client, home: HomePage) -> Client:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "nl"
    return client


def ask_link(stranger: Client, address: str = ADDRESS) -> str:
    """Ask for a link and return where the mail says that it leads."""
    stranger.post("/password/reset/", {"email": address})
    found = LINK.search(str(mail.outbox[-1].body))
    assert found
    return found[1]


def open_link(stranger: Client, link: str) -> str:
    """Follow the link as a browser does, and return where its form is."""
    return str(stranger.get(link, follow=True).request["PATH_INFO"])


def test_the_sign_in_screen_leads_to_a_new_password(stranger: Client) -> None:
    assert '<a href="/password/reset/">Wachtwoord vergeten?</a>' in stranger.get("/login/").text


def test_who_forgot_the_password_chooses_a_new_one_and_signs_in(stranger: Client, noor: User) -> None:
    form = open_link(stranger, ask_link(stranger))

    answer = stranger.post(form, {"new_password": NEW_PASSWORD}, follow=True)

    assert answer.request["PATH_INFO"] == "/login/"
    assert "Je nieuwe wachtwoord staat klaar." in answer.text
    stranger.post("/login/", {"login": "noor", "password": NEW_PASSWORD})
    assert stranger.session["_auth_user_id"] == str(noor.pk)
    written = AuditEntry.objects.filter(thing_id=str(noor.key)).values_list("action", flat=True)
    assert {"password.link_sent", "password.reset"} <= set(written)


def test_the_mail_is_in_the_persons_language_as_text_and_as_html(stranger: Client, noor: User) -> None:
    ask_link(stranger)

    sent = mail.outbox[0]
    assert isinstance(sent, EmailMultiAlternatives)
    html = str(sent.alternatives[0][0])
    assert sent.to == [ADDRESS]
    assert sent.subject == "Een nieuw wachtwoord voor Brink"
    assert "Je logt in als noor." in str(sent.body)
    assert '<html lang="nl">' in html
    assert "Je logt in als noor." in html
    assert "<img" not in html


def test_who_chose_english_is_written_to_in_english(stranger: Client, noor: User) -> None:
    noor.language = "en"
    noor.save()

    ask_link(stranger)

    assert mail.outbox[0].subject == "A new password for Brink"
    assert "You sign in as noor." in str(mail.outbox[0].body)


@pytest.mark.parametrize(
    "address", ["nobody@lindewaard.example", "closed@lindewaard.example", "invited@lindewaard.example"]
)
def test_an_address_without_a_way_in_gets_the_same_answer_and_no_mail(
    stranger: Client, noor: User, address: str
) -> None:
    UserFactory(username="closed", email="closed@lindewaard.example", is_active=False)
    UserFactory(username="invited", email="invited@lindewaard.example", password=None)

    known = stranger.post("/password/reset/", {"email": ADDRESS}, follow=True)
    unknown = stranger.post("/password/reset/", {"email": address}, follow=True)

    assert known.redirect_chain == unknown.redirect_chain == [("/password/reset/sent/", 302)]
    assert TOKEN.sub("", known.text) == TOKEN.sub("", unknown.text)
    assert [message.to for message in mail.outbox] == [[ADDRESS]]


def test_the_answer_costs_the_same_for_a_known_and_an_unknown_address(
    stranger: Client, noor: User, settings: Settings
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

    def work_of(address: str) -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            stranger.post("/password/reset/", {"email": address})
        return [str(query["sql"]).split()[0] for query in queries]

    work_of("first@lindewaard.example")

    assert work_of(ADDRESS) == work_of("nobody@lindewaard.example")
    assert mail.outbox == []


def test_the_mail_goes_to_the_address_of_the_account_and_not_to_what_was_typed(
    stranger: Client, noor: User
) -> None:
    ask_link(stranger, ADDRESS.upper())

    assert mail.outbox[0].to == [ADDRESS]


def test_the_link_leads_to_our_own_address_whatever_host_was_asked(stranger: Client, noor: User) -> None:
    stranger.post("/password/reset/", {"email": ADDRESS}, headers={"Host": "localhost"})

    assert LINK.search(str(mail.outbox[0].body))


def test_a_link_works_once(stranger: Client, noor: User) -> None:
    link = ask_link(stranger)
    stranger.post(open_link(stranger, link), {"new_password": NEW_PASSWORD})

    again = Client().get(link, headers={"Accept-Language": "nl"})

    assert again.status_code == 410
    assert "Deze link is versleten" in again.text


def test_a_link_runs_out(stranger: Client, noor: User, settings: Settings) -> None:
    link = ask_link(stranger)
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert stranger.get(link).status_code == 410


def test_an_account_that_closes_takes_its_links_along(stranger: Client, noor: User) -> None:
    link = ask_link(stranger)
    noor.is_active = False
    noor.save()

    assert stranger.get(link).status_code == 410


@pytest.mark.parametrize(
    "address",
    ["1/abc/", "zzzzzzzzzzzzzzzzzzzzzzzz/x/", "1/set-password/", "news/news/", f"1/{'x' * 3000}/", "-/-/"],
)
def test_a_forged_link_is_told_and_breaks_nothing(stranger: Client, noor: User, address: str) -> None:
    answer = stranger.get(f"/password/reset/{address}")

    assert answer.status_code == 410
    assert "Mail mij een link" in answer.text


@pytest.mark.parametrize("password", ["", "short", "12345678901", "password", "x" * 100_000])
def test_a_password_that_is_too_easy_is_refused_at_the_field(
    stranger: Client, noor: User, password: str
) -> None:
    form = open_link(stranger, ask_link(stranger))

    answer = stranger.post(form, {"new_password": password})

    assert answer.status_code == 200
    assert 'id="id_new_password_error"' in answer.text
    noor.refresh_from_db()
    assert noor.check_password(PASSWORD)


def test_a_new_password_ends_every_session(stranger: Client, noor: User) -> None:
    elsewhere = Client()
    elsewhere.post("/login/", {"login": "noor", "password": PASSWORD})
    assert elsewhere.get("/settings/").status_code == 200

    stranger.post(open_link(stranger, ask_link(stranger)), {"new_password": NEW_PASSWORD})

    assert elsewhere.get("/settings/").status_code == 302


def test_who_tried_the_old_password_too_often_signs_in_at_once_with_the_new_one(
    stranger: Client, noor: User, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/300s/key"}
    for name in ("noor", ADDRESS):
        for _ in range(4):
            stranger.post("/login/", {"login": name, "password": "a guess"})
    assert "Wacht vijf minuten" in stranger.post("/login/", {"login": "noor", "password": PASSWORD}).text

    stranger.post(open_link(stranger, ask_link(stranger)), {"new_password": NEW_PASSWORD})

    for name in ("noor", ADDRESS):
        browser = Client()
        browser.post("/login/", {"login": name, "password": NEW_PASSWORD})
        assert browser.session["_auth_user_id"] == str(noor.pk)


@pytest.mark.parametrize("address", ["", "noor", "noor@", "a\nBcc: all@lindewaard.example", "x" * 500])
def test_what_is_no_address_is_told_at_the_field(stranger: Client, noor: User, address: str) -> None:
    answer = stranger.post("/password/reset/", {"email": address})

    assert answer.status_code == 200
    assert 'id="id_email_error"' in answer.text
    assert mail.outbox == []


def test_one_address_is_mailed_a_few_times_an_hour_at_most(stranger: Client, noor: User) -> None:
    cache.clear()

    answers = [stranger.post("/password/reset/", {"email": ADDRESS}).status_code for _ in range(6)]

    assert answers == [302] * 5 + [429]
    assert len(mail.outbox) == 5


def test_without_a_mail_server_the_screen_says_where_the_mail_is(
    stranger: Client, settings: Settings
) -> None:
    assert "geen mailserver" not in stranger.get("/password/reset/sent/").text
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    assert "mails worden afgedrukt waar Brink is gestart" in stranger.get("/password/reset/sent/").text


def test_the_mail_says_until_when_the_link_works(noor: User) -> None:
    now = timezone.now()

    mail_reset_link(address=ADDRESS, language="nl", now=now)

    until = timezone.localtime(now + timedelta(hours=4))
    assert f"{until.hour}.{until:%M}" in str(mail.outbox[0].body)
