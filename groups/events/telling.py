"""Telling who comes to an event what changes: a place, another time, that it is off, that it is soon."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from access.models import User
from groups.events.moments import day_of, in_words
from groups.models import GroupEvent, Post, SignUp
from groups.querysets import PostQuerySet
from groups.talking import name_of
from notices.concerned import number_of
from notices.happening import note
from notices.models import Event, Notice
from notices.tellers import Subject, register_teller

Reason = Notice.Reason


def tell_of_place(event: GroupEvent, row: SignUp, now: datetime) -> None:
    """Let who waited know that they have a place."""
    _note("event-place", event, f"{row.pk}", now)


def tell_of_change(event: GroupEvent, actor: User, now: datetime) -> None:
    """Let all who signed up know that the time or the place is another one."""
    _note("event-change", event, f"{event.sequence}", now, actor)


def tell_of_cancelling(event: GroupEvent, actor: User | None, now: datetime) -> None:
    """Let all who signed up know that it does not take place, also where its post was withdrawn."""
    _note("event-off", event, f"{event.sequence}", now, actor, with_words=False)


def tell_that_it_is_soon(event: GroupEvent, now: datetime) -> None:
    """Remind who comes; once for each day on which it was to be."""
    _note("event-soon", event, f"{day_of(event):%Y%m%d}", now)


def _note(
    name: str,
    event: GroupEvent,
    what: str,
    now: datetime,
    actor: User | None = None,
    *,
    with_words: bool = True,
) -> None:
    note(
        kind=Event.Kind.GATHERING,
        key=f"{name}:{event.pk}:{what}",
        happened_at=now,
        scope_id=event.post.scope_id,
        page_id=None,
        actor_id=actor.pk if actor is not None else None,
        # A notice goes with the words that it is about.
        comment=event.post.opening if with_words else None,
    )


class EventTeller:
    """Tells of one thing about an event of a group, as far as the reader may see it."""

    name = ""

    def concerned(self, event: Event) -> dict[int, Notice.Reason]:
        rows = SignUp.objects.filter(event=number_of(event), person__user__isnull=False)
        return dict.fromkeys(self.among(rows, event).values_list("person__user", flat=True), Reason.COMES)

    def among(self, rows: "QuerySet[SignUp]", event: Event) -> "QuerySet[SignUp]":
        """Return those of the sign-ups whom it concerns."""
        return rows

    def sentence(self, event: Event) -> str:
        raise NotImplementedError

    def subjects(self, events: Iterable[Event], viewer: User) -> dict[int, Subject]:
        numbers = {event.pk: number_of(event) for event in events}
        posts = self.posts_for(viewer).filter(pk__in=numbers.values())
        found = {post.pk: post for post in posts.select_related("group", "event")}
        return {pk: _subject(found[number]) for pk, number in numbers.items() if number in found}

    def posts_for(self, viewer: User) -> PostQuerySet:
        """Return the posts of which this is told to `viewer`."""
        seen: PostQuerySet = Post.objects.visible_to(viewer)
        return seen.standing()


def _subject(post: Post) -> Subject:
    event: GroupEvent = post.event
    text = ". ".join(filter(None, [in_words(event), event.place]))
    return Subject(name_of(post), post.language, text, post.get_absolute_url())


class PlaceTeller(EventTeller):
    name = "event-place"

    def among(self, rows: "QuerySet[SignUp]", event: Event) -> "QuerySet[SignUp]":
        return rows.filter(pk=int(event.key.split(":")[2]))

    def sentence(self, event: Event) -> str:
        return _("There is a place for you at %(what)s")


class ChangeTeller(EventTeller):
    name = "event-change"

    def sentence(self, event: Event) -> str:
        return _("%(who)s changed when or where it is: %(what)s")


class OffTeller(EventTeller):
    name = "event-off"

    def sentence(self, event: Event) -> str:
        if event.actor_id is None:
            return _("%(what)s does not take place")
        return _("%(who)s cancelled %(what)s: it does not take place")

    def posts_for(self, viewer: User) -> PostQuerySet:
        seen: PostQuerySet = Post.objects.visible_to(viewer)
        return seen


class SoonTeller(EventTeller):
    name = "event-soon"

    def among(self, rows: "QuerySet[SignUp]", event: Event) -> "QuerySet[SignUp]":
        return rows.filter(state=SignUp.State.COMES)

    def sentence(self, event: Event) -> str:
        return _("You come to %(what)s: it is almost there")


def register() -> None:
    """Let notices tell of events."""
    for teller in (PlaceTeller(), ChangeTeller(), OffTeller(), SoonTeller()):
        register_teller(teller)
