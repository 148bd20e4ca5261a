"""After an upgrade a worker reads anew what an older version read, in parts, and rests when it is done."""

from datetime import date

import pytest
from django.db import connection
from django.utils import timezone

from home.models import HomePage
from search import catching_up
from search.catching_up import Unreadable, read_anew
from search.entries import RULE
from search.models import Entry, EntrySubject
from tests.factories.directory import PersonFactory, SubjectFactory
from tests.factories.files import DocumentFactory
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
NOW = timezone.now()


def as_before_the_upgrade() -> None:
    EntrySubject.objects.all().delete()
    Entry.objects.update(rule=None, dated_on=None, is_dirty=False)


def test_what_an_older_version_did_not_read_is_there_after_a_while(home: HomePage) -> None:
    page = NewsPageFactory(published_on=date(2026, 11, 3))
    page.subjects = [subject := SubjectFactory()]
    page.save()
    PersonFactory()
    as_before_the_upgrade()

    assert read_anew(NOW) == Entry.objects.findable().count()

    entry = Entry.objects.get(kind="news", object_id=page.pk)
    assert (entry.dated_on, list(entry.subjects.all())) == (date(2026, 11, 3), [subject])
    # The index follows.
    assert entry.is_dirty
    assert set(Entry.objects.values_list("rule", flat=True)) == {RULE}
    assert read_anew(NOW) == 0


def test_it_goes_on_where_it_ended(home: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        ProcedurePageFactory(title=f"Verlof {number}")
    as_before_the_upgrade()
    behind = Entry.objects.findable().count()
    monkeypatch.setattr(catching_up, "MOST_AT_ONCE", 2)

    rounds = 0
    while read := read_anew(NOW):
        assert read <= 2
        rounds += 1

    assert rounds == -(-behind // 2)


def test_what_may_be_found_no_more_is_forgotten_and_not_tried_for_ever(home: HomePage) -> None:
    page = ProcedurePageFactory(title="Verlof")
    as_before_the_upgrade()
    # Behind the back of everything that follows pages.
    type(page).objects.filter(pk=page.pk).update(live=False)

    read_anew(NOW)

    assert not Entry.objects.findable().filter(kind="procedure", object_id=page.pk).exists()
    assert read_anew(NOW) == 0


def test_what_cannot_be_read_holds_nothing_else_up_and_is_told(home: HomePage) -> None:
    ProcedurePageFactory(title="Verlof")
    NewsPageFactory()
    broken = ProcedurePageFactory(title="Reiskosten")
    PersonFactory()
    as_before_the_upgrade()
    with connection.cursor() as cursor:
        # As no form writes it, but something else did.
        cursor.execute(
            "UPDATE knowledge_procedurepage SET body = %s WHERE page_ptr_id = %s",
            ['[{"type": "file", "value": 5, "id": "1"}]', broken.pk],
        )

    for _time in range(2):
        with pytest.raises(Unreadable, match=f"1 cannot be read, such as procedure {broken.pk}$"):
            read_anew(NOW)

    [left] = Entry.objects.read_before(RULE)
    assert (left.kind, left.object_id, left.title) == ("procedure", broken.pk, "Reiskosten")


def test_files_are_read_after_the_pages_that_say_what_they_are_about(home: HomePage) -> None:
    page = ProcedurePageFactory(body=[("file", {"document": DocumentFactory(), "label": ""})])
    page.subjects = [subject := SubjectFactory()]
    page.save_revision().publish()
    as_before_the_upgrade()

    read_anew(NOW)

    assert list(Entry.objects.get(kind="file").subjects.all()) == [subject]
