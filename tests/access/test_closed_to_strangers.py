"""Every address of the URL configuration, asked by a stranger: only the open ones answer with content."""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import LocalePrefixPattern, Resolver404, URLPattern, URLResolver, get_resolver, resolve
from django.urls.resolvers import RegexPattern, RoutePattern
from django.utils import translation

from access.models import User
from home.models import HomePage, OrganisationSettings
from tests.factories.directory import PersonFactory
from tests.factories.files import DocumentFactory, MediaFactory
from tests.factories.organisation import organisation
from tests.factories.pages import ImageFactory, NewsPageFactory

pytestmark = pytest.mark.django_db

# What a stranger may ask, and may get an answer with content from.
# The looks of an organisation, which the sign-in screen has too.
DIGEST = "0123456789abcdef"
LOOKS = {f"/theme-{DIGEST}.css", f"/logo-{DIGEST}"}
OPEN = {
    "/login/",
    "/logout/",
    "/language/",
    "/healthz",
    "/readyz",
    # What can be asked there, and how a browser asks; the answers are closed.
    "/api/v1/openapi.json",
    "/search/opensearch.xml",
    # The ways in by mail: what opens something is the signature in the address.
    "/password/reset/",
    "/password/reset/sent/",
    "/password/reset/news/news/",
    "/invitation/news/",
    *LOOKS,
}
FLOOR = 250
# 401: a machine is asked for its token.
CLOSED_STATUSES = {401, 404, 405}

# Values for the parts of an address that vary; the first with which the address resolves is tried.
PLAUSIBLE = {
    "slug": ["news"],
    "digest": [DIGEST],
    "str": ["news", "newspage", "1"],
    "path": ["news/item"],
    "uuid": ["3b241101-e2bb-4255-8caf-4136c566a962"],
    "": ["1", "news", "news/", "abc-123", "audio", "x.pdf"],
}
PART = re.compile(r"<(?:(\w+):)?\w+>")
GROUP = re.compile(r"\((?:\?P<\w+>)?(?:[^()]|\([^()]*\))*\)[*+?]?")


def addresses(numbers: Sequence[str] = ("1",)) -> list[tuple[str, str]]:
    """Return each address with values for what varies in it, and its pattern; pages in both languages.

    Patterns with a number come once for each of `numbers`.
    """
    found = []
    for language in ("nl", "en"):
        with translation.override(language):
            for route, view in walk(get_resolver()):
                found += [(filled_in(route, view, number), route) for number in numbers]
    return list(dict.fromkeys(found))


def walk(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, Any]]:
    """Yield each pattern below `resolver`, written as one route, with its view."""
    for entry in resolver.url_patterns:
        route = before + route_of(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from walk(entry, route)
        else:
            assert isinstance(entry, URLPattern)
            yield route, entry.callback


def route_of(pattern: Any) -> str:
    if isinstance(pattern, LocalePrefixPattern):
        return pattern.language_prefix
    if isinstance(pattern, RoutePattern):
        return str(pattern)
    assert isinstance(pattern, RegexPattern)
    plain = GROUP.sub("<part>", str(pattern).removeprefix("^").removesuffix("$").removesuffix(r"\Z"))
    # What is left of an expression outside groups: any text, a letter, a literal dot.
    return re.sub(r"(\[\^?[^\]]+\]|\.|\\w|\\d)[*+]", "<part>", plain).replace("\\", "")


def filled_in(route: str, view: Any, number: str) -> str:
    """Return an address that leads to `view`, or an empty one if another pattern always comes first."""
    kinds = [match[1] or "" for match in PART.finditer(route)]
    choices = {"int": [number], "key": [number], **PLAUSIBLE}
    for values in product(*(choices[kind] for kind in kinds)):
        address = PART.sub("{}", route).format(*values)
        try:
            if resolve(address).func == view:
                return address
        except Resolver404:
            continue
    return ""


def is_closed(response: Any) -> bool:
    if response.status_code in (301, 302):
        # Wagtail's own door leads on to ours, as a test below says.
        return str(response.headers["Location"]).startswith(("/login/", "/admin/login/"))
    return response.status_code in CLOSED_STATUSES


def give_looks() -> None:
    """Let the organisation have a style sheet and a logo, at the addresses that are tried."""
    drawing = ContentFile(b'<svg xmlns="http://www.w3.org/2000/svg"/>', name="logo.svg")
    organisation(accent_light="#004080", logo=drawing)
    OrganisationSettings.objects.update(style_sheet_digest=DIGEST, logo_digest=DIGEST)


def test_every_address_is_closed_to_a_stranger(
    client: Client, home: HomePage, capsys: pytest.CaptureFixture[str]
) -> None:
    NewsPageFactory()
    give_looks()
    tried, overtaken, open_to_strangers = set(), set(), set()
    for address, route in addresses():
        if not address:
            overtaken.add(route)
            continue
        for method in ("get", "post", "head"):
            response = getattr(client, method)(address)
            assert response.status_code < 500, (method, address)
            if not is_closed(response):
                open_to_strangers.add(address)
        tried.add(address)

    with capsys.disabled():
        print(f"\n{len(tried)} addresses asked by a stranger, open: {sorted(open_to_strangers)}")
    # Wagtail's own door stands behind ours.
    assert overtaken == {"/admin/login/"}
    assert open_to_strangers <= OPEN
    assert {"/login/", "/language/", *LOOKS} <= open_to_strangers
    assert len(tried) > FLOOR
    assert {"/admin/", "/admin/pages/1/edit/", "/people/", "/news/", "/en/news/"} <= tried


def test_no_address_breaks_for_an_administrator(
    client: Client, home: HomePage, admin_user: User, settings: Any, tmp_path: Path
) -> None:
    """What we do not mount, such as Wagtail's own addresses of files, is missed by none of its screens."""
    settings.MEDIA_ROOT = tmp_path
    things: list[Any] = [
        ImageFactory(),
        DocumentFactory(),
        MediaFactory(),
        NewsPageFactory(),
        PersonFactory(),
    ]
    client.force_login(admin_user)
    client.raise_request_exception = False

    broken = [
        address
        for address, _route in addresses(numbers=sorted({str(thing.pk) for thing in things}))
        # It breaks for whoever wants to see what that looks like.
        if address and address != "/admin/failwhale/" and client.get(address).status_code >= 500
    ]

    assert broken == []


def test_what_is_really_there_is_closed_to_a_stranger(client: Client, home: HomePage) -> None:
    image, person = ImageFactory(), PersonFactory()
    page = NewsPageFactory(image=image)
    things = [
        page.url,
        NewsPageFactory(language="en").url,
        image.get_rendition("width-100").url,
        DocumentFactory().url,
        MediaFactory().url,
        person.get_absolute_url(),
        person.unit.get_absolute_url(),
        f"/admin/pages/{page.pk}/edit/",
        f"/admin/pages/{page.pk}/view_draft/",
    ]

    for address in things:
        response = client.get(address)

        assert response.status_code == 302, address
        assert response.headers["Location"] == f"/login/?next={address}"


def test_static_files_are_open(client: Client, db: None) -> None:
    response = client.get("/static/css/tokens.css")

    assert response.status_code == 200


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/login/?next=/admin/pages/"])
def test_wagtails_own_door_leads_to_ours(client: Client, db: None, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 302
    assert response.headers["Location"] == address.replace("/admin/login/", "/login/")


def test_nobody_signs_in_at_wagtails_own_door(client: Client, employee: User) -> None:
    client.post("/admin/login/", {"username": "employee", "password": "secret"})

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["", "done/", "confirm/MQ/set-password/", "complete/"])
def test_wagtails_own_way_to_a_new_password_is_closed(client: Client, admin_user: User, address: str) -> None:
    to_stranger = client.get(f"/admin/password_reset/{address}")
    client.force_login(admin_user)
    to_administrator = client.get(f"/admin/password_reset/{address}")

    assert is_closed(to_stranger)
    assert to_administrator.status_code == 404


def test_signing_in_leads_back_and_nowhere_else(client: Client, home: HomePage, employee: User) -> None:
    form = {"login": "employee", "password": "secret"}

    back = client.post("/login/", {**form, "next": "/people/"}).headers["Location"]
    client.logout()
    away = client.post("/login/", {**form, "next": "https://evil.example/"}).headers["Location"]

    assert back == "/people/"
    assert away == "/"


@pytest.mark.parametrize("address", ["/following/person/1/", "/notices/read/", "/stream/caught-up/"])
def test_who_pressed_a_button_after_their_session_ended_comes_back_to_its_screen(
    client: Client, home: HomePage, address: str
) -> None:
    door = "/login/?next=http%3A//testserver/people/"

    whole = client.post(address, headers={"Referer": "http://testserver/people/"})
    part = client.post(address, headers={"Referer": "http://testserver/people/", "HX-Request": "true"})
    elsewhere = client.post(address, headers={"Referer": "https://evil.example/"})

    assert whole.headers["Location"] == door
    assert part.headers["HX-Redirect"] == door
    assert elsewhere.headers["Location"] == "/login/?next=/"


def test_who_has_no_role_in_the_admin_is_refused_in_one_step(
    client: Client, home: HomePage, employee: User
) -> None:
    client.force_login(employee)

    for address in ("/admin/", "/admin/pages/1/edit/", "/admin/users/", "/admin/login/"):
        response = client.get(address)

        assert response.status_code == 403 or response.headers["Location"].startswith("/login/")
        assert client.get(address, follow=True).status_code in (403, 200)
