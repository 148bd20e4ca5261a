"""Everyone who wants a digest and can be mailed has a moment for the next one."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import ClosingDay
from notices.digests import planning
from notices.digests.planning import coming_digest_at, plan_digests
from notices.models import Preference
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

HERE = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 24, 10, tzinfo=HERE)
FRIDAY = datetime(2026, 11, 27, 9, tzinfo=HERE)


def test_whoever_chose_nothing_gets_the_digest_that_everyone_begins_with() -> None:
    employee = UserFactory(email="noor@example.org")

    plan_digests(NOW)

    assert Preference.objects.get(user=employee).next_digest_at == FRIDAY


def test_nobody_is_planned_who_has_no_address_left_or_wants_none() -> None:
    UserFactory(email="")
    UserFactory(email="left@example.org", is_active=False)
    wants_none = UserFactory(email="noor@example.org")
    Preference.objects.create(user=wants_none, digest_rhythm=Preference.Rhythm.NEVER)

    plan_digests(NOW)

    assert list(Preference.objects.values_list("user", "next_digest_at")) == [(wants_none.pk, None)]


def test_planning_goes_on_until_all_are_planned_and_then_leaves_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(planning, "BATCH", 2)
    UserFactory.create_batch(5)

    assert plan_digests(NOW) == 5
    assert plan_digests(NOW + timedelta(minutes=5)) == 0
    assert Preference.objects.filter(next_digest_at=FRIDAY).count() == 5


def test_planning_many_costs_what_planning_few_costs() -> None:
    UserFactory.create_batch(3)
    with CaptureQueriesContext(connection) as few:
        plan_digests(NOW)
    UserFactory.create_batch(6)
    with CaptureQueriesContext(connection) as many:
        plan_digests(NOW)

    assert len(few) == len(many)


def test_a_closing_day_moves_the_coming_digest_of_who_is_not_planned_yet() -> None:
    employee = UserFactory()
    ClosingDay.objects.create(on=date(2026, 11, 27), name="Brugdag")

    assert coming_digest_at(Preference(user=employee), NOW) == FRIDAY - timedelta(days=1)
