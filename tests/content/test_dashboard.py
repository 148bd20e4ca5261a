"""The first screen of the admin shows each editor what waits for them, and nothing else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from access.models import User
from access.roles import Role
from content.examining import examine
from home.models import HomePage
from tests.factories.directory import PersonFactory
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory, SectionPageFactory
from tests.factories.roles import holder_of, section_editor_of

YESTERDAY, TOMORROW = (timezone.localdate() + timedelta(days=days) for days in (-1, 1))


@pytest.fixture
def editor(home: HomePage) -> User:
    return holder_of(Role.EDITOR, language="nl", first_name="Emre")


def screen_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    shown: str = client.get("/admin/").content.decode()
    return shown


def test_it_greets_by_first_name(editor: User) -> None:
    assert "Dag Emre" in screen_of(editor)


def test_own_drafts_stand_there_and_those_of_others_do_not(editor: User) -> None:
    own, other = NewsPageFactory(live=False), NewsPageFactory(live=False)
    own.title = own.draft_title = "Mijn concept"
    own.save_revision(user=editor)
    other.title = other.draft_title = "Andermans concept"
    other.save_revision(user=holder_of(Role.WRITER))

    shown = screen_of(editor)

    assert ("Mijn concept" in shown, "Andermans concept" in shown) == (True, False)


def test_an_editor_reads_what_is_overdue_and_what_ends(editor: User) -> None:
    ProcedurePageFactory(title="Verlof", review_due_on=YESTERDAY)
    ProcedurePageFactory(title="Declaratie", review_due_on=TOMORROW)
    ProcedurePageFactory(title="Vaccinatie", ends_on=TOMORROW)

    shown = screen_of(editor)

    assert ("Verlof" in shown, "Declaratie" in shown, "Vaccinatie" in shown) == (True, False, True)


def test_a_section_editor_reads_of_the_own_branch_and_of_pages_they_answer_for(home: HomePage) -> None:
    branch = SectionPageFactory(title="Personeel")
    user = section_editor_of(branch)
    ProcedurePageFactory(title="Verlof", parent=branch, review_due_on=YESTERDAY)
    mine = ProcedurePageFactory(
        title="Inkoop", review_due_on=YESTERDAY, keeper=PersonFactory(user=user, name="Sanne")
    )
    ProcedurePageFactory(title="Archief", review_due_on=YESTERDAY)

    shown = screen_of(user)

    assert ("Verlof" in shown, "Inkoop" in shown, "Archief" in shown) == (True, True, False)
    # Who may not edit the page goes to the page itself.
    assert f'href="{mine.url}"' in shown


def test_the_reports_are_counted(editor: User) -> None:
    examine(NewsPageFactory(summary=""), now=timezone.now())

    assert "1 pagina kan beter" in screen_of(editor)


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Schrijven en indienen"), ("en", "Writing and handing in")]
)
def test_the_guide_is_read_in_the_language_of_the_editor(home: HomePage, language: str, words: str) -> None:
    client = Client()
    client.force_login(holder_of(Role.WRITER, language=language))

    assert words in client.get("/admin/guide/").content.decode()


def test_a_stranger_reads_no_guide(client: Client, home: HomePage) -> None:
    assert client.get("/admin/guide/").status_code == 302


def test_the_admin_carries_the_name_of_brink(editor: User) -> None:
    shown = screen_of(editor)

    assert "brink-leaf" in shown
    assert "- Brink</title>" in shown
    assert "guide.wagtail.org" not in shown
