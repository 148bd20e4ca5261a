"""A page keeps its old address when it is renamed or moved, for who may see it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from access.roles import Role
from tests.admin_forms import filled_form
from tests.factories.pages import ProcedurePageFactory, SectionPageFactory
from tests.factories.privacy import restrict
from tests.factories.roles import holder_of

Commits = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def commits(django_capture_on_commit_callbacks: Commits) -> Commits:
    """Wagtail makes the redirects of a renamed page when its change stands."""
    return django_capture_on_commit_callbacks


@pytest.fixture
def editor(home: object) -> Client:
    client = Client()
    client.force_login(holder_of(Role.EDITOR, language="nl"))
    return client


def test_a_renamed_page_answers_at_its_old_address_also_for_what_lies_below(
    editor: Client, reader: Client, commits: Commits
) -> None:
    section = SectionPageFactory(title="Verlof", slug="verlof")
    below = ProcedurePageFactory(title="Zorgverlof", slug="zorgverlof", parent=section)
    old = (section.url, below.url)
    edit = f"/admin/pages/{section.pk}/edit/"

    with commits(execute=True):
        editor.post(edit, filled_form(editor, edit, slug="vrije-dagen", **{"action-publish": "1"}))

    assert reader.get(old[0]).url.rstrip("/").endswith("/vrije-dagen")  # type: ignore[attr-defined]
    assert reader.get(old[1]).url.rstrip("/").endswith("/vrije-dagen/zorgverlof")  # type: ignore[attr-defined]


def test_a_moved_page_answers_at_its_old_address(editor: Client, reader: Client, commits: Commits) -> None:
    old_section, new_section = SectionPageFactory(slug="oud"), SectionPageFactory(slug="nieuw")
    page = ProcedurePageFactory(slug="zorgverlof", parent=old_section)
    old = page.url

    with commits(execute=True):
        editor.post(f"/admin/pages/{page.pk}/move/{new_section.pk}/confirm/")

    assert "/nieuw/zorgverlof" in reader.get(old).url  # type: ignore[attr-defined]


def test_the_old_address_of_a_hidden_page_tells_nothing(
    editor: Client, reader: Client, council: Group, commits: Commits
) -> None:
    section = SectionPageFactory(slug="reorganisatie")
    old = section.url
    restrict(section, council)
    edit = f"/admin/pages/{section.pk}/edit/"

    with commits(execute=True):
        editor.post(edit, filled_form(editor, edit, slug="stilte", **{"action-publish": "1"}))

    assert Redirect.objects.exists()
    assert reader.get(old).status_code == 404
