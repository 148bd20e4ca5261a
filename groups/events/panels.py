"""What of events stands on the front page: what the reader goes to soon."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from access.models import User
from directory.panels import HomeColumn, HomePanel, HomeVisit, register_home_panel
from groups.events.reading import ShownEvent, upcoming
from groups.models import GroupEvent, Post, SignUp

AHEAD = timedelta(days=14)
SHOWN = 3


@register_home_panel
def my_events(visit: HomeVisit) -> Iterator[HomePanel]:
    """Yield the next few events at which the reader has a place, also those that were cancelled."""
    if not isinstance(visit.viewer, User):
        return
    now = timezone.now()
    rows = SignUp.objects.filter(person__user=visit.viewer, state=SignUp.State.COMES)
    posts = Post.objects.visible_to(visit.viewer).standing()
    mine = GroupEvent.objects.filter(pk__in=rows.values("event"), post__in=posts, starts_at__lt=now + AHEAD)
    events = upcoming(mine.select_related("post__group"), now)[:SHOWN]
    if lines := [ShownEvent(event, event.post, now) for event in events]:
        yield HomePanel("my-events", HomeColumn.ME, 40, "groups/events/mine.html", {"lines": lines})
