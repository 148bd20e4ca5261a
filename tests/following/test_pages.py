"""Pages stand in streams as they are: under their sources, for who may see them, once."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Page

from access.models import User
from following.models import Source, StreamItem, Thing
from following.rebuilding import stand_all
from following.stream import stream_of
from home.models import HomePage
from news.models import NewsIndexPage
from tests.factories.directory import PersonFactory, SubjectFactory
from tests.factories.following import let_follow
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory, SectionPageFactory
from tests.factories.privacy import restrict

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def sources_of(page: Page) -> set[tuple[str, int]]:
    items = StreamItem.objects.filter(thing__page=page)
    return set(items.values_list("source__kind", "source__object_id"))


def titles_for(user: User, language: str = "nl") -> list[str]:
    return [line.card.title for line in stream_of(user, language=language, size=20).lines]


def test_a_page_stands_under_who_made_it_its_subjects_and_the_sections_above_it(home: HomePage) -> None:
    author, keeper = PersonFactory(), PersonFactory()
    subject = SubjectFactory()
    section = SectionPageFactory()

    news = NewsPageFactory(author=author, keeper=keeper, subjects=[subject])
    procedure = ProcedurePageFactory(parent=section, keeper=keeper)

    assert sources_of(news) >= {("person", author.pk), ("subject", subject.pk)}
    assert ("person", keeper.pk) not in sources_of(news)
    assert sources_of(procedure) >= {("person", keeper.pk), ("section", section.pk)}


def test_a_section_in_two_languages_is_one_source_of_what_stands_in_it(home: HomePage) -> None:
    page = NewsPageFactory()

    sections = {pk for kind, pk in sources_of(page) if kind == "section"}

    assert sections == set(NewsIndexPage.objects.values_list("pk", flat=True))


def test_a_page_that_changes_stands_under_what_it_is_about_now(home: HomePage) -> None:
    before, after = SubjectFactory(), SubjectFactory()
    page = NewsPageFactory(subjects=[before])

    page.subjects = [after]
    page.save_revision().publish()

    subjects = {pk for kind, pk in sources_of(page) if kind == "subject"}
    assert subjects == {after.pk}


def test_drafts_aliases_and_what_is_taken_offline_stand_nowhere(home: HomePage) -> None:
    NewsPageFactory(live=False)
    page = NewsPageFactory()
    page.create_alias(update_slug="alias", parent=page.get_parent())
    page.save_revision()

    assert set(StreamItem.objects.values_list("thing__page", flat=True)) == {page.pk}

    page.unpublish()

    assert not StreamItem.objects.exists()


def test_what_appears_is_told_once_and_what_comes_back_is_no_news(
    home: HomePage, told: list[Thing], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = NewsPageFactory(live=False, published_on=None)
        page.save_revision().publish()
        page.save_revision().publish()
    Page.objects.filter(pk=page.pk).update(first_published_at=timezone.now() - timedelta(hours=1))
    page.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
        page.save_revision().publish()

    assert [thing.object_id for thing in told] == [page.pk]


def test_what_was_written_long_ago_stands_where_its_date_is(home: HomePage) -> None:
    NewsPageFactory(published_on=date(2019, 5, 4))

    assert timezone.localdate(Thing.objects.get().published_at) == date(2019, 5, 4)


def test_a_page_that_is_closed_leaves_the_stream_of_outsiders(home: HomePage, employee: User) -> None:
    subject = SubjectFactory()
    let_follow(employee, "subject", subject.pk)
    page = NewsPageFactory(subjects=[subject], title="Straks dicht")
    assert titles_for(employee) == ["Straks dicht"]

    restrict(page.get_parent(), Group.objects.create(name="Kring"))

    assert titles_for(User.objects.get(pk=employee.pk)) == []
    assert set(StreamItem.objects.values_list("scope", flat=True)) == set(
        Page.objects.filter(pk=page.pk).values_list("visibility__scope", flat=True)
    )


def test_who_reads_both_languages_meets_a_page_once_in_their_own(home: HomePage, employee: User) -> None:
    subject = SubjectFactory()
    let_follow(employee, "subject", subject.pk)
    dutch = NewsPageFactory(subjects=[subject], title="Nieuwe fietsen")
    english = NewsPageFactory(subjects=[subject], title="New bicycles", language="en", translation_of=dutch)

    assert titles_for(employee, "nl") == ["Nieuwe fietsen"]
    assert titles_for(employee, "en") == ["New bicycles"]

    english.unpublish()

    assert titles_for(employee, "en") == ["Nieuwe fietsen"]


def test_a_version_that_is_closed_to_me_does_not_keep_the_open_one_from_me(
    home: HomePage, employee: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    subject = SubjectFactory()
    let_follow(employee, "subject", subject.pk)
    dutch = NewsPageFactory(subjects=[subject], title="Nieuwe fietsen")
    english = NewsPageFactory(subjects=[subject], title="New bicycles", language="en", translation_of=dutch)

    with django_capture_on_commit_callbacks(execute=True):
        restrict(english, Group.objects.create(name="Kring"))

    assert titles_for(User.objects.get(pk=employee.pk), "en") == ["Nieuwe fietsen"]


def test_a_moved_branch_stands_in_its_new_section(
    home: HomePage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    old, new = SectionPageFactory(), SectionPageFactory()
    procedure = ProcedurePageFactory(parent=old)

    with django_capture_on_commit_callbacks(execute=True):
        procedure.move(new, pos="last-child")

    sections = {pk for kind, pk in sources_of(procedure) if kind == "section"}
    assert new.pk in sections
    assert old.pk not in sections


def test_what_is_deleted_can_be_followed_no_longer(home: HomePage, employee: User) -> None:
    subject, person = SubjectFactory(), PersonFactory()
    page = NewsPageFactory(author=person, subjects=[subject])
    let_follow(employee, "page", page.pk)

    page.delete()
    subject.delete()
    person.delete()

    assert not Source.objects.exclude(kind="section").exists()
    assert not Thing.objects.exists()


def test_reading_anew_fills_what_is_missing_and_does_nothing_the_second_time(home: HomePage) -> None:
    author = PersonFactory()
    pages = [NewsPageFactory(author=author, subjects=[SubjectFactory()]) for _ in range(3)]
    before = sources_of(pages[0])
    Thing.objects.all().delete()

    assert stand_all(now=timezone.now()) == 3
    rows = set(StreamItem.objects.values_list("pk", flat=True))
    stand_all(now=timezone.now())

    assert sources_of(pages[0]) == before
    assert set(StreamItem.objects.values_list("pk", flat=True)) == rows


def test_publishing_costs_the_same_however_many_follow(
    home: HomePage,
    django_assert_num_queries: Any,  # Any: a fixture without types
) -> None:

    page = NewsPageFactory(subjects=[SubjectFactory()])

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            page.save_revision().publish()
        return len(queries)

    cost()
    alone = cost()
    for source in Source.objects.all():
        for _ in range(5):
            let_follow(
                User.objects.create_user(f"reader{User.objects.count()}"), source.kind, source.object_id
            )

    assert cost() == alone
