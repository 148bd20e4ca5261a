"""Planning an event, changing it, and saying that it does not take place."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from access.models import User
from groups.events.places import fill_places
from groups.events.refusals import EventCancelled, EventOver, NotTheOrganiser
from groups.events.telling import tell_of_cancelling, tell_of_change
from groups.models import GroupEvent, Post
from groups.standing import looks_after


@dataclass(frozen=True)
class Plan:
    """What somebody chose: when and where, and for how many."""

    starts_at: datetime
    ends_at: datetime
    time_zone: str
    place: str = ""
    link: str = ""
    place_count: int | None = None
    takes_sign_up: bool = True
    sign_up_until: datetime | None = None


# Of these, who comes must know.
MATTERS = ("starts_at", "ends_at", "place", "link")


@transaction.atomic
def plan_event(*, post: Post, plan: Plan, editor: User, now: datetime) -> GroupEvent:
    """Return the event of `post`, as planned; ask first whether `editor` may change the post.

    Whoever comes hears of another time or place, and more places are given to who waits. Nobody who has a
    place loses it.
    """
    event = GroupEvent.objects.select_for_update(of=("self",)).filter(post=post).first()
    if event is None:
        return GroupEvent.objects.create(post=post, **asdict(plan))
    changed = [name for name, value in asdict(plan).items() if getattr(event, name) != value]
    if not changed:
        return event
    for name in changed:
        setattr(event, name, getattr(plan, name))
    event.sequence += 1
    event.save()
    if event.cancelled_at is None and event.ends_at > now:
        fill_places(event, now)
        if set(changed) & set(MATTERS):
            tell_of_change(event, editor, now)
    return event


@transaction.atomic
def cancel_event(*, actor: User, event: GroupEvent, now: datetime) -> GroupEvent:
    """Return the event, which does not take place; it stays to be read, and who comes hears of it.

    Cancelling again changes nothing. Raises NotTheOrganiser or EventOver.
    """
    event = _held(event)
    _refuse_others(actor, event)
    if event.ends_at <= now:
        raise EventOver
    if event.cancelled_at is None:
        event.cancelled_at = now
        event.sequence += 1
        event.save(update_fields=["cancelled_at", "sequence"])
        tell_of_cancelling(event, actor, now)
    return event


@transaction.atomic
def call_off_withdrawn(post: Post, now: datetime) -> None:
    """Call off the event of a post that was withdrawn or removed, and let who comes know."""
    if post.opening is None or not (post.opening.withdrawn_at or post.opening.removed_at):
        return
    events = GroupEvent.objects.select_for_update(of=("self",)).select_related("post__opening")
    event = events.filter(post=post, cancelled_at=None, ends_at__gt=now).first()
    if event is not None:
        event.cancelled_at = now
        event.sequence += 1
        event.save(update_fields=["cancelled_at", "sequence"])
        tell_of_cancelling(event, None, now)


def refuse_idle(event: GroupEvent, now: datetime) -> None:
    """Let pass what is still to come. Raises EventCancelled or EventOver."""
    if event.cancelled_at is not None:
        raise EventCancelled
    if event.ends_at <= now:
        raise EventOver


def _held(event: GroupEvent) -> GroupEvent:
    events = GroupEvent.objects.select_for_update(of=("self",)).select_related("post__group")
    return events.get(pk=event.pk)


def _refuse_others(actor: User, event: GroupEvent) -> None:
    if not looks_after(actor, event.post):
        raise NotTheOrganiser
