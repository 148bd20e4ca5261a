"""What a post that is an event has in its form, on its screen and in lists."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.http import QueryDict
from django.utils import timezone

from access.models import User
from background import due
from groups.events import feeds, panels, receivers, telling  # noqa: F401  # two register themselves
from groups.events.due import remind, settle_lists
from groups.events.forms import EventForm
from groups.events.planning import plan_event
from groups.events.reading import ShownEvent, shown_of
from groups.kinds import register_form_part, register_screen_part
from groups.models import Group, GroupEvent, Post


class EventFormPart:
    """Asks when and where."""

    template = "groups/events/form.html"

    def form(self, *, group: Group, post: Post | None, data: QueryDict | None) -> EventForm:
        event = GroupEvent.objects.filter(post=post).first() if post is not None else None
        return EventForm(data, event=event, now=timezone.now())

    def save(self, *, post: Post, form: EventForm, editor: User, now: datetime) -> None:
        plan_event(post=post, plan=form.plan, editor=editor, now=now)


class EventScreenPart:
    """Shows when and where, who comes, and the way to come too."""

    template = "groups/events/screen.html"
    aside = ""
    line = "groups/events/line.html"

    def shown(self, posts: Collection[Post], viewer: User) -> dict[int, ShownEvent]:
        return shown_of(posts, viewer, timezone.now())


def register() -> None:
    """Let members plan events and come to them."""
    register_form_part(Post.Kind.EVENT, EventFormPart())
    register_screen_part(Post.Kind.EVENT, EventScreenPart())
    feeds.register()
    telling.register()
    due.register("groups.events.remind", every=timedelta(minutes=15), run=remind)
    due.register("groups.events.settle", every=timedelta(hours=1), run=settle_lists)
