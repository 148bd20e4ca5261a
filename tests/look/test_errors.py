import re
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from access.models import User
from home import errors
from home.models import HomePage

SCREENS: dict[int, Callable[[HttpRequest], HttpResponse]] = {
    400: lambda request: errors.bad_request(request, SuspiciousOperation()),
    403: lambda request: errors.permission_denied(request, PermissionDenied()),
    404: lambda request: errors.page_not_found(request, Http404()),
    429: errors.too_many_requests,
    500: errors.server_error,
}
WROTE = "Een lang verhaal over de balie."


def asked_by(user: User, rf: RequestFactory, language: str) -> HttpRequest:
    request = rf.get("/somewhere/")
    request.user = user
    request.LANGUAGE_CODE = language
    return request


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("status", SCREENS)
def test_error_is_one_clear_screen_in_the_language_of_the_reader(
    home: HomePage, employee: User, rf: RequestFactory, status: int, language: str
) -> None:
    answer = SCREENS[status](asked_by(employee, rf, language))

    screen = answer.content.decode()
    assert answer.status_code == status
    assert screen.count("<h1") == 1
    assert f'<html lang="{language}"' in screen
    assert {"nl": "Naar de voorpagina", "en": "To the front page"}[language] in screen
    assert f"({status})" in screen


@pytest.mark.parametrize("address", ["/", "/login/", "/news/", "/feeds/key/news/"])
def test_a_host_that_is_not_ours_is_answered_and_not_repeated(home: HomePage, address: str) -> None:
    answer = Client(raise_request_exception=False).get(address, headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert "evil.example" not in answer.text


def test_error_leaves_the_language_of_the_thread_alone(
    home: HomePage, employee: User, rf: RequestFactory
) -> None:
    with translation.override("en"):
        errors.page_not_found(asked_by(employee, rf, "nl"), Http404())

        assert translation.get_language() == "en"


# Without `db`: pytest-django refuses every query.
def test_our_own_fault_is_told_without_the_database(rf: RequestFactory) -> None:
    answer = errors.server_error(rf.get("/"))

    assert answer.status_code == 500
    assert "<h1" in answer.content.decode()


def test_lost_reader_can_search_and_go_home(reader: Client) -> None:
    answer = reader.get("/kerstrooster/")

    screen = answer.content.decode()
    assert answer.status_code == 404
    assert "tikfout" in screen
    assert 'id="find" name="q"' in screen


def test_lost_stranger_is_asked_to_sign_in(client: Client, home: HomePage) -> None:
    answer = client.get("/kerstrooster/")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login/")


@pytest.fixture
def late(home: HomePage, employee: User) -> Client:
    """A browser that checks tokens and has none, on a page that it opened itself."""
    client = Client(
        enforce_csrf_checks=True, headers={"sec-fetch-site": "same-origin", "accept-language": "nl"}
    )
    client.force_login(employee)
    return client


def test_expired_form_comes_back_with_what_was_typed(late: Client) -> None:
    answer = late.post(
        "/language/?from=foot", {"language": "nl", "text": WROTE, "csrfmiddlewaretoken": "old"}
    )

    screen = answer.content.decode()
    assert answer.status_code == 403
    assert screen.count("<h1") == 1
    assert f'<blockquote class="typed">{WROTE}</blockquote>' in screen
    assert '<form method="post" action="/language/?from=foot">' in screen
    assert f'<input type="hidden" name="text" value="{WROTE}">' in screen
    assert 'value="old"' not in screen


def test_expired_form_goes_through_when_it_is_sent_again(late: Client) -> None:
    screen = late.post("/language/", {"language": "en", "next": "/people/"}).content.decode()
    main = screen.partition('<main id="main"')[2].partition("</main>")[0]
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', main))

    answer = late.post("/language/", fields)

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/people/"


@pytest.mark.parametrize(
    ("referer", "page"),
    [("http://testserver/people/", "http://testserver/people/"), ("http://evil.example/", "/")],
)
def test_who_changes_their_mind_goes_back_to_the_page_of_the_form(
    late: Client, referer: str, page: str
) -> None:
    screen = late.post("/language/", {"text": WROTE}, headers={"referer": referer}).content.decode()

    assert f'<a class="button second" href="{page}">' in screen


def test_what_was_typed_is_shown_as_text(late: Client) -> None:
    screen = late.post("/language/", {"text": "<script>alert(1)</script> and more"}).content.decode()

    assert "<script>alert(1)" not in screen
    assert "&lt;script&gt;alert(1)&lt;/script&gt; and more" in screen


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", None])
def test_form_of_another_site_is_not_made_ready_to_send(late: Client, site: str | None) -> None:
    late.defaults.pop("HTTP_SEC_FETCH_SITE")

    screen = late.post("/language/", {"text": WROTE}, headers={"sec-fetch-site": site} if site else {})

    assert screen.status_code == 403
    assert WROTE not in screen.content.decode()


def test_password_is_never_written_into_a_page(late: Client) -> None:
    screen = late.post("/login/", {"login": "noor", "password": "correct horse battery"}).content.decode()

    assert "correct horse battery" not in screen
    assert 'value="noor"' not in screen
