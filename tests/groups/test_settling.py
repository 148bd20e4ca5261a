"""A question can end without an answer of its own: it says why, and where the answer is."""

from datetime import timedelta

import pytest
from django.test import Client

from access.models import User
from access.roles import Role
from dialogue.services import say_helped
from groups.models import HelpedToo, Question
from groups.pointing import pointer_of
from groups.services.becoming import CannotBecome, make_procedure
from groups.services.settling import (
    NoSuchQuestion,
    NotYoursToSettle,
    close_question,
    merge_question,
    reopen_question,
)
from home.models import HomePage
from notices.models import Event
from tests.factories.dialogue import colleague, comment_on
from tests.factories.groups import NOW, GroupFactory, ask_in, member_of, stranger
from tests.factories.roles import holder_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

State = Question.State


def test_a_host_merges_a_question_with_the_one_that_it_repeats_and_the_asker_hears_of_it() -> None:
    group = GroupFactory()
    host = member_of(group, role="host")
    first, twin = (ask_in(group, title).question for title in ("Waar is de AED?", "AED, waar?"))

    merge_question(settler=host, question=twin, into=first, now=NOW)

    twin.refresh_from_db()
    assert (twin.state, twin.closed_by, twin.next_step_at) == (State.CLOSED, host, None)
    assert twin.comment.answer_state == "aside" or twin.comment.waits_since is None
    pointer = pointer_of(twin, stranger())
    assert pointer is not None
    assert pointer.address == first.get_absolute_url()
    assert Event.objects.filter(key__startswith=f"question-closed:{twin.pk}:").exists()


def test_a_pointer_never_leads_to_a_pointer_nor_to_itself() -> None:
    group = GroupFactory()
    host = member_of(group, role="host")
    first, second, third = (ask_in(group, f"Vraag {number}?").question for number in range(3))
    merge_question(settler=host, question=second, into=first, now=NOW)

    merge_question(settler=host, question=first, into=third, now=NOW)

    assert set(Question.objects.filter(duplicate_of=third)) == {first, second}
    with pytest.raises(NoSuchQuestion):
        merge_question(settler=host, question=third, into=first, now=NOW)


def test_a_question_is_not_merged_with_one_that_the_settler_may_not_read() -> None:
    group = GroupFactory()
    hidden = ask_in(GroupFactory(access="secret")).question

    with pytest.raises(NoSuchQuestion):
        merge_question(
            settler=member_of(group, role="host"), question=ask_in(group).question, into=hidden, now=NOW
        )


def test_only_who_asked_or_hosts_closes_a_question_and_can_let_it_wait_again() -> None:
    group = GroupFactory()
    post = ask_in(group)
    asker = post.author
    assert asker is not None
    with pytest.raises(NotYoursToSettle):
        close_question(settler=member_of(group), question=post.question, reason="Zomaar", now=NOW)

    closed = close_question(settler=asker, question=post.question, reason="Al gevonden", now=NOW)
    assert (closed.state, closed.closed_reason) == (State.CLOSED, "Al gevonden")

    later = NOW + timedelta(hours=1)
    assert reopen_question(settler=asker, question=closed, now=later).state == State.OPEN


def test_the_screen_of_a_question_points_on_shows_what_helped_and_lets_others_say_so(
    client: Client, home: HomePage
) -> None:
    group = GroupFactory()
    host = member_of(group, role="host", language="en")
    post = ask_in(group, "Waar is de AED?")
    assert post.author is not None
    answer = comment_on(post, "In de hal.")
    say_helped(asker=post.author, answer=answer, now=NOW)
    client.force_login(User.objects.get(pk=host.pk))

    shown = client.get(post.get_absolute_url()).text
    assert "In de hal." in shown.partition('id="comments"')[0]
    assert "It helped me too" in shown
    client.post(f"/questions/answers/{answer.pk}/helped/")
    client.post(f"/questions/answers/{answer.pk}/helped/")
    client.post(f"/questions/answers/{answer.pk}/helped/")
    assert HelpedToo.objects.filter(reader=host).count() == 1

    faulty = client.post(
        f"/questions/{post.question.pk}/settle/", {"what": "outdated", "address": "//elders/"}
    )
    assert faulty.status_code == 422
    client.post(
        f"/questions/{post.question.pk}/settle/",
        {"what": "outdated", "address": "/posts/1/", "reason": "Verhuisd."},
    )
    assert "/posts/1/" in client.get(post.get_absolute_url()).text


def test_a_question_that_is_not_one_s_own_has_no_screen_to_close_it(reader: Client) -> None:
    question = ask_in(GroupFactory()).question

    assert reader.get(f"/questions/{question.pk}/settle/").status_code == 404
    assert reader.post(f"/questions/{question.pk}/reopen/").status_code == 404


def test_an_editor_makes_a_draft_of_an_answered_question_with_thanks(home: HomePage) -> None:
    editor = holder_of(Role.EDITOR)
    post = ask_in(GroupFactory(), "Waar is de AED?", author=member_of(GroupFactory(), "Noor de Wit"))
    comment_on(post, "In de hal.", author=colleague("Joris Hoekstra"))
    with pytest.raises(CannotBecome):
        make_procedure(maker=stranger(), question=post.question)

    page = make_procedure(maker=editor, question=post.question).specific

    assert (page.live, page.title) == (False, "Waar is de AED?")
    text = str(page.body)
    assert "In de hal." in text
    assert "Noor de Wit" in text
    assert "Joris Hoekstra" in text
    question = Question.objects.get(post=post)
    assert pointer_of(question, editor) is None
    page.save_revision().publish()
    pointer = pointer_of(question, stranger())
    assert pointer is not None
    assert pointer.title == "Waar is de AED?"
