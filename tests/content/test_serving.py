"""A page that the reader may not see answers like one that is not there, by whatever way it is asked."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupPagePermission, Page, PageViewRestriction

from access.models import User
from content.models import PageScope
from knowledge.models import ProcedurePage, SectionPage
from tests.admin_forms import filled_form
from tests.factories.accounts import UserFactory
from tests.factories.pages import ProcedurePageFactory, SectionPageFactory
from tests.factories.privacy import restrict

pytestmark = pytest.mark.django_db

TITLE = "Reorganisatie van de haven"


@pytest.fixture
def hidden(council: Group) -> SectionPage:
    page: SectionPage = SectionPageFactory(title=TITLE, slug="haven")
    restrict(page, council)
    return page


@pytest.fixture
def editor(db: None) -> User:
    """Someone who may edit every page, and is in no group that a page asks for."""
    group = Group.objects.create(name="Edits everything")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    root = Page.objects.get(depth=1)
    for codename in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.create(
            group=group, page=root, permission=Permission.objects.get(codename=codename)
        )
    user: User = UserFactory()
    user.groups.add(group)
    return user


@pytest.fixture
def editor_outside(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def told(response: Any, path: str) -> tuple[int, dict[str, str], str]:
    """Return all that an answer tells, without the address asked and the token of the form in the foot."""
    body = response.content.decode().replace(path, "")
    return response.status_code, dict(response.headers), re.sub(r'(token" value=)"\w+"', r"\1", body)


@pytest.mark.parametrize("method", ["get", "head", "post", "options", "put", "delete"])
def test_a_hidden_page_answers_an_outsider_like_one_that_is_not_there(
    outsider: Client, hidden: SectionPage, method: str
) -> None:
    ask = getattr(outsider, method)

    seen = told(ask("/knowledge/haven/"), "/knowledge/haven/")
    missing = told(ask("/knowledge/molen/"), "/knowledge/molen/")

    assert seen == missing
    assert seen[0] == 404


def test_a_member_of_the_group_reads_the_page(client: Client, hidden: SectionPage, council: Group) -> None:
    member = UserFactory()
    member.groups.add(council)
    client.force_login(member)

    response = client.get("/knowledge/haven/")

    assert response.status_code == 200
    assert TITLE in response.content.decode()


def test_an_administrator_reads_every_page(client: Client, hidden: SectionPage, admin_user: User) -> None:
    restrict(SectionPageFactory(slug="wachtwoord"), kind=PageViewRestriction.PASSWORD)
    client.force_login(admin_user)

    assert client.get("/knowledge/haven/").status_code == 200
    assert client.get("/knowledge/wachtwoord/").status_code == 200


def test_a_stranger_is_asked_to_sign_in_for_any_address(client: Client, hidden: SectionPage) -> None:
    there = client.get("/knowledge/haven/")
    nowhere = client.get("/knowledge/nergens/")

    assert there.headers["Location"] == "/login/?next=/knowledge/haven/"
    assert nowhere.headers["Location"] == "/login/?next=/knowledge/nergens/"
    assert told(there, "haven")[0] == told(nowhere, "nergens")[0] == 302
    assert set(there.headers) == set(nowhere.headers)


def test_a_page_without_a_scope_is_served_to_nobody(outsider: Client) -> None:
    page: ProcedurePage = SectionPageFactory(slug="kaal")
    served_with_scope = outsider.get("/knowledge/kaal/").status_code
    PageScope.objects.filter(page=page).delete()

    assert served_with_scope == 200
    assert outsider.get("/knowledge/kaal/").status_code == 404


def test_a_shared_password_cannot_be_given(outsider: Client) -> None:
    page = SectionPageFactory(title=TITLE, slug="wachtwoord")
    restriction = restrict(page, kind=PageViewRestriction.PASSWORD)

    form = outsider.get(f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/")

    assert form.status_code == 404
    assert TITLE not in form.content.decode()
    assert outsider.get("/knowledge/wachtwoord/").status_code == 404


def test_lists_do_not_mention_a_hidden_page(outsider: Client, hidden: SectionPage, council: Group) -> None:
    ProcedurePageFactory(title="Voor iedereen")
    ProcedurePageFactory(title=TITLE, slug="haven-2", parent=hidden)

    shelf = outsider.get("/knowledge/").content.decode()

    assert "Voor iedereen" in shelf
    assert TITLE not in shelf


def test_an_old_address_does_not_tell_where_a_hidden_page_is(
    outsider: Client, hidden: SectionPage, employee: User, council: Group
) -> None:
    Redirect.add_redirect("/oud/haven.html", redirect_to=hidden)

    before = outsider.get("/oud/haven.html")
    employee.groups.add(council)
    after = outsider.get("/oud/haven.html")

    assert before.status_code == 404
    assert after.status_code == 301
    assert after.headers["Location"].endswith("/knowledge/haven/")


def test_an_old_address_tells_a_stranger_nothing(client: Client) -> None:
    Redirect.add_redirect("/oud/fiets.html", redirect_to=SectionPageFactory(slug="fietsen"))

    assert client.get("/oud/fiets.html").status_code == 404


def test_old_addresses_lead_on_with_and_without_their_query(outsider: Client) -> None:
    page = SectionPageFactory(slug="fietsen")
    Redirect.add_redirect("/oud/fiets.html", redirect_to=page)
    Redirect.add_redirect("/oud/?p=3", redirect_to=page, is_permanent=False)
    Redirect.add_redirect("/oud/elders", redirect_to="https://elders.example/")

    assert outsider.get("/oud/fiets.html?utm=1").headers["Location"].endswith("/knowledge/fietsen/")
    assert outsider.get("/oud/?p=3").status_code == 302
    assert outsider.get("/oud/?p=4").status_code == 404
    assert outsider.get("/oud/elders/").headers["Location"] == "https://elders.example/"


def test_who_may_edit_a_page_outside_their_scope_gets_no_preview_of_its_draft(
    editor_outside: Client, hidden: SectionPage
) -> None:
    hidden.save_revision()

    response = editor_outside.get(f"/admin/pages/{hidden.pk}/view_draft/")

    assert response.status_code == 404
    assert TITLE not in response.content.decode()


def test_who_may_edit_a_page_outside_their_scope_gets_no_preview_while_editing(
    editor_outside: Client, hidden: SectionPage, editor: User, council: Group
) -> None:
    form = filled_form(editor_outside, f"/admin/pages/{hidden.pk}/edit/")
    address = f"/admin/pages/{hidden.pk}/edit/preview/"
    valid = editor_outside.post(address, form).json()

    closed = editor_outside.get(address)
    editor.groups.add(council)
    opened = editor_outside.get(address)

    assert valid["is_valid"]
    assert closed.status_code == 404
    assert TITLE not in closed.content.decode()
    assert opened.status_code == 200
    assert TITLE in opened.content.decode()


def test_a_page_that_is_being_made_is_previewed_like_its_parent(
    editor_outside: Client, hidden: SectionPage, editor: User, council: Group
) -> None:
    address = f"/admin/pages/add/knowledge/procedurepage/{hidden.pk}/"
    form = filled_form(editor_outside, address)
    valid = editor_outside.post(f"{address}preview/", {**form, "title": TITLE, "slug": "kade"}).json()

    closed = editor_outside.get(f"{address}preview/")
    editor.groups.add(council)
    opened = editor_outside.get(f"{address}preview/")

    assert valid["is_valid"]
    assert closed.status_code == 404
    assert opened.status_code == 200
