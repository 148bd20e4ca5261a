from datetime import timedelta

import pytest

from access.models import User
from content.models import ContentPage
from dialogue.models import Pause
from dialogue.pauses import WritingPaused, pause_of, refuse_paused
from dialogue.services import edit_comment, post_comment, withdraw_comment
from tests.factories.dialogue import NOW, comment_on

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


def pause(user: User, **fields: object) -> Pause:
    row: Pause = Pause.objects.create(
        **{"user": user, "reason": "Te fel.", "began_at": NOW, "until": NOW + WEEK, **fields}
    )
    return row


def test_who_has_a_pause_is_refused_with_the_reason_and_the_end(employee: User) -> None:
    pause(employee)

    with pytest.raises(WritingPaused) as refusal:
        refuse_paused(employee, NOW)

    assert "Te fel." in str(refusal.value.sentence)
    assert "30 november 2026" in str(refusal.value.sentence)


def test_a_pause_ends_by_itself_or_before_its_time(employee: User) -> None:
    pause(employee)
    pause(employee, until=NOW + 2 * WEEK, ended_at=NOW)

    refuse_paused(employee, NOW + WEEK)
    assert pause_of(employee, NOW + WEEK - timedelta(seconds=1)) is not None


def test_the_pause_of_somebody_else_and_one_to_come_stop_nobody(employee: User, outsider: User) -> None:
    pause(outsider)
    pause(employee, began_at=NOW + WEEK, until=NOW + 2 * WEEK)

    refuse_paused(employee, NOW)


def test_of_two_pauses_the_longest_counts(employee: User) -> None:
    longest = pause(employee, until=NOW + 2 * WEEK)
    pause(employee)

    assert pause_of(employee, NOW) == longest


def test_who_has_a_pause_neither_posts_nor_edits_and_can_withdraw(page: ContentPage, employee: User) -> None:
    comment = comment_on(page, author=employee)
    pause(employee)

    with pytest.raises(WritingPaused):
        post_comment(author=employee, target=page, text="Nog iets.", now=NOW)
    with pytest.raises(WritingPaused):
        edit_comment(editor=employee, comment=comment, text="Anders.", now=NOW)
    withdrawn = withdraw_comment(author=employee, comment=comment, now=NOW)

    assert withdrawn.withdrawn_at == NOW
