"""Events and polls of groups, by the services."""

from datetime import UTC, datetime, timedelta
from typing import Any

from access.models import User
from groups.events.planning import Plan, plan_event
from groups.models import Group, GroupEvent, Poll, PollOption, Post, SignUp
from groups.polls.services import NewPoll, keep_poll
from tests.factories.groups import NOW, member_of, post_in

# The Thursday after NOW, at a quarter past twelve in the Netherlands.
LUNCH = datetime(2026, 11, 26, 11, 15, tzinfo=UTC)


def plan_for(starts_at: datetime = LUNCH, **values: Any) -> Plan:  # Any: of a Plan
    """Return a plan for something of an hour."""
    return Plan(
        starts_at,
        values.pop("ends_at", starts_at + timedelta(hours=1)),
        values.pop("time_zone", "Europe/Amsterdam"),
        **values,
    )


# Any, here and below: values of a Plan or a NewPoll.
def event_in(
    group: Group, title: str = "Lunchles", *, author: User | None = None, **values: Any
) -> GroupEvent:
    """Return an event in `group`."""
    author = author or member_of(group)
    post = post_in(group, title, "Neem een brief mee.", kind="event", author=author)
    plan_event(post=post, plan=plan_for(**values), editor=author, now=NOW)
    return event_again(post.pk)


def event_again(pk: int) -> GroupEvent:
    """Return the event as it is stored now."""
    return GroupEvent.objects.select_related("post__group", "post__opening").get(pk=pk)


def list_of(event: GroupEvent) -> list[tuple[str, str]]:
    """Return who signed up, and whether they come, in their order."""
    rows = SignUp.objects.filter(event=event).order_by("signed_up_at", "pk")
    return list(rows.values_list("person__name", "state"))


def poll_in(group: Group, *options: str, author: User | None = None, **values: Any) -> Poll:
    """Return a poll in `group`."""
    post: Post = post_in(group, "Wanneer?", "", kind="poll", author=author)
    return keep_poll(post=post, new=NewPoll(options or ("Dinsdag", "Donderdag"), **values))


def options_of(poll: Poll) -> list[PollOption]:
    return list(poll.options.all())
