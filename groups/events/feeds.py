"""Events of groups in a calendar of one's own: those one goes to, and all of a group."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.models import User
from content.feeds import Asked, Document, FeedKind, Part, register_feed
from groups.events.calendars import calendar_of
from groups.events.reading import events_of
from groups.models import Group, GroupEvent, Post, SignUp

# A calendar keeps what it was told; what is longer over need not be told again.
KEPT_FOR = timedelta(days=90)
MOST = 500
CALENDAR = "text/calendar; charset=utf-8"


def own_calendar(asked: Asked) -> Document | None:
    """Return what the person signed up for, with what they wait for a place at."""
    if asked.part is not None:
        return None
    rows = SignUp.objects.filter(person__user=asked.user)
    posts = Post.objects.visible_to(asked.user).standing()
    events = _lately(GroupEvent.objects.filter(post__in=posts, sign_ups__in=rows))
    waits_for = rows.filter(state=SignUp.State.WAITS).values_list("event", flat=True)
    return Document(calendar_of(events, name=gettext("My events"), waits_for=waits_for), CALENDAR)


def group_calendar(asked: Asked) -> Document | None:
    """Return the events of one group; nothing for who may not read there."""
    group = Group.objects.readable_by(asked.user).filter(pk=asked.part).first()
    if group is None:
        return None
    return Document(calendar_of(_lately(events_of(group, asked.user)), name=group.name), CALENDAR)


def parts_of_groups(user: User) -> list[Part]:
    """Return the groups of which the person is a member and can read along."""
    groups = Group.objects.readable_by(user).with_member(user).active().order_by("name", "pk")
    return [Part(group.name, group.pk, group.language) for group in groups]


def _lately(events: "QuerySet[GroupEvent]") -> "QuerySet[GroupEvent, Any]":  # Any: its own rows
    coming = events.filter(ends_at__gt=timezone.now() - KEPT_FOR)
    return coming.select_related("post__group", "post__opening").order_by("starts_at", "pk")[:MOST]


def register() -> None:
    """Let people have them in their own calendar."""
    register_feed(
        FeedKind(
            name="my-events",
            title=_("Events that you go to"),
            about=_("Subscribe in your calendar: what you sign up for appears there, and changes with it."),
            channel=own_calendar,
            parts=lambda user: [Part(_("My events"))],
        )
    )
    register_feed(
        FeedKind(
            name="group-events",
            title=_("Events of your groups"),
            about=_("Subscribe in your calendar to all that a group plans, also if you do not sign up."),
            channel=group_calendar,
            parts=parts_of_groups,
        )
    )
