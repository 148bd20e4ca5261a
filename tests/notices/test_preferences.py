"""What each person chose about notices."""

from datetime import UTC, datetime, time

import pytest
from django.core.exceptions import ValidationError

from access.models import User
from notices.models import Preference
from notices.preferences import choose, preference_of, try_address_again
from tests.factories.following import NOW

pytestmark = pytest.mark.django_db


def test_who_chose_nothing_is_disturbed_by_little(employee: User) -> None:
    preference = preference_of(employee)

    assert (preference.site_level, preference.mail_level, preference.budget) == ("followed", "me", 3)
    assert (preference.digest_rhythm, preference.digest_weekday, preference.digest_at) == (
        "weekly",
        5,
        time(9, 0),
    )
    assert not Preference.objects.exists()


def test_a_choice_leaves_the_others_as_they_were(employee: User) -> None:
    choose(user=employee, now=NOW, budget=1)
    choose(user=employee, now=NOW, mail_level="nothing")

    kept = preference_of(User.objects.get(pk=employee.pk))
    assert (kept.budget, kept.mail_level, kept.site_level) == (1, "nothing", "followed")
    assert preference_of(employee) == kept


def test_another_day_moves_the_next_digest_and_nothing_else_does(employee: User) -> None:
    Preference.objects.create(user=employee, next_digest_at=NOW)

    kept = choose(user=employee, now=NOW, budget=1, digest_weekday=5)
    assert kept.next_digest_at == NOW

    # NOW is a Tuesday; nine o'clock is eight by universal time.
    moved = choose(user=employee, now=NOW, digest_weekday=1)
    assert moved.next_digest_at == datetime(2026, 11, 30, 8, tzinfo=UTC)

    ended = choose(user=employee, now=NOW, digest_rhythm="never")
    assert ended.next_digest_at is None


@pytest.mark.parametrize("values", [{"budget": 21}, {"digest_weekday": 8}, {"mail_level": "loud"}])
def test_what_nobody_can_choose_is_refused(employee: User, values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        choose(user=employee, now=NOW, **values)

    assert preference_of(User.objects.get(pk=employee.pk)).budget == 3


def test_nobody_chooses_what_brink_keeps(employee: User) -> None:
    with pytest.raises(TypeError):
        choose(user=employee, now=NOW, refused_address="")


def test_a_refused_address_is_tried_again_when_its_owner_says_so(employee: User) -> None:
    Preference.objects.create(user=employee, refused_address="a@example.org", refused_at=NOW, budget=1)

    try_address_again(user=employee)

    kept = preference_of(employee)
    kept.refresh_from_db()
    assert (kept.refused_address, kept.refused_at, kept.budget) == ("", None, 1)
