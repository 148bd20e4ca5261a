from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Revision

from content.models import ImportedFile
from knowledge.models import KnowledgeIndexPage, ProcedurePage, SectionPage
from tests.factories.accounts import UserFactory
from tests.importing.conftest import BringIn
from tests.importing.writing import body_of, picture, write

TEXTS: dict[str, str | bytes] = {
    "leave.md": "---\ntitle: Leave\nredirect_from: /vacation/\ntags: rest\n---\n"
    "![x](a.png) [b](b/travel.md)\n",
    "b/travel.md": "# Travel\n\n[gone](gone.md) ![gone](gone.png)\n",
    "a.png": picture(),
}


@pytest.mark.any_database
def test_the_second_time_nothing_changes(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder, TEXTS)
    bring_in(knowledge)
    revisions = set(Revision.objects.values_list("pk", flat=True))

    report = bring_in(knowledge)

    assert (report.made, report.changed, report.unchanged_count) == ([], [], 2)
    assert (report.sections, report.picture_count, report.redirect_count) == ([], 0, 0)
    assert set(Revision.objects.values_list("pk", flat=True)) == revisions
    assert Page.objects.descendant_of(knowledge).count() == 3


def test_the_second_time_costs_the_same_however_many_files_there_are(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    def cost_of(count: int) -> int:
        write(folder, {f"text-{number}.md": f"# Text {number}\n\nText.\n" for number in range(count)})
        bring_in(knowledge)
        with CaptureQueriesContext(connection) as queries:
            bring_in(knowledge)
        return len(queries)

    assert cost_of(3) == cost_of(6)


def test_a_changed_file_becomes_a_new_revision_of_the_same_page(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder, TEXTS)
    bring_in(knowledge)
    before = ProcedurePage.objects.get(title="Leave")
    write(folder, {"leave.md": "---\ntitle: Leave and rest\n---\nAsk early.\n"})

    report = bring_in(knowledge)

    after = ProcedurePage.objects.get(pk=before.pk)
    assert (report.made, report.changed, report.unchanged_count) == ([], ["leave.md"], 1)
    assert (after.title, after.slug, after.live) == ("Leave and rest", "leave", True)
    assert body_of(after) == [{"type": "text", "value": "<p>Ask early.</p>"}]
    assert after.subjects.count() == 0
    assert after.revisions.count() == 2
    assert after.latest_revision_id != before.latest_revision_id


def test_a_file_that_vanished_is_told_and_its_page_stays(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder, TEXTS)
    bring_in(knowledge)
    (folder / "leave.md").unlink()

    report = bring_in(knowledge)

    assert report.vanished == ["leave.md"]
    assert ProcedurePage.objects.get(title="Leave").live


def test_a_file_that_broke_is_refused_and_not_called_vanished(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder, TEXTS)
    bring_in(knowledge)
    write(folder, {"leave.md": ""})

    report = bring_in(knowledge)

    assert [remark.source for remark in report.refused] == ["leave.md"]
    assert report.vanished == []
    assert ProcedurePage.objects.get(title="Leave").live


def test_links_and_pictures_that_arrive_later_are_put_in(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder, TEXTS)
    bring_in(knowledge)
    write(folder, {"b/gone.md": "# Back\n\nHere.\n", "b/gone.png": picture(color="red")})

    report = bring_in(knowledge)

    back = ProcedurePage.objects.get(title="Back")
    travel = ProcedurePage.objects.get(title="Travel")
    assert (report.made, report.changed) == (["b/gone.md"], ["b/travel.md"])
    assert f'id="{back.pk}"' in body_of(travel)[0]["value"]
    assert body_of(travel)[1]["type"] == "figure"


def test_a_folder_under_another_name_is_recognised_by_its_files(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder, TEXTS)
    bring_in(knowledge)
    ImportedFile.objects.update(folder="handbook-of-last-year")
    write(folder, {"leave.md": "# Leave\n\nAsk early.\n"})

    report = bring_in(knowledge)

    assert (report.made, report.changed, report.unchanged_count) == ([], ["leave.md"], 1)


def test_another_folder_below_the_same_page_gets_pages_of_its_own(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder, {"leave.md": "# Leave\n\nAsk.\n"})
    bring_in(knowledge)
    ImportedFile.objects.update(folder="circulars")
    write(folder, {"leave.md": "# Leave of ministers\n\nAsk the king.\n"})

    report = bring_in(knowledge)

    assert report.made == ["leave.md"]
    assert set(ProcedurePage.objects.values_list("slug", flat=True)) == {"leave", "leave-2"}


def test_a_section_that_gets_a_text_stays_the_same_page(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder, TEXTS)
    bring_in(knowledge)
    before = SectionPage.objects.get()
    write(folder, {"b/index.md": "# On the road\n\nGo.\n"})

    bring_in(knowledge)
    report = bring_in(knowledge)

    section = SectionPage.objects.get()
    assert (section.pk, section.title) == (before.pk, "On the road")
    assert (report.changed, report.vanished) == ([], [])


def test_an_import_that_was_broken_off_goes_on_where_it_was(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, TEXTS)

    def fail(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("content.importing.service.fill_page", fail)
        with pytest.raises(KeyboardInterrupt):
            bring_in(knowledge)

    report = bring_in(knowledge)

    assert report.made == ["b/travel.md", "leave.md"]
    assert Page.objects.descendant_of(knowledge).live().count() == 3


def test_what_an_editor_wrote_is_told_and_kept_in_the_history(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder, TEXTS)
    bring_in(knowledge)
    page = ProcedurePage.objects.get(title="Travel")
    page.title = "Travel wisely"
    page.save_revision(user=UserFactory()).publish()
    write(folder, {"b/travel.md": "# Travel\n\nBy train.\n"})

    report = bring_in(knowledge)

    titles = [revision.object_str for revision in page.revisions.order_by("pk")]
    assert titles == ["Travel", "Travel wisely", "Travel"]
    assert [remark.source for remark in report.remarks] == ["b/travel.md"]


def test_a_page_that_was_taken_offline_stays_offline(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder, TEXTS)
    bring_in(knowledge)
    ProcedurePage.objects.get(title="Travel").unpublish()
    write(folder, {"b/travel.md": "# Travel\n\nBy train.\n"})

    report = bring_in(knowledge)

    page = ProcedurePage.objects.get(title="Travel")
    assert not page.live
    assert body_of(page.get_latest_revision_as_object()) == [{"type": "text", "value": "<p>By train.</p>"}]
    assert "taken offline" in report.remarks[0].words


def test_a_page_that_was_deleted_is_made_anew(
    folder: Path, knowledge: KnowledgeIndexPage, bring_in: BringIn
) -> None:
    write(folder, TEXTS)
    bring_in(knowledge)
    ProcedurePage.objects.get(title="Leave").delete()

    report = bring_in(knowledge)

    assert report.made == ["leave.md"]
