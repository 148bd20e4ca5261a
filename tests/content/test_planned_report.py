"""What is planned stands in one list, for who edits it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.models import HomePage
from tests.factories.directory import PersonFactory
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory, SectionPageFactory
from tests.factories.roles import section_editor_of

ADDRESS = "/admin/reports/planned/"
TOMORROW = timezone.now() + timedelta(days=1)


def test_what_goes_live_and_what_goes_offline_is_listed_and_nothing_else(editor: Client) -> None:
    NewsPageFactory(title="Open dag", live=False).save_revision(approved_go_live_at=TOMORROW)
    NewsPageFactory(title="Verkiezing", expire_at=TOMORROW)
    NewsPageFactory(title="Kantine")

    shown = editor.get(ADDRESS).content.decode()
    exported = b"".join(editor.get(f"{ADDRESS}?export=csv")).decode()

    assert ("Open dag" in shown, "Verkiezing" in shown, "Kantine" in shown) == (True, True, False)
    assert "Open dag" in exported


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_a_title_does_not_calculate_in_a_spreadsheet(editor: Client, title: str) -> None:
    NewsPageFactory(title=title, slug="som", expire_at=TOMORROW)

    exported = b"".join(editor.get(f"{ADDRESS}?export=csv")).decode()

    assert f"\n'{title}," in exported


def test_a_section_editor_reads_of_the_own_branch_alone(client: Client, home: HomePage) -> None:
    own, other = SectionPageFactory(title="Personeel", expire_at=TOMORROW), SectionPageFactory()
    ProcedurePageFactory(title="Inkoop", parent=other, expire_at=TOMORROW)
    client.force_login(section_editor_of(own))

    shown = client.get(ADDRESS).content.decode()

    assert ("Personeel" in shown, "Inkoop" in shown) == (True, False)


def test_the_explorer_says_who_answers_and_when_a_page_was_checked(editor: Client) -> None:
    page = ProcedurePageFactory(
        keeper=PersonFactory(name="Sanne Bos"), checked_on=timezone.localdate() - timedelta(days=1)
    )

    shown = editor.get(f"/admin/pages/{page.get_parent().pk}/").content.decode()

    assert "Sanne Bos" in shown
    assert "Nagekeken op" in shown


def test_the_explorer_costs_the_same_for_three_pages_and_for_six(editor: Client) -> None:
    section = SectionPageFactory()

    def cost() -> int:
        editor.get(f"/admin/pages/{section.pk}/")
        with CaptureQueriesContext(connection) as queries:
            editor.get(f"/admin/pages/{section.pk}/")
        return len(queries)

    for _ in range(3):
        ProcedurePageFactory(parent=section, keeper=PersonFactory())
    few = cost()
    for _ in range(3):
        ProcedurePageFactory(parent=section, keeper=PersonFactory())

    assert cost() == few
