"""Live pages are looked at in the background, and the newsroom reads what was found."""

import re
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from content.examining import enqueue_due, examine, pages_to_examine
from content.models import Examination, Finding
from home.models import HomePage
from tests.factories.pages import NewsPageFactory, SectionPageFactory
from tests.factories.roles import section_editor_of

NOW = timezone.now()


def test_each_live_page_is_looked_at_once(home: HomePage) -> None:
    page, draft = NewsPageFactory(summary=""), NewsPageFactory(live=False)

    enqueue_due(NOW)

    assert pages_to_examine(NOW) == []
    assert Finding.objects.filter(page=page, code="summary-missing").exists()
    assert not Examination.objects.filter(page=draft).exists()


def test_a_page_that_changed_or_was_not_seen_for_a_week_is_looked_at_again(home: HomePage) -> None:
    changed, old, fresh = NewsPageFactory(), NewsPageFactory(), NewsPageFactory()
    for page, days in ((changed, 1), (old, 8), (fresh, 1)):
        examine(page, now=NOW - timedelta(days=days))
    changed.save_revision().publish()

    assert pages_to_examine(NOW) == sorted([changed.pk, old.pk])


def test_publishing_looks_at_the_page(home: HomePage, django_capture_on_commit_callbacks: object) -> None:
    page = NewsPageFactory(summary="")

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's
        page.save_revision().publish()

    assert Finding.objects.filter(page=page, code="summary-missing").exists()


def test_what_was_mended_is_no_longer_found(home: HomePage) -> None:
    page = NewsPageFactory(summary="")
    examine(page, now=NOW)

    page.summary = "Er is plek voor vier."
    examine(page, now=NOW)

    assert not Finding.objects.filter(page=page, code="summary-missing").exists()


def test_the_report_says_what_to_mend_and_leads_there(editor: Client) -> None:
    page = NewsPageFactory(title="De eik", summary="")
    examine(page, now=NOW)

    shown = editor.get("/admin/reports/findings/").content.decode()

    assert f"/admin/pages/{page.pk}/edit/" in shown
    assert "Schrijf een samenvatting" in shown
    # Where the heads of columns are out of sight, bare values say what they are.
    assert re.findall(r'data-label="(\w+)', shown) == ["Soort", "Taal", "Bekeken"]


def test_the_report_is_narrowed_down_and_exported(editor: Client) -> None:
    without_summary, other = NewsPageFactory(title="De eik", summary=""), NewsPageFactory(title="De linde")
    for page in (without_summary, other):
        examine(page, now=NOW)

    narrowed = editor.get("/admin/reports/findings/?code=summary-missing").content.decode()
    exported = b"".join(editor.get("/admin/reports/findings/?export=csv")).decode()

    assert ("De eik" in narrowed, "De linde" in narrowed) == (True, False)
    assert "De eik" in exported
    assert "Schrijf een samenvatting" in exported


def test_a_section_editor_reads_of_the_own_branch_alone(client: Client, home: HomePage) -> None:
    own, other = SectionPageFactory(title="Personeel"), SectionPageFactory(title="Inkoop")
    for page in (own, other):
        examine(page, now=NOW)
    client.force_login(section_editor_of(own))

    shown = client.get("/admin/reports/findings/").content.decode()

    assert ("Personeel" in shown, "Inkoop" in shown) == (True, False)


def test_a_report_costs_the_same_for_three_pages_and_for_six(editor: Client) -> None:
    def cost() -> int:
        editor.get("/admin/reports/findings/")
        with CaptureQueriesContext(connection) as queries:
            editor.get("/admin/reports/findings/")
        return len(queries)

    for _ in range(3):
        examine(NewsPageFactory(), now=NOW)
    few = cost()
    for _ in range(3):
        examine(NewsPageFactory(), now=NOW)

    assert cost() == few


def test_the_editor_reads_the_checks_beside_the_page(editor: Client) -> None:
    page = NewsPageFactory(summary="")
    page.save_revision()

    beside = editor.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    again = editor.get(f"/admin/before-publishing/{page.pk}/").content.decode()

    assert "Voordat je publiceert" in beside
    assert "Schrijf een samenvatting" in again


def test_the_checks_of_a_page_are_for_who_edits_it(client: Client, home: HomePage) -> None:
    own, other = SectionPageFactory(), SectionPageFactory()
    client.force_login(section_editor_of(own))

    assert client.get(f"/admin/before-publishing/{own.pk}/").status_code == 200
    assert client.get(f"/admin/before-publishing/{other.pk}/", follow=True).content.count(b"data-before") == 0
