"""The orders in which a thread is read, and the parts of each."""

from datetime import timedelta
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse

from access.models import User
from content.models import ContentPage
from dialogue.conversations import sum_up
from dialogue.models import BrinkComment
from dialogue.ordering import NOWHERE, Order, Start, start_in
from dialogue.reading import Thread, read_around, read_replies, read_thread
from dialogue.services import hide_comment, withdraw_comment
from dialogue.targets import target_of
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import NOW, colleague, comment_on, comments_on, moderator
from tests.factories.pages import NewsPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def wait(comment: BrinkComment, minutes: int) -> None:
    """Let a comment wait since so many minutes after NOW."""
    BrinkComment.objects.filter(pk=comment.pk).update(
        answer_state=BrinkComment.AnswerState.WAITING, waits_since=NOW + timedelta(minutes=minutes)
    )
    sum_up(comment.thread_id)


def stop_waiting(comment: BrinkComment) -> None:
    BrinkComment.objects.filter(pk=comment.pk).update(
        answer_state=BrinkComment.AnswerState.ANSWERED, waits_since=None
    )
    sum_up(comment.thread_id)


def said_at(page: ContentPage, minutes: int, **kwargs: BrinkComment) -> BrinkComment:
    return comment_on(page, f"Om {minutes}", now=NOW + timedelta(minutes=minutes), **kwargs)


def shown_in(thread: Thread) -> list[int]:
    return [line.comment.pk for line in thread.lines]


def in_parts(page: ContentPage, viewer: User, order: Order) -> list[list[int]]:
    """Return what each part shows, one after the other."""
    parts: list[list[int]] = []
    start: Start | None = None
    while True:
        part = read_thread(target_of(page), viewer, order=order, start=start)
        parts.append(shown_in(part))
        if part.next_start is None:
            return parts
        # As it goes by way of an address.
        start = start_in(str(part.next_start))
        assert start == part.next_start


def test_the_newest_order_shows_first_where_somebody_spoke_last(page: ContentPage, employee: User) -> None:
    first, second, third = (said_at(page, minutes) for minutes in (1, 2, 3))
    answer = said_at(page, 9, parent=first)

    thread = read_thread(target_of(page), employee, order=Order.NEWEST)

    assert shown_in(thread) == [first.pk, answer.pk, third.pk, second.pk]


def test_the_waiting_order_shows_first_what_waits_longest_and_then_the_newest(
    page: ContentPage, employee: User
) -> None:
    a, b, c, d = (said_at(page, minutes) for minutes in (1, 2, 3, 4))
    wait(d, 5)
    wait(b, 6)

    thread = read_thread(target_of(page), employee, order=Order.WAITING)

    assert shown_in(thread) == [d.pk, b.pk, c.pk, a.pk]


def test_who_answers_for_the_page_reads_first_what_waits(employee: User) -> None:
    liv = colleague("Liv Aerts")
    page = NewsPageFactory(keeper=liv.person)
    first, second = said_at(page, 1), said_at(page, 2)

    nothing_waits = read_thread(target_of(page), liv)
    wait(second, 2)

    assert nothing_waits.order is Order.OLDEST
    assert shown_in(read_thread(target_of(page), liv)) == [second.pk, first.pk]
    assert shown_in(read_thread(target_of(page), employee)) == [first.pk, second.pk]


@pytest.mark.parametrize("order", list(Order))
def test_the_parts_show_every_comment_once(
    page: ContentPage, employee: User, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dialogue.reading.COMMENTS_SHOWN", 4)
    for minutes in range(9):
        # Three at the same moment, where only the number tells them apart.
        root = said_at(page, minutes // 3)
        said_at(page, minutes // 3, parent=root)
        if minutes % 2:
            wait(root, minutes // 3)

    parts = in_parts(page, employee, order)

    assert len(parts) == 5
    assert sorted(pk for part in parts for pk in part) == sorted(
        BrinkComment.objects.values_list("pk", flat=True)
    )


@pytest.mark.parametrize("order", list(Order))
def test_a_part_begins_where_it_did_also_when_somebody_speaks_meanwhile(
    page: ContentPage, employee: User, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dialogue.reading.COMMENTS_SHOWN", 2)
    roots = [said_at(page, minutes) for minutes in range(6)]
    for root in roots[:3]:
        wait(root, 1)
    target = target_of(page)

    first = read_thread(target, employee, order=order)
    said_at(page, 30)
    said_at(page, 31, parent=first.lines[0].comment)
    stop_waiting(first.lines[0].comment)
    seen = shown_in(first)
    start = first.next_start
    while start is not None:
        part = read_thread(target, employee, order=order, start=start)
        seen += shown_in(part)
        start = part.next_start

    assert len(seen) == len(set(seen))
    assert set(seen) >= {root.pk for root in roots}


@pytest.mark.parametrize(
    "text", ["", "w3", "3~4", "x", "-1", "4294967296", "1-2-3", "w1-1~9999999999-1", "٣"]
)
def test_a_start_that_nobody_wrote_is_none(text: str) -> None:
    assert start_in(text) is None


def test_a_start_comes_back_from_its_text() -> None:
    starts = [Start(3), Start(3, NOW), Start(3, NOW, is_waiting=True, others=Start(4, NOW)), NOWHERE]

    assert [start_in(str(start)) for start in starts] == starts


def test_a_link_opens_the_place_of_a_comment_in_every_order(
    client: Client, page: ContentPage, employee: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dialogue.reading.COMMENTS_SHOWN", 5)
    for minutes in range(8):
        said_at(page, 500 + minutes)
    root = said_at(page, 0)
    comments = [root, *comments_on(page, 129, parent=root)]
    wait(comments[-1], 700)
    client.force_login(employee)

    for order, place in product(Order, [0, 24, 129]):
        number = comments[place].pk
        detail_url = reverse("dialogue:comment-detail", args=[number])
        answer = client.get(f"{detail_url}?comments={order}", follow=True)
        address, _status = answer.redirect_chain[-1]

        assert f"comments={order}" in address
        assert address.endswith(f"#c{number}")
        assert f'id="c{number}"' in answer.content.decode()


def test_a_place_deep_in_a_conversation_shows_what_is_around_it(page: ContentPage, employee: User) -> None:
    root = comment_on(page)
    answers = comments_on(page, 300, "Antwoord", parent=root)
    below = comment_on(page, "Dank je", parent=answers[100])
    for number in range(20):
        below = comment_on(page, f"Graag {number}", parent=answers[100])
    target = target_of(page)

    part = read_around(below, target, employee)
    gaps = {line.comment.pk: line.rest for line in part.lines if line.rest is not None}
    behind = read_replies(target, employee, after=answers[100], before=part.lines[2].comment)

    assert shown_in(part)[:2] == [root.pk, answers[100].pk]
    assert gaps[root.pk].before == answers[100].pk
    assert gaps[answers[100].pk].before == part.lines[2].comment.pk
    assert 40 < len(part.lines) < 60
    assert [line.comment.parent_id for line in behind] == [answers[100].pk] * len(behind)
    assert behind[-1].comment.order + 1 == part.lines[2].comment.order
    assert behind[-1].rest is None


def test_the_answers_in_between_go_on_until_they_meet(page: ContentPage, employee: User) -> None:
    root = comment_on(page)
    answers = comments_on(page, 120, "Antwoord", parent=root)
    target = target_of(page)

    first = read_replies(target, employee, after=root, before=answers[70])
    second = read_replies(target, employee, after=first[-1].comment, before=answers[70])

    assert [line.comment.pk for line in [*first, *second]] == [answer.pk for answer in answers[:70]]
    assert first[-1].rest is not None
    assert first[-1].rest.before == answers[70].pk
    assert second[-1].rest is None


def test_how_many_more_there_are_counts_what_the_reader_can_see(page: ContentPage, employee: User) -> None:
    author, guard = UserFactory(), moderator()
    root = comment_on(page)
    answers = comments_on(page, 25, "Antwoord", parent=root, author=author)
    withdraw_comment(author=author, comment=answers[24], now=NOW)
    hide_comment(moderator=guard, comment=answers[23], reason="Nee.", now=NOW)

    rests = [read_thread(target_of(page), viewer).lines[-1].rest for viewer in (employee, author, guard)]

    assert [rest.count for rest in rests if rest is not None] == [3, 4, 4]


def test_a_choice_of_orders_is_offered_where_there_is_something_to_order(
    client: Client, page: ContentPage, employee: User
) -> None:
    client.force_login(employee)

    comment_on(page)
    one = client.get(page.url).content.decode()
    waiting = comment_on(page)
    two = client.get(page.url).content.decode()
    wait(waiting, 1)
    asked = client.get(f"{page.url}?comments=waiting").content.decode()

    offered = [shown.count('class="chip" href=') for shown in (one, two, asked)]
    assert offered == [0, 2, 3]
    assert f'href="{page.url}?comments=waiting#comments" aria-current="true"' in asked


def test_an_act_in_place_keeps_the_order_of_the_page(
    client: Client, page: ContentPage, employee: User
) -> None:
    first, second = said_at(page, 1), said_at(page, 2)
    client.force_login(employee)

    shown = client.post(
        reverse("dialogue:comment-reply", args=[second.pk]),
        {"text": "Eens"},
        headers={"hx-request": "true", "hx-current-url": f"http://testserver{page.url}?comments=newest"},
    ).content.decode()

    assert shown.index(f'id="c{second.pk}"') < shown.index(f'id="c{first.pk}"')
