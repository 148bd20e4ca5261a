"""Coming to an event, and not coming after all."""

from datetime import datetime

from django.db import transaction

from access.models import User
from content.scopes import hold_scopes
from directory.models import Person
from groups.events.places import fill_places, has_place
from groups.events.planning import refuse_idle
from groups.events.refusals import NoEvent, NoSignUp
from groups.models import GroupEvent, Post, SignUp
from groups.standing import standing_of

State = SignUp.State


@transaction.atomic
def sign_up(*, user: User, event: GroupEvent, now: datetime) -> SignUp:
    """Return how `user` stands to the event: they come, or they wait for a place. Twice is once.

    Whoever may read the event may come. Raises NoEvent, EventCancelled, EventOver or NoSignUp.
    """
    person = _person_of(user)
    event = _held(user, event)
    refuse_idle(event, now)
    if not takes_sign_ups(event, now) or not standing_of(event.post.group, user).may_ask:
        raise NoSignUp
    kept = SignUp.objects.filter(event=event, person=person).first()
    if kept is not None:
        return kept
    state = State.COMES if has_place(event) else State.WAITS
    return SignUp.objects.create(event=event, person=person, state=state, signed_up_at=now)


@transaction.atomic
def sign_off(*, user: User, event: GroupEvent, now: datetime) -> None:
    """Take `user` off the list, also when signing up is over; who waits first comes in their place.

    Raises NoEvent, EventCancelled or EventOver.
    """
    person = _person_of(user)
    event = _held(user, event)
    refuse_idle(event, now)
    SignUp.objects.filter(event=event, person=person).delete()
    fill_places(event, now)


def takes_sign_ups(event: GroupEvent, now: datetime) -> bool:
    """Whether the list is open at this moment."""
    in_time = event.sign_up_until is None or now < event.sign_up_until
    return event.takes_sign_up and in_time and event.ends_at > now and event.cancelled_at is None


def _person_of(user: User) -> Person:
    person: Person | None = getattr(user, "person", None)
    if person is None or person.left_on is not None:
        raise NoSignUp
    return person


def _held(user: User, event: GroupEvent) -> GroupEvent:
    """Return the event for `user`, alone with it. Raises NoEvent."""
    # Whoever closes the group at this moment finds the sign-up.
    hold_scopes()
    if not Post.objects.visible_to(user).standing().filter(pk=event.pk).exists():
        raise NoEvent
    events = GroupEvent.objects.select_for_update(of=("self",)).select_related("post__group")
    return events.get(pk=event.pk)
