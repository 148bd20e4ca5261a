"""Old notices go, but nothing goes that somebody has not been told of."""

from datetime import timedelta
from typing import Any

import pytest

from access.models import Scope, User
from notices.housekeeping import clear_away
from notices.models import Digest, Event, Notice, Preference
from tests.factories.accounts import UserFactory
from tests.factories.following import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def notice_of(receiver: User, days_old: int, **values: Any) -> Notice:  # Any: of each field its own
    at = NOW - timedelta(days=days_old)
    event = Event.objects.create(
        kind=Event.Kind.DECISION,
        key=f"decision:{Event.objects.count()}",
        scope=Scope.objects.everyone(),
        happened_at=at,
        passed_on_at=at,
    )
    return Notice.objects.create(event=event, receiver=receiver, reason="author", made_at=at, **values)


def test_what_was_told_goes_after_a_month_and_what_waits_for_a_digest_stays() -> None:
    receiver, without_digest = UserFactory(), UserFactory()
    Preference.objects.create(user=without_digest, digest_rhythm=Preference.Rhythm.NEVER)
    digest = Digest.objects.create(
        receiver=receiver, due_on=NOW.date(), covers_from=NOW - timedelta(days=7), covers_until=NOW
    )
    stays = [notice_of(receiver, 29, read_at=NOW), notice_of(receiver, 31)]
    for gone in ({"read_at": NOW}, {"digest": digest}):
        notice_of(receiver, 31, **gone)
    notice_of(without_digest, 31)
    notice_of(receiver, 91)

    clear_away(NOW)

    assert list(Notice.objects.order_by("pk")) == stays
    assert set(Event.objects.all()) == {notice.event for notice in stays}
