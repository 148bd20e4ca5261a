"""Two moderators, or an author and a moderator, at the same moment."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest

from dialogue.models import (
    Appeal,
    BrinkComment,
    Case,
    CommentReport,
    Conversation,
    Decision,
    KeptWords,
    Pause,
)
from dialogue.refusals import Refused
from dialogue.services import (
    answer_appeal,
    appeal,
    claim_case,
    hide_comment,
    let_stand,
    pause_author,
    post_comment,
    propose_removal,
    remove_comment,
    report_comment,
    withdraw_comment,
)
from tests.dialogue.test_many_at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import NOW, comment_on, moderator
from tests.factories.pages import NewsPageFactory

pytestmark = [pytest.mark.any_database, pytest.mark.django_db(transaction=True)]

ROUNDS = 4
WEEK = timedelta(days=7)


def reported() -> BrinkComment:
    comment = comment_on(NewsPageFactory(), "Een nare opmerking", author=UserFactory())
    report_comment(reporter=UserFactory(), comment=comment, reason="Dit kwetst.", now=NOW)
    return comment


def tried(*works: Callable[[], object]) -> list[BaseException]:
    """Do all at once; who comes second may be refused, and nothing else may go wrong."""

    def allowed(work: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            with suppress(Refused):
                work()

        return run

    return at_once([allowed(work) for work in works])


def test_of_two_decisions_from_the_same_screen_one_counts() -> None:
    first, second = moderator(), moderator()
    for _round in range(ROUNDS):
        comment = reported()

        faults = tried(
            partial(hide_comment, moderator=first, comment=comment, reason="Nee.", now=NOW, seen=0),
            partial(let_stand, moderator=second, comment=comment, reason="Ja.", now=NOW, seen=0),
        )

        decision = Decision.objects.get(comment=comment)
        comment.refresh_from_db()
        assert faults == []
        assert comment.stands == (decision.kind == Decision.Kind.STAYS)
        assert CommentReport.objects.get(comment=comment).settled_by == decision.decided_by
        assert Conversation.objects.get(pk=comment.pk).standing_count == int(comment.stands)


def test_a_case_is_claimed_by_one_of_two() -> None:
    comment = reported()
    first, second = moderator(), moderator()

    faults = tried(
        *(partial(claim_case, moderator=user, comment=comment, now=NOW) for user in (first, second))
    )

    assert faults == []
    assert Case.objects.get().claimed_by in (first, second)


def test_an_appeal_sent_twice_is_one_and_answered_once() -> None:
    comment = reported()
    first, second, third = moderator(), moderator(), moderator()
    author = comment.user
    hide_comment(moderator=first, comment=comment, reason="Te scherp.", now=NOW)
    decision = Decision.objects.get()

    sent = tried(*[partial(appeal, author=author, decision=decision, text="Een grap.", now=NOW)] * 4)
    made = Appeal.objects.get()
    answered = tried(
        partial(answer_appeal, moderator=second, made=made, grants=True, reason="Ja.", now=NOW),
        partial(answer_appeal, moderator=third, made=made, grants=False, reason="Nee.", now=NOW),
    )

    made.refresh_from_db()
    comment.refresh_from_db()
    assert (sent, answered) == ([], [])
    assert made.answer is not None
    assert comment.stands == (made.answer.kind == Decision.Kind.APPEAL_GRANTED)


def test_an_author_who_withdraws_while_it_is_removed_leaves_no_words_behind() -> None:
    first, second = moderator(), moderator()
    for _round in range(ROUNDS):
        comment = reported()
        author = comment.user
        propose_removal(moderator=first, comment=comment, reason="Dreigement.", now=NOW)

        faults = tried(
            partial(remove_comment, moderator=second, comment=comment, reason="Dreigement.", now=NOW),
            partial(withdraw_comment, author=author, comment=comment, now=NOW),
        )

        comment.refresh_from_db()
        assert faults == []
        assert comment.withdrawn_at is not None
        assert comment.comment == ""
        assert not KeptWords.objects.exists()


def test_an_author_who_answers_is_paused_at_the_same_moment_without_a_ring_of_waiting() -> None:
    guard = moderator()
    for _round in range(ROUNDS):
        author = UserFactory()
        page = NewsPageFactory()
        comment = comment_on(page, "Een nare opmerking", author=author)

        faults = tried(
            *(
                partial(post_comment, author=author, target=page, text=f"{number}", parent=comment, now=NOW)
                for number in range(3)
            ),
            partial(
                pause_author, moderator=guard, comment=comment, until=NOW + WEEK, reason="Rust.", now=NOW
            ),
        )

        assert faults == []
        assert Pause.objects.filter(user=author).count() == 1
