"""What each answer tells the browser: what may run, who may keep it, and how the session is kept."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from access.models import User
from access.roles import Role, give_role
from tests.admin_forms import filled_form
from tests.factories.pages import NewsPageFactory, SectionPageFactory

pytestmark = pytest.mark.django_db

STRICT = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "media-src": "'self'",
    # The players of VIDEO_HOSTS, which a reader opens by a click.
    "frame-src": "'self' https://www.youtube-nocookie.com https://player.vimeo.com",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def editor(client: Client, employee: User) -> Client:
    give_role(employee, Role.EDITOR)
    client.force_login(employee)
    return client


def policy_of(response: Any) -> dict[str, str]:
    parts = response.headers["Content-Security-Policy"].split(";")
    return {name: values for name, _space, values in (part.strip().partition(" ") for part in parts)}


@pytest.mark.parametrize("address", ["/knowledge/", "/people/", "/nergens/", "/x.html"])
def test_what_readers_see_runs_nothing_inline(editor: Client, address: str) -> None:
    SectionPageFactory()

    assert policy_of(editor.get(address)) == STRICT


def test_a_stranger_gets_the_strict_policy_too(client: Client) -> None:
    assert policy_of(client.get("/login/")) == STRICT


def test_a_preview_in_the_admin_is_as_strict_as_the_page(editor: Client) -> None:
    page = NewsPageFactory()
    page.save_revision()

    response = editor.get(f"/admin/pages/{page.pk}/view_draft/")

    assert response.status_code == 200
    assert policy_of(response) == STRICT


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/pages/{page}/edit/", "/admin/images/", "/admin/nergens/"]
)
def test_the_admin_has_a_policy_of_its_own(editor: Client, address: str) -> None:
    response = editor.get(address.format(page=NewsPageFactory().pk))

    policy = policy_of(response)
    assert "'unsafe-inline'" in policy["script-src"]
    assert policy["object-src"] == "'none'"
    assert policy["frame-ancestors"] == "'self'"
    assert response.status_code in (200, 404)


def test_nothing_that_a_person_gets_is_kept_by_a_cache_in_between(editor: Client) -> None:
    page = SectionPageFactory()

    for address in (page.url, "/people/", "/admin/", "/nergens/", f"/admin/pages/{page.pk}/edit/"):
        assert "private" in editor.get(address).headers["Cache-Control"], address
    editor.logout()
    assert "private" in editor.get("/login/").headers["Cache-Control"]
    assert "private" in editor.get(page.url).headers["Cache-Control"]


def test_an_editor_publishes_a_page_in_the_admin(editor: Client) -> None:
    page = NewsPageFactory(title="Concept")
    address = f"/admin/pages/{page.pk}/edit/"
    form = filled_form(editor, address, title="Op de brink", **{"action-publish": "1"})

    response = editor.post(address, form)

    page.refresh_from_db()
    assert response.status_code == 302
    assert page.title == "Op de brink"


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(
    client: Client, employee: User
) -> None:
    client.post("/login/", {"login": "employee", "password": "secret"})

    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_the_session_changes_its_number_when_somebody_signs_in(client: Client, employee: User) -> None:
    client.get("/login/")
    session = client.session
    session["before"] = True
    session.save()
    client.cookies["sessionid"] = before = str(session.session_key)

    client.post("/login/", {"login": "employee", "password": "secret"})

    assert client.cookies["sessionid"].value != before


def test_in_production_cookies_travel_by_tls_only() -> None:
    names = [
        "DEBUG",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "ALLAUTH_TRUSTED_PROXY_COUNT",
    ]
    program = (
        "import json; from django.conf import settings; "
        f"print(json.dumps({{name: getattr(settings, name) for name in {names}}}))"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "DJANGO_SETTINGS_MODULE": "brink.settings.production",
        "SECRET_KEY": "not a secret, but long enough for a test of the settings",
        "ALLOWED_HOSTS": "intranet.example",
        "BASE_URL": "https://intranet.example",
    }

    printed = subprocess.run(
        [sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True
    )

    assert json.loads(printed.stdout) == {
        "DEBUG": False,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
    }
