"""A section editor works in one branch of the admin and knows of nothing that is hidden outside it."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from knowledge.models import SectionPage
from tests.admin_forms import filled_form
from tests.factories.pages import ProcedurePageFactory, SectionPageFactory
from tests.factories.privacy import restrict
from tests.factories.roles import section_editor_of


@pytest.fixture
def branch(home: object) -> SectionPage:
    section: SectionPage = SectionPageFactory(title="Personeel")
    return section


@pytest.fixture
def hidden(home: object, council: Group) -> SectionPage:
    """A section outside the branch that only the works council reads."""
    section: SectionPage = SectionPageFactory(title="Afslanking in stilte")
    ProcedurePageFactory(title="Afslanking stap voor stap, in stilte", parent=section)
    restrict(section, council)
    return section


@pytest.fixture
def editor(client: Client, branch: SectionPage) -> Client:
    client.force_login(section_editor_of(branch))
    return client


def text_of(answer: Any) -> str:
    content: str = answer.content.decode()
    return content


def test_the_branch_can_be_written_and_published(editor: Client, branch: SectionPage) -> None:
    page = ProcedurePageFactory(parent=branch, live=False)
    address = f"/admin/pages/{page.pk}/edit/"

    editor.post(address, filled_form(editor, address, **{"action-publish": "1"}))

    page.refresh_from_db()
    assert page.live


def test_the_explorer_shows_the_branch_alone(
    editor: Client, branch: SectionPage, hidden: SectionPage
) -> None:
    other = SectionPageFactory(title="Inkoop")

    shown = text_of(editor.get(f"/admin/pages/{branch.get_parent().pk}/", follow=True))

    assert "Personeel" in shown
    assert other.title not in shown
    assert hidden.title not in shown


@pytest.mark.parametrize(
    "screen", ["edit/", "move/", "copy/", "history/", "unpublish/", "delete/", "privacy/"]
)
def test_no_screen_of_a_page_outside_opens(editor: Client, hidden: SectionPage, screen: str) -> None:
    answer = editor.get(f"/admin/pages/{hidden.pk}/{screen}")

    assert answer.status_code in (302, 403, 404)
    assert hidden.title not in text_of(answer)


def test_a_page_cannot_be_moved_out_of_the_branch(editor: Client, branch: SectionPage) -> None:
    page, other = ProcedurePageFactory(parent=branch), SectionPageFactory(title="Inkoop")

    editor.post(f"/admin/pages/{page.pk}/move/{other.pk}/confirm/")

    page.refresh_from_db()
    assert page.get_parent().pk == branch.pk


@pytest.mark.parametrize(
    "address",
    [
        "/admin/choose-page/{parent}/",
        "/admin/choose-page/search/?q=Afslanking",
        "/admin/api/main/pages/?child_of={parent}",
        "/admin/pages/search/?q=Afslanking",
        "/admin/pages/search/results/?q=Afslanking",
    ],
)
def test_no_list_of_the_admin_names_what_is_hidden(editor: Client, hidden: SectionPage, address: str) -> None:
    shown = text_of(editor.get(address.format(parent=hidden.get_parent().pk), follow=True))

    assert "in stilte" not in shown


def test_the_chooser_does_not_open_a_hidden_page(editor: Client, hidden: SectionPage) -> None:
    answer = editor.get(f"/admin/choose-page/{hidden.pk}/", headers={"accept": "application/json"})

    assert answer.status_code in (302, 403)
    assert "stap voor stap" not in text_of(answer)


def test_an_editor_links_to_what_colleagues_read_elsewhere(editor: Client) -> None:
    other = SectionPageFactory(title="Inkoop")

    assert "Inkoop" in text_of(editor.get(f"/admin/choose-page/{other.get_parent().pk}/"))
