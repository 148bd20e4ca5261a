"""Two who act at the same moment: nobody takes a place twice, and a question ends in one way."""

from datetime import timedelta
from functools import partial

import pytest

from dialogue.services import say_helped, say_not_yet
from dialogue.services.refusals import NothingAsked
from groups.events.coming import sign_up
from groups.models import Question
from groups.services.moving import move_post
from groups.services.posting import edit_post
from groups.services.settling import close_question, reopen_question
from tests.dialogue.test_many_at_once import at_once
from tests.factories.dialogue import colleague, comment_on
from tests.factories.gatherings import event_in, list_of
from tests.factories.groups import NOW, GroupFactory, ask_in, member_of

pytestmark = pytest.mark.django_db(transaction=True)

LATER = NOW + timedelta(hours=1)
State = Question.State


def test_of_two_who_take_the_last_place_one_waits() -> None:
    event = event_in(GroupFactory(), place_count=1)
    guests = [colleague("Ans"), colleague("Bo")]

    faults = at_once([partial(sign_up, user=guest, event=event, now=NOW) for guest in guests])

    assert faults == []
    assert sorted(state for _name, state in list_of(event)) == ["comes", "waits"]


def test_asker_and_host_who_end_a_question_at_once_leave_it_ended_in_one_way() -> None:
    group = GroupFactory()
    asker, host = member_of(group), member_of(group, role="host")
    for _time in range(4):
        post = ask_in(group, author=asker)
        answer, question = comment_on(post, "Zo.", author=member_of(group)), Question.objects.get(post=post)

        faults = at_once(
            [
                partial(say_helped, asker=asker, answer=answer, now=LATER),
                partial(close_question, settler=host, question=question, reason="Dit is bekend.", now=LATER),
            ]
        )

        assert faults == []
        ended = Question.objects.select_related("comment").get(pk=question.pk)
        assert (ended.state, ended.comment.answer_state) in {
            (State.HELPED, "helped"),
            (State.CLOSED, "helped"),
            (State.CLOSED, "set_aside"),
        }
        assert ended.next_step_at is None


def test_asking_again_and_reopening_at_once_start_one_clock() -> None:
    group = GroupFactory()
    asker, host = member_of(group), member_of(group, role="host")
    post = ask_in(group, author=asker)
    comment_on(post, "Zo.", author=member_of(group))
    question = close_question(settler=host, question=post.question, reason="Dit is bekend.", now=NOW)

    faults = at_once(
        [
            partial(say_not_yet, asker=asker, question=question.comment, now=LATER),
            partial(reopen_question, settler=host, question=question, now=LATER),
        ]
    )

    # Who is last finds that it waits already.
    assert [fault for fault in faults if not isinstance(fault, NothingAsked)] == []
    waiting = Question.objects.get(pk=question.pk)
    assert (waiting.state, waiting.waits_since) == (State.OPEN, LATER)
    assert waiting.due_at is not None


def test_a_question_is_answered_while_it_is_edited_and_moved() -> None:
    group, other = GroupFactory(), GroupFactory()
    asker, helper = member_of(group), member_of(group)
    post = ask_in(group, author=asker)

    faults = at_once(
        [
            partial(edit_post, editor=asker, post=post, title="Wie weet dit nu?", text="", now=LATER),
            partial(comment_on, post, "Zo.", author=helper),
            partial(move_post, mover=asker, post=post, to_group=other, now=LATER),
        ]
    )

    assert faults == []
    question = Question.objects.select_related("post").get()
    assert question.post is not None
    assert (question.post.title, question.post.comment_count) == ("Wie weet dit nu?", 1)
    assert (question.group, question.state) == (other, State.ANSWERED)
