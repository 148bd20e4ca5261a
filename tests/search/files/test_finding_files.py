"""A document is found by what stands in it, by who may see a page that shows it and by nobody else."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import chain, combinations, product

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.models import FileUse, Scope, User
from access.models.scope import EVERYONE, MOST_SETS, NOBODY
from content.models import BrinkDocument
from home.models import HomePage
from knowledge.models import ProcedurePage
from search.files.following import catch_up, follow_pages
from search.files.reading import LOST_AFTER, read_waiting
from search.filters import Filters
from search.models import Entry, EntrySubject, FileText
from search.queries import query
from search.services import rebuild
from tests.conftest import QueryCounter
from tests.factories import documents
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory, SubjectFactory, UnitFactory
from tests.factories.files import DocumentFactory
from tests.factories.pages import EventPageFactory, ProcedurePageFactory
from tests.factories.privacy import restrict
from tests.search.conftest import Ask

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PAGES = documents.pdf("Inleiding", "Wie een bakfiets leent, geeft een borg.")


def page_with(document: BrinkDocument, *groups: Group, title: str = "Vervoer") -> ProcedurePage:
    slug = f"pagina-{ProcedurePage.objects.count()}"
    page = ProcedurePageFactory(title=title, slug=slug, body=[("file", {"document": document, "label": ""})])
    if groups:
        restrict(page, *groups)
    return page


def member_of(group: Group) -> User:
    user = UserFactory()
    user.groups.add(group)
    return user


def files_found(user: User, words: str) -> list[str]:
    return [str(hit.entry.title) for hit in query(user, words).hits if hit.kind.name == "file"]


def read_all() -> None:
    read_waiting(timezone.now())


def test_a_document_is_found_at_its_page_and_says_what_shows_it(
    home: HomePage, employee: User, ask: Ask
) -> None:
    page = page_with(DocumentFactory(title="Reglement", content=PAGES), title="Vervoer huren")
    read_all()

    [hit] = ask(employee, "borg").hits

    assert (hit.kind.name, str(hit.title), hit.found_at) == ("file", "Reglement", "pagina 2")
    assert hit.address.endswith(".pdf#page=2")
    assert "<mark>borg</mark>" in hit.passage
    assert hit.shown_in is not None
    assert (hit.shown_in.title, hit.shown_in.address) == ("Vervoer huren", page.url)


def test_a_document_that_no_live_page_shows_is_not_found(home: HomePage, employee: User) -> None:
    unused, shown = (DocumentFactory(title=f"Reglement {name}", content=PAGES) for name in ("los", "vast"))
    page = page_with(shown)
    while_shown = files_found(employee, "reglement")

    page.unpublish()

    assert (while_shown, files_found(employee, "reglement")) == (["Reglement vast"], [])
    assert not FileText.objects.filter(file_id=unused.pk).exists()


def test_who_may_see_one_of_its_pages_finds_a_document_and_nobody_else(home: HomePage) -> None:
    council, board = (Group.objects.create(name=name) for name in ("Ondernemingsraad", "Bestuur"))
    document = DocumentFactory(title="Reorganisatie", content=PAGES)
    page_with(document, council)
    of_board = page_with(document, board)
    read_all()
    people: list[User] = [member_of(council), member_of(board), UserFactory()]
    found = [files_found(user, "reorganisatie borg") for user in people]

    of_board.unpublish()

    afterwards = [files_found(User.objects.get(pk=user.pk), "reorganisatie borg") for user in people]
    assert found == [["Reorganisatie"], ["Reorganisatie"], []]
    assert afterwards == [["Reorganisatie"], [], []]


def test_closing_a_page_closes_its_documents_and_writes_no_text_anew(home: HomePage, employee: User) -> None:
    page = page_with(DocumentFactory(title="Reglement", content=PAGES))
    read_all()
    passages = list(Entry.objects.get(kind="file").passages.values_list("pk", flat=True))
    before = files_found(employee, "borg")

    restrict(page, Group.objects.create(name="Bestuur"))

    assert (before, files_found(employee, "borg")) == (["Reglement"], [])
    assert list(Entry.objects.get(kind="file").passages.values_list("pk", flat=True)) == passages


def test_the_page_that_is_named_is_one_that_the_reader_may_see(home: HomePage, employee: User) -> None:
    document = DocumentFactory(title="Reglement", content=PAGES)
    page_with(document, Group.objects.create(name="Bestuur"), title="Geheim")
    page_with(document, title="Vervoer huren")

    [hit] = [hit for hit in query(employee, "reglement").hits if hit.kind.name == "file"]

    assert hit.shown_in is not None
    assert hit.shown_in.title == "Vervoer huren"


def test_a_document_is_read_once_and_again_when_it_is_replaced(home: HomePage, employee: User) -> None:
    document = DocumentFactory(title="Reglement", content=PAGES)
    page_with(document)
    read_all()
    page_with(document)
    document.title = "Huurreglement"
    document.save()
    text = FileText.objects.get()
    begun_once = (text.state, text.begun_count)

    document.file = ContentFile(documents.pdf("Een helm is verplicht."), name="nieuw.pdf")
    document.save()
    read_all()

    assert begun_once == ("read", 1)
    assert files_found(employee, "huurreglement helm") == ["Huurreglement"]
    assert files_found(employee, "borg") == []


def test_a_document_that_cannot_be_read_says_why_and_is_found_by_its_name(
    home: HomePage, employee: User
) -> None:
    page_with(DocumentFactory(title="Reglement", content=b"%PDF-1.4 stuk", name="huur-regels.pdf"))

    read_all()
    read_all()

    text = FileText.objects.get()
    assert (text.state, text.reason, text.begun_count) == ("refused", "broken", 1)
    assert files_found(employee, "reglement") == files_found(employee, "regels") == ["Reglement"]


def test_a_file_on_which_a_worker_died_is_read_once_more_and_then_given_up(home: HomePage) -> None:
    page_with(DocumentFactory(content=PAGES))
    long_ago = timezone.now() - LOST_AFTER - timedelta(minutes=1)
    states = []

    for count in (1, 2):
        FileText.objects.update(state="reading", begun_at=long_ago, begun_count=count)
        catch_up(timezone.now())
        states.append(FileText.objects.get().state)

    assert states == ["read", "refused"]


def test_documents_that_were_copied_in_are_followed_later(home: HomePage, employee: User) -> None:
    document, page = DocumentFactory(title="Reglement", content=PAGES), ProcedurePageFactory()
    FileUse.objects.create(
        file_kind="document",
        file_id=document.pk,
        thing_kind="page",
        thing_id=page.pk,
        scope_id=page.visibility.scope_id,
    )
    before = files_found(employee, "reglement")

    catch_up(timezone.now())

    assert (before, files_found(employee, "reglement")) == ([], ["Reglement"])


def test_a_deleted_document_leaves_nothing(home: HomePage) -> None:
    document = DocumentFactory(content=PAGES)
    page_with(document)
    read_all()

    document.delete()

    assert not Entry.objects.findable().filter(kind="file").exists()
    assert not FileText.objects.exists()


def test_what_is_found_has_the_language_that_it_is_written_in(home: HomePage) -> None:
    page_with(DocumentFactory(content=documents.pdf("The keys of the room are with the porter. " * 4)))
    page_with(DocumentFactory(content=documents.pdf("42")))

    read_all()

    assert list(Entry.objects.filter(kind="file").order_by("pk").values_list("language", flat=True)) == [
        "en",
        "nl",
    ]


def test_three_documents_and_six_cost_equal_queries(home: HomePage, queries_of: QueryCounter) -> None:
    for number in range(3):
        page_with(DocumentFactory(title=f"Reglement {number}"), title=f"Vervoer {number}")
    few = queries_of("/search/?q=reglement&tab=files")

    for number in range(3, 6):
        page_with(DocumentFactory(title=f"Reglement {number}"), title=f"Vervoer {number}")

    assert queries_of("/search/?q=reglement&tab=files") == few


def met_by(condition: Iterable[Iterable[str]], tokens: Iterable[str]) -> bool:
    return all(set(clause) & set(tokens) for clause in condition)


def test_a_scope_of_several_is_met_by_who_meets_one_of_them() -> None:
    conditions: list[list[list[str]]] = [
        [["a"]],
        [["b"], ["c"]],
        [["a", "b"], ["c", "d"]],
        [["d"]],
        [[NOBODY]],
        [],
    ]
    holders = [
        {EVERYONE, *tokens} for tokens in chain.from_iterable(combinations("abcd", n) for n in range(5))
    ]

    for some in product(conditions, repeat=3):
        together = Scope.objects.for_any(Scope.objects.for_sets(sets) for sets in some)
        for tokens in holders:
            assert met_by(together.token_sets, tokens) == any(met_by(sets, tokens) for sets in some)


def test_a_scope_that_would_grow_too_large_lets_in_fewer() -> None:
    conditions = [[[f"{name}{number}"] for number in range(6)] for name in "abcdef"]

    together = Scope.objects.for_any(Scope.objects.for_sets(sets) for sets in conditions)

    assert together.set_count <= MOST_SETS
    assert met_by(together.token_sets, [f"a{number}" for number in range(6)])
    assert not met_by(together.token_sets, [f"f{number}" for number in range(6)])
    assert not met_by(together.token_sets, [f"{name}{number}" for name in "abcdef" for number in range(5)])


def test_an_editor_is_told_which_files_search_cannot_read_and_what_helps(
    editor: Client, employee: User
) -> None:
    read, broken = (
        DocumentFactory(title=title, content=content)
        for title, content in (("Huurregels", PAGES), ("Reglement", b"%PDF-1.4 stuk"))
    )
    page_with(read)
    page_with(broken)
    read_all()

    report = editor.get("/admin/reports/unread-files/").content.decode()
    exported = b"".join(editor.get("/admin/reports/unread-files/?export=csv")).decode()
    form = editor.get(f"/admin/documents/edit/{broken.pk}/").content.decode()

    help_text = "Het bestand is beschadigd."
    assert help_text in report
    assert help_text in exported
    assert help_text in form
    assert "Reglement" in report
    assert "Huurregels" not in report
    editor.force_login(employee)
    assert editor.get("/admin/reports/unread-files/").status_code == 403


def facts_of(document: BrinkDocument) -> tuple[int | None, int | None, list[int]]:
    entry = Entry.objects.get(kind="file", object_id=document.pk)
    return entry.keeper_id, entry.unit_id, list(entry.subjects.values_list("pk", flat=True))


def test_a_document_is_of_whom_the_page_is_that_shows_it(home: HomePage, employee: User, ask: Ask) -> None:
    document, keeper, subject = DocumentFactory(title="Reglement"), PersonFactory(), SubjectFactory()
    keeper.unit = UnitFactory()
    keeper.save()
    page = page_with(document)
    assert facts_of(document) == (None, None, [])

    page.keeper, page.subjects = keeper, [subject]
    page.save_revision().publish()

    assert facts_of(document) == (keeper.pk, keeper.unit_id, [subject.pk])
    [hit] = [hit for hit in ask(employee, "reglement").hits if hit.kind.name == "file"]
    assert hit.keeper is not None
    assert hit.keeper.pk == keeper.pk
    within = query(employee, "reglement", Filters(unit=keeper.unit_id, subject=subject.pk)).hits
    assert "file" in [hit.kind.name for hit in within]


def test_a_document_tells_nothing_of_a_page_that_some_of_its_finders_may_not_see(home: HomePage) -> None:
    council, board = (Group.objects.create(name=name) for name in ("Ondernemingsraad", "Bestuur"))
    document, (open_keeper, shut_keeper) = DocumentFactory(), PersonFactory.create_batch(2)
    shut = page_with(document, council)
    shut.keeper = shut_keeper
    shut.save_revision().publish()
    assert facts_of(document)[0] == shut_keeper.pk

    page = page_with(document)
    page.keeper = open_keeper
    page.save_revision().publish()
    of_the_open_page = facts_of(document)[0]
    restrict(page, board)
    of_two_closed_pages = facts_of(document)[0]
    page.unpublish()

    assert (of_the_open_page, of_two_closed_pages) == (open_keeper.pk, None)
    assert facts_of(document)[0] == shut_keeper.pk


def rebuild_all() -> None:
    rebuild(now=timezone.now())


def have_the_doctor_mend() -> None:
    call_command("doctor", "search", "--mend")


@pytest.mark.parametrize("make_again", [rebuild_all, have_the_doctor_mend])
def test_a_document_is_of_its_page_when_the_table_is_made_again(
    home: HomePage, make_again: Callable[[], None]
) -> None:
    document, keeper, subject = DocumentFactory(), PersonFactory(), SubjectFactory()
    page = EventPageFactory(keeper=keeper, body=[("file", {"document": document, "label": ""})])
    page.subjects = [subject]
    page.save_revision().publish()
    before = facts_of(document)
    Entry.objects.all().delete()

    make_again()

    assert before == facts_of(document) == (keeper.pk, keeper.unit_id, [subject.pk])


def test_a_document_on_the_front_page_as_well_is_of_the_page_that_can_be_found(home: HomePage) -> None:
    document, keeper = DocumentFactory(), PersonFactory()
    FileUse.objects.create(
        file_kind="document",
        file_id=document.pk,
        thing_kind="page",
        thing_id=home.pk,
        scope_id=home.visibility.scope_id,
    )

    page = page_with(document)
    page.keeper = keeper
    page.save_revision().publish()

    assert home.pk < page.pk
    assert facts_of(document)[0] == keeper.pk


def test_three_documents_of_a_page_and_six_follow_it_in_equal_queries(home: HomePage) -> None:
    keeper, subject = PersonFactory(), SubjectFactory()

    def cost(count: int) -> int:
        shown = DocumentFactory.create_batch(count)
        body = [("file", {"document": document, "label": ""}) for document in shown]
        page = ProcedurePageFactory(slug=f"met-{count}", body=body)
        entry = Entry.objects.get(kind="procedure", object_id=page.pk)
        Entry.objects.filter(pk=entry.pk).update(keeper=keeper)
        EntrySubject.objects.create(entry=entry, subject=subject)
        with CaptureQueriesContext(connection) as queries:
            follow_pages([page.pk], now=timezone.now())
        assert [facts_of(document) for document in shown] == [(keeper.pk, None, [subject.pk])] * count
        return len(queries)

    assert cost(3) == cost(6)


def test_a_page_and_its_documents_change_at_one_moment(home: HomePage) -> None:
    page = page_with(DocumentFactory())

    page.keeper = PersonFactory()
    page.save()

    of_page, of_document = (Entry.objects.get(kind=kind).version for kind in ("procedure", "file"))
    # In microseconds; each further change within the same one counts on.
    assert abs(of_page - of_document) <= 1
