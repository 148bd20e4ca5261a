"""The package renumbers a thread on each answer, so answers at the same moment spoil the order."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connections

from access.models import User
from dialogue.models import BrinkComment
from dialogue.services import post_comment
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import NOW, comment_on
from tests.factories.pages import NewsPageFactory

WRITERS = 8
ANSWERS_EACH = 10


def at_once(works: list[Callable[[], None]]) -> list[BaseException]:
    """Run all works at the same moment, each with its own connection; return what went wrong."""
    start = Barrier(len(works))
    faults: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
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
