"""What notices show on the front page."""

from collections.abc import Iterator

from django.utils import timezone

from access.models import User
from dialogue.owed import waiting_for
from directory.panels import HomeColumn, HomePanel, HomeVisit, register_home_panel
from notices.reading import notices_of
from notices.sorting import CONDITIONS, Heap
from notices.telling import told

LINE_COUNT = 3
# Counted no further than one can do in a day.
MOST_COUNTED = 9


@register_home_panel
def for_me(visit: HomeVisit) -> Iterator[HomePanel]:
    """Yield what is meant for the reader and not read yet, if there is anything."""
    if not isinstance(visit.viewer, User):
        return
    own = notices_of(visit.viewer, timezone.now()).unread().filter(CONDITIONS[Heap.ME])
    lines = told(own[:LINE_COUNT], visit.viewer)
    waiting_count = len(waiting_for(visit.viewer).order_by().values_list("pk")[: MOST_COUNTED + 1])
    # What waits and stands there already is not said twice.
    if waiting_count <= sum(line.is_waiting for line in lines):
        waiting_count = 0
    if lines or waiting_count:
        yield HomePanel(
            "for-me",
            HomeColumn.ME,
            10,
            "notices/panel.html",
            {
                "lines": lines,
                "waiting_count": min(waiting_count, MOST_COUNTED),
                "has_more": waiting_count > MOST_COUNTED,
            },
        )
