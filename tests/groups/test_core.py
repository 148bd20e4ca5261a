"""A post is words of which dialogue takes care, and a question is a promise with a clock."""

from datetime import timedelta

import pytest
from django.test import Client

from access.models import User
from dialogue.services import say_helped, say_not_yet, withdraw_comment
from directory.leaving import leave
from groups.models import Post, Question
from groups.services.posting import NewPost, edit_post, post_in_group
from groups.services.refusals import NoGroup, NotAMember
from groups.services.scopes import give_access
from home.models import HomePage
from tests.factories.dialogue import colleague, comment_on
from tests.factories.groups import NOW, GroupFactory, ask_in, member_of, post_in, stranger
from tests.factories.pages import NewsPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

MESSAGE = NewPost(kind=Post.Kind.MESSAGE, title="Brug open", text="Vanaf morgen.", language="nl")


def test_the_title_is_the_first_line_of_the_words() -> None:
    post = post_in(GroupFactory(), "Brug  open", "Vanaf morgen.")

    assert post.words.comment == "Brug open\n\nVanaf morgen."
    assert post.title == "Brug open"


def test_other_words_give_another_title_and_keep_what_was_said() -> None:
    post = post_in(GroupFactory())
    assert post.author is not None

    edit_post(editor=post.author, post=post, title="Beter gevraagd", text="Wie helpt?", now=NOW)

    post.refresh_from_db()
    assert post.title == "Beter gevraagd"
    assert [edit.text for edit in post.words.edits.all()] == ["Wie weet dit?\n\nIk kom er niet uit."]


def test_who_takes_a_post_back_takes_its_title_too() -> None:
    post = post_in(GroupFactory())
    assert post.author is not None

    withdraw_comment(author=post.author, comment=post.words, now=NOW)

    post.refresh_from_db()
    assert (post.stands, post.title) == (False, "")


def test_only_members_post_and_whoever_reads_may_ask() -> None:
    group, outsider = GroupFactory(), stranger()

    with pytest.raises(NotAMember):
        post_in_group(author=outsider, group=group, new=MESSAGE, now=NOW)

    assert ask_in(group, author=outsider).question.state == Question.State.OPEN


def test_a_secret_group_is_not_there_for_who_is_not_in_it() -> None:
    group = GroupFactory(access="secret")

    with pytest.raises(NoGroup):
        post_in_group(author=stranger(), group=group, new=MESSAGE, now=NOW)


def test_a_question_waits_is_answered_by_anybody_and_helps() -> None:
    post = ask_in(GroupFactory())
    assert post.author is not None

    answer = comment_on(post, "Bel de balie.")
    assert Question.objects.get().state == Question.State.ANSWERED

    say_helped(asker=post.author, answer=answer, now=NOW)
    assert Question.objects.get().state == Question.State.HELPED

    say_not_yet(asker=post.author, question=post.words, now=NOW + timedelta(days=1))
    asked_again = Question.objects.get()
    assert (asked_again.state, asked_again.waits_since) == (Question.State.OPEN, NOW + timedelta(days=1))


def test_an_answer_that_is_taken_back_lets_the_question_wait_again() -> None:
    post = ask_in(GroupFactory())
    answer = comment_on(post, "Bel de balie.")

    withdraw_comment(author=answer.user, comment=answer, now=NOW)

    assert Question.objects.get().state == Question.State.OPEN


def test_a_question_under_a_page_joins_the_same_list(home: HomePage) -> None:
    page = NewsPageFactory()

    comment_on(page, "Geldt dit ook voor mij?", is_question=True)
    comment_on(page, "Mooi.")

    [question] = Question.objects.all()
    assert (question.page_id, question.group_id) == (page.pk, None)


def test_what_is_said_is_counted_without_the_words_of_the_post() -> None:
    post = post_in(GroupFactory())
    first = comment_on(post, "Fijn.")
    comment_on(post, "Dank.", parent=first)

    post.refresh_from_db()
    assert post.comment_count == 2


def test_a_group_that_closes_takes_what_was_written_out_of_sight(client: Client, home: HomePage) -> None:
    group = GroupFactory()
    post = post_in(group)
    outsider = stranger()
    client.force_login(outsider)
    assert client.get(post.get_absolute_url()).status_code == 200

    give_access(group, "closed")

    assert client.get(post.get_absolute_url()).status_code == 404
    assert client.get(group.get_absolute_url()).status_code == 200
    give_access(group, "secret")
    assert client.get(group.get_absolute_url()).status_code == 404
    client.force_login(User.objects.get(pk=member_of(group).pk))
    assert client.get(post.get_absolute_url()).status_code == 200


def test_a_title_names_nobody_who_has_left() -> None:
    named = colleague("Xanthippe Zwart")
    post = post_in(GroupFactory(), f"Hoe werkt de pomp van @{named.person.slug}?")
    assert "Xanthippe Zwart" in post.title

    leave(person=named.person, on=NOW.date(), now=NOW)

    post.refresh_from_db()
    assert "Xanthippe" not in post.title
