"""The package renumbers a thread on each answer, so answers at the same moment spoil the order."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from random import Random
from threading import Barrier, Thread

import pytest
from django.db import connections

from access.models import User
from content.models import ContentPage
from dialogue.models import BrinkComment, Conversation, Pin
from dialogue.ordering import Order
from dialogue.refusals import Refused
from dialogue.services import (
    edit_comment,
    hide_comment,
    pin_comment,
    post_comment,
    restore_comment,
    withdraw_comment,
)
from dialogue.targets import target_of
from tests.dialogue.unfolding import unfolded
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import NOW, colleague, comment_on, moderator
from tests.factories.pages import NewsPageFactory
from tests.proofs import is_large

WRITERS = 8
ANSWERS_EACH = 10
SEED = 6


def at_once(works: Sequence[Callable[[], object]]) -> list[BaseException]:
    """Run all works at the same moment, each with its own connection; return what went wrong."""
    start = Barrier(len(works))
    faults: list[BaseException] = []

    def run(work: Callable[[], object]) -> None:
        try:
            start.wait()
            work()
        except Exception as fault:  # to be told by the test, which waits in another thread
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def walk(root: BrinkComment) -> list[int]:
    """Return the thread as its parents say that it must be read: each comment, then its answers by age."""
    rows = list(BrinkComment.objects.filter(thread_id=root.pk).order_by("pk"))

    def below(pk: int) -> list[int]:
        answers = [row.pk for row in rows if row.parent_id == pk and row.pk != pk]
        return [pk, *(number for answer in answers for number in below(answer))]

    return below(root.pk)


@pytest.mark.any_database
@pytest.mark.django_db(transaction=True)
def test_eight_threads_that_answer_at_once_keep_the_reading_order() -> None:
    page = NewsPageFactory()
    root = comment_on(page)
    parents = [root, *(comment_on(page, f"Antwoord {number}", parent=root) for number in range(3))]
    authors: list[User] = [UserFactory() for _ in range(WRITERS)]

    def answer(author: User) -> Callable[[], None]:
        def work() -> None:
            for number in range(ANSWERS_EACH):
                parent = parents[(number + author.pk) % len(parents)]
                post_comment(
                    author=author, target=page, text=f"{number} van {author.pk}", parent=parent, now=NOW
                )

        return work

    faults = at_once([answer(author) for author in authors])

    rows = BrinkComment.objects.filter(thread_id=root.pk).order_by("order", "pk")
    assert faults == []
    assert [row.order for row in rows] == list(range(1, len(parents) + WRITERS * ANSWERS_EACH + 1))
    assert [row.pk for row in rows] == walk(root)
    assert rows[0].nested_count == len(rows) - 1


@pytest.mark.any_database
@pytest.mark.django_db(transaction=True)
def test_a_form_sent_eight_times_at_once_makes_one_comment() -> None:
    page = NewsPageFactory()
    author = UserFactory()

    def send() -> None:
        post_comment(author=author, target=page, text="Eens", now=NOW)

    faults = at_once([send] * WRITERS)

    assert faults == []
    assert BrinkComment.objects.count() == 1


def act_of(
    random: Random, writer: User, keeper: User, guard: User, page: ContentPage, now: datetime
) -> Callable[[], None]:
    """Return one thing that `writer` does with the thread, or the moderator in their place."""
    # Chosen now, so that several can choose the same comment.
    comments = list(BrinkComment.objects.order_by("pk"))
    own = [comment for comment in comments if comment.user_id == writer.pk]
    text = f"{writer.pk} om {now:%H:%M}"
    say = partial(post_comment, author=writer, target=page, text=text, is_question=True, now=now)
    acts: list[Callable[[], object]] = [say]
    if comments:
        some = random.choice(comments)
        acts += [
            *[partial(say, parent=some)] * 4,
            partial(hide_comment, moderator=guard, comment=some, reason="Nee.", now=now),
            partial(restore_comment, moderator=guard, comment=some, now=now),
            partial(pin_comment, pinner=keeper, comment=some, now=now),
        ]
    if own:
        mine = random.choice(own)
        acts += [
            partial(edit_comment, editor=writer, comment=mine, text=f"{text}, anders", now=now),
            partial(withdraw_comment, author=writer, comment=mine, now=now),
        ]
    act = random.choice(acts)

    def work() -> None:
        # Somebody can be first, and then there is nothing left to do.
        with suppress(Refused):
            act()

    return work


def assert_whole(page: ContentPage, reader: User) -> None:
    """Order, counts and visibility are as they must be."""
    for root in BrinkComment.objects.filter(level=0):
        rows = list(BrinkComment.objects.filter(thread_id=root.pk).order_by("order", "pk"))
        assert [row.order for row in rows] == list(range(1, len(rows) + 1))
        assert [row.pk for row in rows] == walk(root)
        assert root.nested_count == len(rows) - 1
        standing = [row for row in rows if row.stands]
        hidden = [row for row in rows if row.hidden_at is not None and row.withdrawn_at is None]
        waiting = [row.waits_since for row in standing if row.waits_since is not None]
        conversation = Conversation.objects.get(root=root)
        assert (conversation.standing_count, conversation.hidden_count) == (len(standing), len(hidden))
        assert conversation.waits_since == min(waiting, default=None)
        if standing:
            assert conversation.last_spoken_at == max(row.submit_date for row in standing)
    words = set(BrinkComment.objects.standing().values_list("pk", flat=True))
    for order in Order:
        seen = [line.comment for line in unfolded(target_of(page), reader, order)]
        assert len(seen) == len({comment.pk for comment in seen})
        assert {comment.pk for comment in seen if comment.stands} == words
    assert Pin.objects.count() <= 1


@pytest.mark.any_database
@pytest.mark.proof("thread")
@pytest.mark.django_db(transaction=True)
def test_eight_writers_keep_a_thread_whole() -> None:
    round_count = 50 if is_large("thread") else 6
    random = Random(SEED)
    liv = colleague("Liv Aerts")
    page = NewsPageFactory(keeper=liv.person)
    writers: list[User] = [UserFactory() for _ in range(WRITERS)]
    guard, reader = moderator(), UserFactory()

    for number in range(round_count):
        now = NOW + timedelta(minutes=2 * number)

        faults = at_once([act_of(random, writer, liv, guard, page, now) for writer in writers])

        assert faults == []
        assert_whole(page, reader)
    assert BrinkComment.objects.count() > round_count
