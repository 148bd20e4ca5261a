"""All four combinations of a page's language and a reader's, and what speaks before or beside a page."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.rich_text import expand_db_html
from wagtail.users.models import UserProfile

from access.models import User
from content.language import LANGUAGE_COOKIE
from home.models import HomePage
from knowledge.models import SectionPage
from tests.factories.pages import SectionPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client, employee: User) -> Client:
    client.force_login(employee)
    return client


def speak(user: User, language: str) -> None:
    User.objects.filter(pk=user.pk).update(language=language)


def two_versions() -> tuple[SectionPage, SectionPage]:
    dutch = SectionPageFactory(title="Fietsen op de brink", slug="fietsen")
    english = SectionPageFactory(
        title="Cycling on the green", slug="cycling", language="en", translation_of=dutch
    )
    return dutch, english


@pytest.mark.parametrize("reader_language", ["nl", "en"])
@pytest.mark.parametrize("page_language", ["nl", "en"])
def test_the_address_decides_the_page_and_the_person_the_interface(
    reader: Client, employee: User, reader_language: str, page_language: str
) -> None:
    versions = dict(zip(["nl", "en"], two_versions(), strict=True))
    speak(employee, reader_language)

    response = reader.get(versions[page_language].url)

    html = response.content.decode()
    assert f'<html lang="{reader_language}"' in html
    assert f'lang="{page_language}"' in html
    assert versions[page_language].title in html
    assert response.headers["Content-Language"] == page_language
    assert {"Cookie", "Accept-Language"} <= {part.strip() for part in response.headers["Vary"].split(",")}


@pytest.mark.parametrize("reader_language", ["nl", "en"])
def test_the_address_of_a_page_does_not_depend_on_who_asks(
    reader: Client, employee: User, reader_language: str
) -> None:
    dutch, english = two_versions()
    speak(employee, reader_language)

    shelf = reader.get("/knowledge/").content.decode()

    assert (dutch.url, english.url) == ("/knowledge/fietsen/", "/en/knowledge/cycling/")
    assert 'href="/knowledge/fietsen/"' in shelf
    assert reverse("directory:person-list") == "/people/"


@pytest.mark.parametrize("reader_language", ["nl", "en"])
def test_a_link_in_a_text_leads_to_the_page_that_the_editor_chose(
    reader: Client, employee: User, reader_language: str
) -> None:
    dutch, _english = two_versions()
    link = f'<p><a linktype="page" id="{dutch.pk}">lees verder</a></p>'
    page = SectionPageFactory(title="Over fietsen", body=[("text", link)])
    speak(employee, reader_language)

    html = reader.get(page.url).content.decode()

    assert '<a href="/knowledge/fietsen/">lees verder</a>' in html


def test_a_link_to_a_page_that_is_gone_leads_nowhere() -> None:
    assert expand_db_html('<a linktype="page" id="987654">lees verder</a>') == "<a>lees verder</a>"


@pytest.mark.parametrize("reader_language", ["nl", "en"])
def test_what_is_not_a_page_has_no_language_in_its_address(
    home: HomePage, reader: Client, employee: User, reader_language: str
) -> None:
    speak(employee, reader_language)

    response = reader.get("/people/")

    assert f'<html lang="{reader_language}"' in response.content.decode()
    assert response.headers["Content-Language"] == reader_language
    assert reader.get("/en/people/").status_code == 404


@pytest.mark.parametrize(
    ("accepted", "language", "error"),
    [
        ("en-GB,en;q=0.8", "en", "This field is required."),
        ("nl-BE,en;q=0.2", "nl", "verplicht"),
        ("de, fr", "nl", "verplicht"),
    ],
)
def test_a_stranger_signs_in_in_the_language_of_the_browser(
    client: Client, accepted: str, language: str, error: str
) -> None:
    html = client.post("/login/", {}, headers={"Accept-Language": accepted}).content.decode()

    assert f'<html lang="{language}"' in html
    assert error in html


@pytest.mark.parametrize("reader_language", ["nl", "en"])
@pytest.mark.parametrize(
    "address", ["/knowledge/nergens/", "/en/knowledge/nergens/", "/people/niemand/", "/x.html"]
)
def test_an_error_speaks_the_language_of_the_reader(
    home: HomePage, reader: Client, employee: User, reader_language: str, address: str
) -> None:
    speak(employee, reader_language)

    response = reader.get(address)

    assert response.status_code == 404
    assert f'<html lang="{reader_language}"' in response.content.decode()
    assert response.headers["Content-Language"] == reader_language


@pytest.mark.parametrize("reader_language", ["nl", "en"])
def test_a_form_that_is_too_old_is_answered_in_the_language_of_the_reader(
    home: HomePage, employee: User, reader_language: str
) -> None:
    speak(employee, reader_language)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(employee)

    response = strict.post("/logout/")

    assert response.status_code == 403
    assert f'<html lang="{reader_language}"' in response.content.decode()


@pytest.mark.parametrize("reader_language", ["nl", "en"])
@pytest.mark.parametrize("address", ["/knowledge", "/en/knowledge"])
def test_a_missing_slash_is_added_in_either_language(
    home: HomePage, reader: Client, employee: User, reader_language: str, address: str
) -> None:
    speak(employee, reader_language)

    response = reader.get(address)

    assert response.status_code == 301
    assert response.headers["Location"] == f"{address}/"


def test_the_default_language_has_no_prefix_and_pages_keep_to_their_own_tree(
    home: HomePage, reader: Client
) -> None:
    two_versions()

    assert reader.get("/nl/knowledge/").status_code == 404
    assert reader.get("/en/knowledge/fietsen/").status_code == 404
    assert reader.get("/knowledge/cycling/").status_code == 404


@pytest.mark.parametrize(("chosen_in_admin", "language"), [("", "en"), ("nl", "nl")])
def test_the_admin_follows_the_reader_unless_the_profile_says_otherwise(
    home: HomePage, client: Client, admin_user: User, chosen_in_admin: str, language: str
) -> None:
    speak(admin_user, "en")
    UserProfile.objects.create(user=admin_user, preferred_language=chosen_in_admin)
    client.force_login(admin_user)

    html = client.get("/admin/").content.decode()

    assert f'lang="{language}"' in html


@pytest.mark.parametrize("page_language", ["nl", "en"])
def test_a_preview_speaks_the_language_of_the_reader_too(
    client: Client, admin_user: User, page_language: str
) -> None:
    versions = dict(zip(["nl", "en"], two_versions(), strict=True))
    page = versions[page_language]
    page.save_revision()
    speak(admin_user, "en")
    client.force_login(admin_user)

    html = client.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()

    assert '<html lang="en"' in html
    assert page.title in html


def test_a_signed_in_reader_keeps_the_language_on_the_account(reader: Client, employee: User) -> None:
    response = reader.post(reverse("content:language-set"), {"language": "en", "next": "/people/?q=x"})

    employee.refresh_from_db()
    assert employee.language == "en"
    assert response.headers["Location"] == "/people/?q=x"
    assert LANGUAGE_COOKIE not in response.cookies


def test_a_stranger_keeps_the_language_in_a_cookie(client: Client) -> None:
    response = client.post(reverse("content:language-set"), {"language": "en", "next": "/login/"})

    assert response.headers["Location"] == "/login/"
    assert '<html lang="en"' in client.get("/login/").content.decode()


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_choosing_a_language_leads_nowhere_else(reader: Client, address: str) -> None:
    response = reader.post(reverse("content:language-set"), {"language": "en", "next": address})

    assert response.headers["Location"] == "/"


def test_a_language_that_is_not_offered_changes_nothing(reader: Client, employee: User) -> None:
    response = reader.post(reverse("content:language-set"), {"language": "xx"})

    employee.refresh_from_db()
    assert response.status_code == 400
    assert employee.language == ""


def test_a_link_cannot_change_the_language(reader: Client) -> None:
    assert reader.get(reverse("content:language-set"), {"language": "en"}).status_code == 405
