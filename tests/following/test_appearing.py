"""Things appear under their sources, once each, and tell of it once."""

from datetime import timedelta

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from access.models import Scope, User
from following.appearing import appear, disappear
from following.follows import NothingToFollow, follow
from following.models import Follow, StreamItem, Thing
from tests.factories.following import NOW, thing_under

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_a_thing_stands_under_each_of_its_sources_once() -> None:
    thing_under(("subject", 1), ("person", 2), ("subject", 1), object_id=7)

    assert Thing.objects.count() == 1
    assert set(StreamItem.objects.values_list("source__kind", "source__object_id")) == {
        ("subject", 1),
        ("person", 2),
    }


def test_a_thing_that_changes_keeps_its_moment_and_moves_to_its_new_sources() -> None:
    thing_under(("subject", 1), ("person", 2), object_id=7)
    closed = Scope.objects.for_sets([["unit:3"]])

    thing = appear(
        kind="news",
        object_id=7,
        sources=[("person", 2), ("section", 4)],
        scope_id=closed.pk,
        published_at=NOW + timedelta(hours=1),
        now=NOW + timedelta(hours=1),
    )

    items = StreamItem.objects.filter(thing=thing)
    assert set(items.values_list("source__kind", "scope", "published_at")) == {
        ("person", closed.pk, NOW),
        ("section", closed.pk, NOW),
    }


def test_what_appears_is_told_once_and_what_is_old_is_not(
    told: list[Thing], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        fresh = thing_under(("subject", 1), object_id=7)
        thing_under(("subject", 1), object_id=7)
        appear(
            kind="news",
            object_id=8,
            sources=[("subject", 1)],
            scope_id=fresh.scope_id,
            published_at=NOW - timedelta(days=30),
            now=NOW,
        )

    assert told == [fresh]


def test_what_disappears_leaves_no_item() -> None:
    thing_under(("subject", 1), object_id=7)

    disappear("news", [7, 8])

    assert not StreamItem.objects.exists()


def test_what_nobody_may_see_cannot_be_followed(employee: User) -> None:
    with pytest.raises(NothingToFollow):
        follow(follower=employee, kind="page", object_id=1, now=NOW)
    assert not Follow.objects.exists()
