"""What is said under pages, and what changes in them, comes to who follows the page or who says it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Page

from access.models import User
from dialogue.services import hide_comment, restore_comment, withdraw_comment
from following.models import Change, StreamItem, Thing
from following.stream import stream_of
from following.things import Line
from home.models import HomePage
from tests.factories.dialogue import colleague, comment_on, moderator
from tests.factories.following import let_follow
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory
from tests.factories.privacy import restrict

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

LONG_AGO = datetime(2026, 1, 5, 9, tzinfo=UTC)


def lines_for(user: User, kind: str = "comment") -> list[Line]:
    return stream_of(User.objects.get(pk=user.pk), language="nl", size=20, kinds=[kind]).lines


def published_long_ago(page: Page) -> Page:
    """Return the page as readers have known it for months."""
    type(page).objects.filter(pk=page.pk).update(first_published_at=LONG_AGO)
    found: Page = type(page).objects.get(pk=page.pk)
    return found


def test_a_comment_comes_to_who_follows_the_page_or_who_said_it(
    home: HomePage,
    employee: User,
    told: list[Thing],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    page, liv = NewsPageFactory(title="Nieuwe fietsen"), colleague("Liv Aerts")
    let_follow(employee, "page", page.pk)

    with django_capture_on_commit_callbacks(execute=True):
        comment = comment_on(page, "Mag mijn **vouwfiets** ook?", author=liv, is_question=True)

    [line] = lines_for(employee)
    assert (line.card.title, line.card.text) == ("Nieuwe fietsen", "Mag mijn vouwfiets ook?")
    assert line.card.person is not None
    assert line.card.person.name == "Liv Aerts"
    assert set(StreamItem.objects.filter(kind="comment").values_list("source__kind", flat=True)) == {
        "page",
        "person",
    }
    assert [(thing.kind, thing.object_id) for thing in told] == [("comment", comment.pk)]


def test_what_is_hidden_or_taken_back_is_gone_and_comes_back_without_being_news(
    home: HomePage,
    employee: User,
    told: list[Thing],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    page, author, judge = NewsPageFactory(), colleague("Emre Yilmaz"), moderator()
    let_follow(employee, "page", page.pk)
    comment = comment_on(page, author=author)
    now = timezone.now()

    with django_capture_on_commit_callbacks(execute=True):
        hide_comment(moderator=judge, comment=comment, reason="Niet aardig.", now=now)
        hidden = lines_for(employee)
        restore_comment(moderator=judge, comment=comment, reason="Toch goed.", now=now)
        restored = lines_for(employee)
        withdraw_comment(author=author, comment=comment, now=now)

    assert (len(hidden), len(restored), len(lines_for(employee))) == (0, 1, 0)
    assert told == []


def test_talk_is_closed_and_taken_offline_with_its_page(
    home: HomePage, employee: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    page = published_long_ago(NewsPageFactory())
    let_follow(employee, "page", page.pk)
    comment_on(page)

    page.unpublish()
    offline = lines_for(employee)
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    back = lines_for(employee)
    restrict(page, Group.objects.create(name="Kring"))

    assert (len(offline), len(back), len(lines_for(employee))) == (0, 1, 0)


def test_a_correction_comes_in_its_own_words_once(home: HomePage, employee: User) -> None:
    page = published_long_ago(NewsPageFactory())
    let_follow(employee, "page", page.pk)

    page.save_revision().publish()
    page.correction = "De prijs was verkeerd."
    page.save_revision().publish()
    page.save_revision().publish()

    assert [line.card.text for line in lines_for(employee, "change")] == ["De prijs was verkeerd."]


def test_a_procedure_that_was_checked_says_so_and_a_new_one_did_not_change(
    home: HomePage, employee: User
) -> None:
    new, known = ProcedurePageFactory(), published_long_ago(ProcedurePageFactory())
    # As an import writes what stood elsewhere for months.
    brought_in = ProcedurePageFactory(live=False, first_published_at=LONG_AGO)
    for page in (new, known, brought_in):
        let_follow(employee, "page", page.pk)

    new.save_revision().publish()
    brought_in.save_revision().publish()
    known.checked_on = timezone.localdate()
    known.save_revision().publish()
    known.save_revision().publish()

    [line] = lines_for(employee, "change")
    assert line.card.under == ("page", known.pk)
    assert Change.objects.get().is_check


def test_filling_the_streams_reads_all_that_is_there_and_tells_nobody(
    home: HomePage, told: list[Thing], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    page = published_long_ago(NewsPageFactory(published_on=date(2026, 1, 5)))
    comment_on(page)
    comment_on(page, "Nog iets.", now=timezone.now() - timedelta(hours=1))
    before = set(StreamItem.objects.values_list("source", "thing__kind", "published_at"))
    Thing.objects.filter(kind="comment").delete()

    with django_capture_on_commit_callbacks(execute=True):
        call_command("rebuild_stream")
        call_command("rebuild_stream")

    assert set(StreamItem.objects.values_list("source", "thing__kind", "published_at")) == before
    assert told == []
