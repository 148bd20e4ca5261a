from datetime import timedelta
from uuid import uuid4

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Page

from access.models import Scope, User
from content.models import PageScope
from dialogue.models import BrinkComment
from dialogue.services import LONGEST_COMMENT, edit_comment, post_comment, withdraw_comment
from dialogue.services.refusals import (
    CommentGone,
    CommentsClosed,
    CommentTooLong,
    EmptyComment,
    NotYours,
    OutOfSight,
    ParentElsewhere,
)
from dialogue.signals import comment_posted
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import NOW, comment_on, walk_of
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory

pytestmark = pytest.mark.django_db


def close_to_outsiders(page: Page) -> None:
    PageScope.objects.filter(page_id=page.pk).update(scope=Scope.objects.for_sets([["role:0"]]))


def test_comments_and_answers_stand_in_reading_order(employee: User) -> None:
    page = NewsPageFactory()
    first = comment_on(page, "Eerste")
    second = comment_on(page, "Tweede")
    answer = comment_on(page, "Antwoord op de eerste", parent=first)
    later_answer = comment_on(page, "Nog een antwoord op de eerste", parent=first)
    deep = comment_on(page, "Antwoord op het antwoord", parent=answer)

    assert walk_of(page) == [first.pk, answer.pk, deep.pk, later_answer.pk, second.pk]
    assert [first.level, answer.level, deep.level] == [0, 1, 2]


def test_an_answer_at_the_deepest_level_stands_beside_what_it_answers() -> None:
    page = NewsPageFactory()
    parent = comment_on(page, parent=comment_on(page))
    deepest = comment_on(page, parent=parent)

    answer = comment_on(page, "Ook dit nog", parent=deepest)

    assert (answer.level, answer.parent_id, answer.answers_id) == (2, parent.pk, deepest.pk)
    assert walk_of(page)[-2:] == [deepest.pk, answer.pk]


def test_who_may_not_see_the_page_cannot_comment(employee: User) -> None:
    page = NewsPageFactory()
    close_to_outsiders(page)

    with pytest.raises(OutOfSight):
        post_comment(author=employee, target=page, text="Hallo", now=NOW)

    assert not BrinkComment.objects.exists()


def test_nobody_comments_on_a_page_that_is_not_live(employee: User) -> None:
    page = NewsPageFactory(live=False)

    with pytest.raises(OutOfSight):
        post_comment(author=employee, target=page, text="Hallo", now=NOW)


@pytest.mark.parametrize("text", ["", "  \r\n\t ", "\u200b\u200d\ufeff", "\x00\x07", "\u202e"])
def test_a_comment_without_anything_to_read_is_refused(employee: User, text: str) -> None:
    with pytest.raises(EmptyComment):
        post_comment(author=employee, target=NewsPageFactory(), text=text, now=NOW)


def test_a_comment_of_the_greatest_length_is_placed_whole(employee: User) -> None:
    comment = comment_on(NewsPageFactory(), "a" * LONGEST_COMMENT)

    assert len(comment.comment) == LONGEST_COMMENT


def test_a_longer_comment_is_refused_and_says_by_how_much(employee: User) -> None:
    with pytest.raises(CommentTooLong) as refusal:
        post_comment(author=employee, target=NewsPageFactory(), text="a" * 20_000, now=NOW)

    assert "15000" in str(refusal.value.sentence)


def test_a_closed_page_refuses_with_its_reason(employee: User) -> None:
    page = NewsPageFactory(comments_open=False, comments_closed_reason="De rechter beslist morgen.")

    with pytest.raises(CommentsClosed) as refusal:
        post_comment(author=employee, target=page, text="Hallo", now=NOW)

    assert refusal.value.reason == "De rechter beslist morgen."


def test_an_answer_to_a_comment_of_another_page_is_refused(employee: User) -> None:
    elsewhere = comment_on(ProcedurePageFactory())

    with pytest.raises(ParentElsewhere):
        post_comment(author=employee, target=NewsPageFactory(), text="Hallo", parent=elsewhere, now=NOW)


def test_an_answer_to_a_withdrawn_comment_is_refused(employee: User) -> None:
    page = NewsPageFactory()
    author = UserFactory()
    parent = comment_on(page, author=author)
    withdraw_comment(author=author, comment=parent, now=NOW)

    with pytest.raises(CommentGone):
        post_comment(author=employee, target=page, text="Hallo", parent=parent, now=NOW)


def test_the_same_words_within_a_minute_make_one_comment(employee: User) -> None:
    page = NewsPageFactory()

    first = comment_on(page, "Eens", author=employee)
    again = comment_on(page, " Eens\r\n", author=employee, now=NOW + timedelta(seconds=59))

    assert again.pk == first.pk


def test_the_same_words_to_someone_else_or_later_are_another_comment(employee: User) -> None:
    page = NewsPageFactory()
    first = comment_on(page, "Eens", author=employee)
    deepest = comment_on(page, parent=comment_on(page, parent=first))

    answers = {
        comment_on(page, "Eens", author=employee, parent=deepest).pk,
        comment_on(page, "Eens", author=employee, parent=first).pk,
        comment_on(page, "Eens", author=UserFactory()).pk,
        comment_on(page, "Eens", author=employee, now=NOW + timedelta(minutes=1)).pk,
    }

    assert len({first.pk, *answers}) == 5


def test_the_same_form_sent_much_later_makes_one_comment(employee: User) -> None:
    page = NewsPageFactory()
    key = uuid4()

    first = comment_on(page, "Eens", author=employee, submission_key=key)
    again = comment_on(
        page, "Eens, denk ik", author=employee, submission_key=key, now=NOW + timedelta(hours=3)
    )

    assert again.pk == first.pk


def test_the_signal_goes_out_once_the_comment_is_committed(
    employee: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    heard: list[int] = []

    def hear(comment: BrinkComment, **kwargs: object) -> None:
        heard.append(comment.pk)

    comment_posted.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            comment = comment_on(NewsPageFactory(), author=employee)
            assert heard == []
    finally:
        comment_posted.disconnect(hear)

    assert heard == [comment.pk]


def test_an_edit_keeps_what_was_said_before(employee: User) -> None:
    comment = comment_on(NewsPageFactory(), "Eerste woorden", author=employee)

    edit_comment(editor=employee, comment=comment, text="Betere woorden", now=NOW + timedelta(hours=1))

    comment.refresh_from_db()
    assert comment.comment == "Betere woorden"
    assert comment.edited_at == NOW + timedelta(hours=1)
    assert [edit.text for edit in comment.edits.all()] == ["Eerste woorden"]


def test_an_edit_that_changes_nothing_leaves_no_trace(employee: User) -> None:
    comment = comment_on(NewsPageFactory(), "Eens", author=employee)

    edit_comment(editor=employee, comment=comment, text="Eens ", now=NOW)

    comment.refresh_from_db()
    assert comment.edited_at is None


def test_only_the_author_edits_and_withdraws(employee: User) -> None:
    comment = comment_on(NewsPageFactory())

    with pytest.raises(NotYours):
        edit_comment(editor=employee, comment=comment, text="Anders", now=NOW)
    with pytest.raises(NotYours):
        withdraw_comment(author=employee, comment=comment, now=NOW)


def test_an_author_who_lost_sight_of_the_page_cannot_edit(employee: User) -> None:
    page = NewsPageFactory()
    comment = comment_on(page, author=employee)
    close_to_outsiders(page)

    with pytest.raises(OutOfSight):
        edit_comment(editor=employee, comment=comment, text="Anders", now=NOW)


def test_what_went_with_its_page_a_moment_ago_is_not_there(employee: User) -> None:
    page = NewsPageFactory()
    comment = comment_on(page, author=employee)
    Page.objects.get(pk=page.pk).specific.delete()

    with pytest.raises(OutOfSight):
        withdraw_comment(author=employee, comment=comment, now=NOW)
    with pytest.raises(OutOfSight):
        post_comment(author=employee, target=page, text="Te laat", parent=comment, now=NOW)


def test_a_closed_thread_can_be_left_but_not_reworded(employee: User) -> None:
    page = NewsPageFactory()
    comment = comment_on(page, author=employee)
    page.comments_open, page.comments_closed_reason = False, "Afgerond."
    page.save()

    with pytest.raises(CommentsClosed):
        edit_comment(editor=employee, comment=comment, text="Anders", now=NOW)
    withdraw_comment(author=employee, comment=comment, now=NOW)

    comment.refresh_from_db()
    assert comment.withdrawn_at == NOW


def test_withdrawing_takes_the_words_and_their_history_away(employee: User) -> None:
    comment = comment_on(NewsPageFactory(), author=employee)
    edit_comment(editor=employee, comment=comment, text="Anders", now=NOW)

    withdraw_comment(author=employee, comment=comment, now=NOW)

    comment.refresh_from_db()
    assert comment.comment == ""
    assert not comment.edits.exists()
