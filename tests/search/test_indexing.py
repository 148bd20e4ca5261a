"""What can be found follows what happens to pages and people, in the same transaction."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import transaction
from pytest_django import Settings
from wagtail.models import Page, PageViewRestriction

from home.models import HomePage
from knowledge.models import ProcedurePage, SectionPage
from search.kinds import kind_of
from search.models import Entry, Passage
from tests.factories.directory import PersonFactory, SubjectFactory, UnitFactory
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory, SectionPageFactory
from tests.factories.privacy import restrict

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def entries_of(thing: Any) -> Any:  # Any: Wagtail's pages have no types
    return Entry.objects.filter(kind=kind_of(thing).name, object_id=thing.pk)


def entry_of(thing: Any) -> Entry:  # Any: as above
    entry: Entry = entries_of(thing).get()
    return entry


def clean(entry: Entry) -> int:
    """Let the index know this entry, and return the version it knows."""
    Entry.objects.filter(pk=entry.pk).update(is_dirty=False)
    return entry.version


def test_a_live_page_has_an_entry_with_its_words_and_scope(home: HomePage) -> None:
    keeper = PersonFactory(name="Anneke de Groot")

    page = ProcedurePageFactory(
        title="Verlof kopen",
        summary="Je koopt hoogstens 72 uur per jaar.",
        keywords="vrije dag",
        keeper=keeper,
        subjects=[SubjectFactory(name_nl="Verlof", name_en="Leave")],
        checked_on=date(2026, 11, 19),
        review_due_on=date(2027, 11, 19),
    )

    entry = entry_of(page)
    assert (entry.title, entry.language, entry.keywords) == ("Verlof kopen", "nl", "vrije dag, Verlof, Leave")
    assert "hoogstens 72 uur" in entry.text
    assert (entry.keeper, entry.unit) == (keeper, keeper.unit)
    assert (entry.checked_on, entry.review_due_on) == (date(2026, 11, 19), date(2027, 11, 19))
    assert entry.scope_id == page.visibility.scope_id
    assert entry.is_dirty


def test_a_page_is_cut_into_passages_with_the_anchors_of_its_headings(home: HomePage) -> None:
    page = ProcedurePageFactory(
        summary="Zo reis je.",
        in_short="<p>Neem de trein.</p>",
        steps=[("step", {"title": "Bewaar je bon", "text": "<p>Een foto is genoeg.</p>"})],
        body=[
            ("heading", "Met de auto"),
            ("text", "<p>Vraag het vooraf.</p><h3>Parkeren</h3><p>In de garage.</p>"),
        ],
    )

    passages = Passage.objects.filter(entry=entry_of(page)).values_list("anchor", "heading", "text")
    assert list(passages) == [
        ("", "", "Zo reis je."),
        ("in-short", "", "Neem de trein."),
        ("steps", "Bewaar je bon", "Een foto is genoeg."),
        ("met-de-auto", "Met de auto", "Vraag het vooraf."),
        ("parkeren", "Parkeren", "In de garage."),
    ]


def test_a_draft_is_not_found_and_does_not_change_what_is_found(home: HomePage) -> None:
    draft = ProcedurePageFactory(title="Nog geheim", live=False)
    page = ProcedurePageFactory(title="Verlof kopen")
    version = clean(entry_of(page))

    page.title = "Verlof verkopen"
    page.save_revision()

    assert not entries_of(draft).exists()
    assert (entry_of(page).title, entry_of(page).version) == ("Verlof kopen", version)


def test_publishing_changes_the_entry_and_marks_it_for_the_index(home: HomePage) -> None:
    page = ProcedurePageFactory(title="Verlof kopen")
    version = clean(entry_of(page))

    page.title = "Verlof verkopen"
    page.save_revision().publish()

    entry = entry_of(page)
    assert entry.title == "Verlof verkopen"
    assert entry.is_dirty
    assert entry.version > version


def test_an_unpublished_page_and_a_deleted_branch_leave_nothing(home: HomePage) -> None:
    section = SectionPageFactory()
    below = ProcedurePageFactory(parent=section)
    page = NewsPageFactory()

    page.unpublish()
    Page.objects.get(pk=section.pk).delete()

    assert not Entry.objects.exists()
    assert not Passage.objects.exists()
    assert below.pk


def test_a_deleted_page_leaves_a_row_without_words_until_the_index_forgot_it(
    home: HomePage, settings: Settings
) -> None:
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    page = NewsPageFactory(title="Ontslag van Liv", keeper=PersonFactory())
    version = clean(entry_of(page))

    page.delete()

    entry = Entry.objects.get(kind="news")
    assert entry.is_deleted
    assert entry.is_dirty
    assert entry.version > version
    assert (entry.title, entry.summary, entry.text, entry.scope, entry.keeper) == ("", "", "", None, None)
    assert not Passage.objects.exists()


def test_what_is_deleted_and_made_again_goes_on_in_the_same_row(home: HomePage, settings: Settings) -> None:
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    page = NewsPageFactory()
    page.unpublish()
    version = entry_of(page).version

    page.save_revision().publish()

    assert entry_of(page).version > version
    assert not entry_of(page).is_deleted


def test_a_version_grows_also_when_the_clock_goes_back(home: HomePage) -> None:
    page = NewsPageFactory()
    far_ahead = entry_of(page).version + 10**12
    Entry.objects.update(version=far_ahead)

    page.save()

    assert entry_of(page).version == far_ahead + 1


def test_a_restriction_on_a_branch_changes_the_scopes_below_it(home: HomePage) -> None:
    section = SectionPageFactory()
    below = ProcedurePageFactory(parent=section)
    beside = ProcedurePageFactory()
    versions = [clean(entry_of(page)) for page in (below, beside)]

    restrict(section, Group.objects.create(name="Ondernemingsraad"))

    below.refresh_from_db()
    assert entry_of(below).scope_id == below.visibility.scope_id != entry_of(beside).scope_id
    assert entry_of(below).version > versions[0]
    assert (entry_of(beside).version, entry_of(beside).is_dirty) == (versions[1], False)


def test_a_page_under_a_restricted_parent_begins_restricted(home: HomePage) -> None:
    section = SectionPageFactory()
    restrict(section, Group.objects.create(name="Ondernemingsraad"))

    page = ProcedurePageFactory(parent=section)

    assert entry_of(page).scope_id == entry_of(section).scope_id
    assert entry_of(page).scope_id != entry_of(ProcedurePageFactory()).scope_id


def test_a_moved_page_takes_the_scope_of_its_new_place(home: HomePage) -> None:
    closed, page = SectionPageFactory(), ProcedurePageFactory()
    restrict(closed, Group.objects.create(name="Ondernemingsraad"))

    page.move(SectionPage.objects.get(pk=closed.pk), pos="last-child")

    assert entry_of(page).scope_id == entry_of(closed).scope_id


def test_lifting_a_restriction_opens_the_entries_again(home: HomePage) -> None:
    page = ProcedurePageFactory()
    scope_id = entry_of(page).scope_id
    restrict(page, Group.objects.create(name="Ondernemingsraad"))

    PageViewRestriction.objects.all().delete()

    assert entry_of(page).scope_id == scope_id


def test_a_rolled_back_change_leaves_no_trace(home: HomePage) -> None:
    page = ProcedurePageFactory(title="Verlof kopen")
    before = Entry.objects.values().get(pk=entry_of(page).pk)

    with transaction.atomic():
        page.title = "Verlof verkopen"
        page.save_revision().publish()
        NewsPageFactory()
        PersonFactory()
        transaction.set_rollback(True)

    assert list(Entry.objects.values()) == [before]


def test_a_copy_of_a_live_page_is_found_as_well(home: HomePage) -> None:
    page = ProcedurePageFactory(title="Verlof kopen", subjects=[SubjectFactory(name_nl="Verlof", name_en="")])

    copy = page.copy(update_attrs={"slug": "kopie"})

    assert isinstance(copy, ProcedurePage)
    assert (entry_of(copy).title, entry_of(copy).keywords) == ("Verlof kopen", "Verlof")


def test_a_colleague_has_an_entry_with_work_and_own_words() -> None:
    person = PersonFactory(
        name="Joost Smit",
        job_title="Inkoper",
        ask_me_about="aanbestedingen",
        unit=UnitFactory(name="Inkoop"),
        subjects=[SubjectFactory(name_nl="Contracten", name_en="Contracts")],
    )

    entry = entry_of(person)
    assert (entry.title, entry.keywords, entry.summary) == ("Joost Smit", "Contracten, Contracts", "Inkoper")
    assert entry.text.split("\n") == ["Inkoper", "aanbestedingen", "Inkoop"]
    assert (entry.scope_id, entry.unit) == (person.scope_id, person.unit)


def test_a_colleague_who_leaves_is_not_found_any_more(home: HomePage) -> None:
    person, other = PersonFactory(), PersonFactory()
    page = ProcedurePageFactory(keeper=other)
    version = clean(entry_of(page))

    person.left_on = date(2026, 11, 1)
    person.save()
    other.delete()

    assert not Entry.objects.filter(kind="person").exists()
    assert (entry_of(page).keeper, entry_of(page).unit) == (None, None)
    assert entry_of(page).version > version


def test_names_that_others_repeat_are_followed(home: HomePage) -> None:
    unit, subject = UnitFactory(name="Inkoop"), SubjectFactory(name_nl="Contracten")
    person = PersonFactory(unit=unit, subjects=[subject])
    page = ProcedurePageFactory(keeper=person, subjects=[subject])
    new_unit = UnitFactory(name="Juridische zaken")

    unit.name = "Aanbesteding"
    unit.save()
    subject.name_nl = "Overeenkomsten"
    subject.save()

    assert "Aanbesteding" in entry_of(person).text
    assert entry_of(person).keywords.startswith("Overeenkomsten")
    assert entry_of(page).keywords.startswith("Overeenkomsten")

    person.unit = new_unit
    person.save()

    assert entry_of(page).unit == new_unit


def test_control_characters_do_not_reach_the_index(home: HomePage) -> None:
    page = NewsPageFactory(title="Een \x01vals\x02 teken", summary="Nog \x01een\x02.")

    entry = entry_of(page)
    texts = [entry.title, entry.summary, entry.text, Passage.objects.get(entry=entry).text]
    assert not {"\x01", "\x02"} & set("".join(texts))


def test_the_command_reads_again_what_was_written_behind_our_back(
    home: HomePage, capsys: pytest.CaptureFixture[str]
) -> None:
    page, draft, person = NewsPageFactory(), NewsPageFactory(live=False), PersonFactory()
    gone = NewsPageFactory()
    type(page).objects.filter(pk=page.pk).update(title="Achter onze rug")
    type(gone).objects.filter(pk=gone.pk).update(live=False)
    entry_of(person).delete()

    call_command("search_index", "rebuild")

    assert "Read 2 things, dropped 1 that are gone." in capsys.readouterr().out
    assert entry_of(page).title == "Achter onze rug"
    assert entry_of(person).title == person.name
    assert not entries_of(draft).exists()
    assert not entries_of(gone).exists()
