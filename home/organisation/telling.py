"""What the people of a synthetic organisation are told of."""

from datetime import datetime

from following.models import Thing
from home.organisation.library import Library
from notices.happening import note_thing
from notices.passing import tell_all

# Each is told to nearly everyone: they follow all news.
TOLD_COUNT = 3


def make_notices(library: Library, now: datetime) -> int:
    """Tell those who follow it of the newest news, as a worker would; return how many items that are."""
    newest = Thing.objects.filter(page__in=[page.pk for page in library.news[-TOLD_COUNT:]], kind="news")
    events = [event for thing in newest.order_by("pk") if (event := note_thing(thing)) is not None]
    for event in events:
        tell_all(event.pk, now=now)
    return len(events)
