"""Events for an app: as a calendar to subscribe to, and as news of what is planned."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.models import User
from content.feeds import (
    ITEM_COUNT,
    Asked,
    Channel,
    Document,
    FeedKind,
    Item,
    Part,
    address_of_list,
    register_feed,
)
from news.calendars import calendar_of
from news.models import EventIndexPage, EventPage

# A calendar keeps what it was told; what is longer over need not be told again.
KEPT_FOR = timedelta(days=90)
EVENTS_IN_A_CALENDAR = 500


def events_of(asked: Asked) -> Any:  # Any: Wagtail's querysets have no types
    """Return the events that the person may see, in the language of the person."""
    events = EventPage.objects.live().visible_to(asked.user).filter(locale__language_code=asked.language)
    return events.for_list()


def calendar(asked: Asked) -> Document | None:
    """Return what is to come and what was lately, for a calendar."""
    if asked.part is not None:
        return None
    events = events_of(asked).upcoming(timezone.now() - KEPT_FOR)[:EVENTS_IN_A_CALENDAR]
    content = calendar_of(events, name=gettext("Events"), request=asked.request)
    return Document(content, "text/calendar; charset=utf-8")


def channel(asked: Asked) -> Channel | None:
    """Return what was planned last, as long as it is to come."""
    if asked.part is not None:
        return None
    planned = events_of(asked).upcoming(timezone.now()).order_by("-first_published_at", "-pk")[:ITEM_COUNT]
    return Channel(
        title=gettext("Events"),
        text=gettext("What is newly planned."),
        address=address_of_list(asked, EventIndexPage),
        language=asked.language,
        items=[_item(event, asked) for event in planned],
    )


def _item(event: EventPage, asked: Asked) -> Item:
    day = date_format(event.first_day, "l j F Y")
    return Item(
        key=f"event-{event.pk}",
        title=event.title,
        address=asked.absolute(event.get_url(asked.request)),
        text=f"{day}. {event.summary}".strip(),
        published_at=event.first_published_at or event.starts_at,
    )


def parts(user: User) -> list[Part]:
    return [Part(_("All events"))]


register_feed(
    FeedKind(
        name="calendar",
        title=_("Events in your calendar"),
        about=_("Subscribe in your calendar: what is changed here, changes there."),
        channel=calendar,
        parts=parts,
    )
)
register_feed(
    FeedKind(
        name="events", title=_("Events"), about=_("What is newly planned."), channel=channel, parts=parts
    )
)
