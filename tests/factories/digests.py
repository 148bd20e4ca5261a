"""What stands in digests: leaflets that appear in a blog, and notices."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import Promise

from access.models import Scope, User
from access.scopes import Viewer
from following.models import Thing
from following.things import Card
from notices.models import Event, Notice, Preference
from tests.factories.accounts import UserFactory
from tests.factories.following import let_follow, thing_under

HERE = ZoneInfo("Europe/Amsterdam")
FRIDAY = datetime(2026, 11, 27, 9, tzinfo=HERE)
NEXT_FRIDAY = FRIDAY + timedelta(days=7)
WEDNESDAY = FRIDAY - timedelta(days=2)
BLOG = ("section", 7)


class Leaflet:
    """A kind of thing that only these tests have."""

    name = "leaflet"
    label: str | Promise = "Blad"
    plural: str | Promise = "Bladen"

    def cards(self, ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
        return {pk: Card(f"Blad {pk}", f"/blad/{pk}/", "nl", self.label, text="Kort.") for pk in ids}


def reader_of_the_blog(email: str, **values: Any) -> User:  # Any: of each field its own
    user: User = UserFactory(email=email, **values)
    Preference.objects.create(user=user, next_digest_at=FRIDAY)
    let_follow(user, *BLOG)
    return user


def appear(number: int, at: datetime = WEDNESDAY, scope: Scope | None = None) -> Thing:
    """Let a leaflet appear in the blog."""
    return thing_under(BLOG, kind=Leaflet.name, object_id=number, at=at, scope=scope)


def notice(receiver: User, **values: Any) -> Notice:  # Any: of each field its own
    """Tell `receiver` in person of something: without `kind`, of what a moderator decided."""
    event = Event.objects.create(
        kind=values.pop("kind", Event.Kind.DECISION),
        key=f"decision:{Event.objects.count()}",
        thing=values.pop("thing", None),
        scope=values.pop("scope", None) or Scope.objects.everyone(),
        happened_at=WEDNESDAY,
    )
    values = {"reason": Notice.Reason.AUTHOR, "made_at": WEDNESDAY, **values}
    return Notice.objects.create(event=event, receiver=receiver, **values)


def states_of(user: User) -> list[str]:
    return list(user.digests.order_by("due_on").values_list("state", flat=True))


def next_of(user: User) -> datetime | None:
    return Preference.objects.get(user=user).next_digest_at
