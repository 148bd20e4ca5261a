"""Events as their group shows them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from access.models import User
from access.scopes import Viewer
from directory.models import Person
from directory.visibility import ShownPerson, as_seen_by
from groups.events.coming import takes_sign_ups
from groups.events.moments import day_of, elsewhere_in_words, in_words, name_of_zone, times_in_words, zone_of
from groups.models import Group, GroupEvent, Post, SignUp
from groups.talking import name_of

State = SignUp.State
FACES = 3
NEXT = 2


@dataclass(frozen=True)
class ShownEvent:
    """An event as one reader sees it."""

    event: GroupEvent
    post: Post
    now: datetime
    # The first few who come, as far as the reader may know them, and how many come in all.
    faces: Sequence[ShownPerson] = ()
    coming_count: int = 0
    waiting_count: int = 0
    own: SignUp | None = None
    # How many wait before the reader, who waits too.
    before_count: int = 0
    # Whether the reader made it, and so may call it off; the hosts of the group may too.
    is_authors: bool = False

    @property
    def more_count(self) -> int:
        """How many come besides those whose faces are shown."""
        return self.coming_count - len(self.faces)

    @property
    def title(self) -> str:
        return name_of(self.post)

    @property
    def day(self) -> date:
        """The day on which it begins, where it is."""
        return day_of(self.event)

    @property
    def month(self) -> date:
        return self.day.replace(day=1)

    @property
    def when(self) -> str:
        """When it is, by the clock there."""
        return in_words(self.event)

    @property
    def times(self) -> str:
        """From when until when, where it takes one day."""
        return times_in_words(self.event)

    @property
    def elsewhere(self) -> str:
        """When that is where the organisation is, where its clock shows another time."""
        return elsewhere_in_words(self.event)

    @property
    def zone(self) -> str:
        """Whose clock that is, where the organisation has another."""
        return name_of_zone(self.event.time_zone) if self.elsewhere else ""

    @property
    def clocks_shown(self) -> str:
        """How many minutes the clocks by which it is read out are ahead of world time: “-240 60”."""
        zones = [zone_of(self.event), *([timezone.get_default_timezone()] if self.elsewhere else [])]
        offsets = [self.event.starts_at.astimezone(zone).utcoffset() or timedelta(0) for zone in zones]
        return " ".join(str(int(offset / timedelta(minutes=1))) for offset in offsets)

    @property
    def sign_up_day(self) -> date | None:
        """The last day on which somebody can sign up."""
        until = self.event.sign_up_until
        return until.astimezone(zone_of(self.event)).date() if until is not None else None

    @property
    def is_over(self) -> bool:
        return self.event.ends_at <= self.now

    @property
    def is_off(self) -> bool:
        """Whether it does not take place."""
        return self.event.cancelled_at is not None

    @property
    def is_coming(self) -> bool:
        """Whether the reader has a place."""
        return self.own is not None and self.own.state == State.COMES

    @property
    def is_waiting(self) -> bool:
        """Whether the reader waits for a place."""
        return self.own is not None and self.own.state == State.WAITS

    @property
    def takes_sign_ups(self) -> bool:
        return takes_sign_ups(self.event, self.now)

    @property
    def places_left(self) -> int | None:
        """How many can still come; nothing where as many as want to."""
        if self.event.place_count is None:
            return None
        return max(0, self.event.place_count - self.coming_count)


def events_of(group: Group, viewer: Viewer) -> "QuerySet[GroupEvent]":
    """Return the events of `group` that `viewer` may read of."""
    posts = Post.objects.visible_to(viewer).standing().filter(group=group)
    return GroupEvent.objects.filter(post__in=posts).select_related("post__group")


def upcoming(events: "QuerySet[GroupEvent]", now: datetime) -> "QuerySet[GroupEvent]":
    """Return what is not over, the first one first."""
    return events.filter(ends_at__gt=now).order_by("starts_at", "pk")


def past(events: "QuerySet[GroupEvent]", now: datetime) -> "QuerySet[GroupEvent]":
    """Return what is over, the last one first."""
    return events.filter(ends_at__lte=now).order_by("-ends_at", "-pk")


def next_events(group: Group, viewer: User, now: datetime) -> list[ShownEvent]:
    """Return the first things to come to in `group`; what is cancelled is not among them."""
    rows = upcoming(events_of(group, viewer), now).filter(cancelled_at=None)
    return [ShownEvent(event, event.post, now) for event in rows[:NEXT]]


def shown(events: Collection[GroupEvent], viewer: User, now: datetime) -> list[ShownEvent]:
    """Return `events`, each with its post, as `viewer` sees them; a fixed number of queries."""
    return _shown(events, [event.pk for event in events], viewer, now) if events else []


def shown_of(posts: Collection[Post], viewer: User, now: datetime) -> dict[int, ShownEvent]:
    """Return {key: its event} of those of `posts` that are one; as many queries if none is."""
    by_key = {post.pk: post for post in posts}
    events = list(GroupEvent.objects.filter(post__in=by_key))
    for event in events:
        # With what the list has read of it already.
        event.post = by_key[event.pk]
    return {line.event.pk: line for line in _shown(events, by_key, viewer, now)}


def _shown(
    events: Collection[GroupEvent], keys: Collection[int], viewer: User, now: datetime
) -> list[ShownEvent]:
    """Return `events` as `viewer` sees them; among `keys` may be those of posts that are no event."""
    counts: Counter[tuple[int, str]] = Counter()
    rows = _standing_rows(keys).order_by().values_list("event", "state").annotate(number=Count("pk"))
    for key, state, number in rows:
        counts[key, state] = number
    faces = _faces(keys, viewer)
    own = {row.event_id: row for row in SignUp.objects.filter(event__in=keys, person__user=viewer)}
    before = _before(list(own.values()))
    return [
        ShownEvent(
            event,
            event.post,
            now,
            faces[event.pk],
            counts[event.pk, State.COMES],
            counts[event.pk, State.WAITS],
            own.get(event.pk),
            before.get(event.pk, 0),
            event.post.author_id == viewer.pk,
        )
        for event in events
    ]


def people_in(rows: "QuerySet[SignUp]", viewer: User) -> list[ShownPerson]:
    """Return those who signed up, in their order, as far as `viewer` may know them."""
    numbers = list(rows.values_list("person", flat=True))
    seen = Person.objects.visible_to(viewer).filter(pk__in=numbers).select_related("unit", "photo")
    by_key = {person.pk: person for person in as_seen_by(list(seen), viewer)}
    return [by_key[number] for number in numbers if number in by_key]


def _standing_rows(keys: Collection[int]) -> "QuerySet[SignUp]":
    return SignUp.objects.filter(event__in=keys, person__left_on=None)


def _faces(keys: Collection[int], viewer: User) -> dict[int, list[ShownPerson]]:
    known = Person.objects.visible_to(viewer)
    place = Window(RowNumber(), partition_by=F("event"), order_by=["signed_up_at", "pk"])
    rows = _standing_rows(keys).filter(state=State.COMES, person__in=known).annotate(place=place)
    first = rows.filter(place__lte=FACES).select_related("person__photo").order_by("event", "place")
    found: dict[int, list[ShownPerson]] = defaultdict(list)
    ordered = list(first)
    for row, person in zip(ordered, as_seen_by([row.person for row in ordered], viewer), strict=True):
        found[row.event_id].append(person)
    return found


def _before(own: Collection[SignUp]) -> dict[int, int]:
    """Return for each event for which the reader waits how many wait before them; one query."""
    waits = {row.event_id: row for row in own if row.state == State.WAITS}
    found: Counter[int] = Counter()
    if waits:
        rows = _standing_rows(waits.keys()).filter(state=State.WAITS)
        for key, moment, pk in rows.values_list("event", "signed_up_at", "pk"):
            found[key] += (moment, pk) < (waits[key].signed_up_at, waits[key].pk)
    return found
