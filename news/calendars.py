"""Events as calendars read them (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from icalendar import Calendar, Event

from news.models import EventPage


def calendar_of(events: Iterable[EventPage], *, name: str, request: HttpRequest | None = None) -> bytes:
    """Return a calendar with `events`, in the time zone of the organisation.

    An event keeps its UID for ever, and its SEQUENCE grows each time it is published, so that a calendar
    which has it already changes it in its place.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Brink//{settings.WAGTAIL_SITE_NAME}//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(_entry(event, request))
    # Not every calendar knows Amsterdam by name.
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _entry(event: EventPage, request: HttpRequest | None) -> Event:
    entry = Event()
    published_at = event.last_published_at or event.latest_revision_created_at or event.starts_at
    entry.add("uid", f"{event.translation_key}-{event.locale.language_code}")
    entry.add("dtstamp", published_at.astimezone(UTC))
    entry.add("last-modified", published_at.astimezone(UTC))
    entry.add("sequence", _sequence(event))
    entry.add("summary", event.title)
    if event.is_all_day:
        entry.add("dtstart", event.first_day)
        # The day after the last one, as calendars count.
        entry.add("dtend", event.last_day + timedelta(days=1))
    else:
        entry.add("dtstart", timezone.localtime(event.starts_at))
        entry.add("dtend", timezone.localtime(event.over_at if event.ends_at else event.starts_at))
    if where := ", ".join(filter(None, [event.place, _address(event), event.online_url])):
        entry.add("location", where)
    if event.summary:
        entry.add("description", event.summary)
    entry.add("url", event.get_full_url(request))
    return entry


def _sequence(event: EventPage) -> int:
    """Return the seconds between the first and the last time that the event was published."""
    if event.first_published_at is None or event.last_published_at is None:
        return 0
    return max(0, int((event.last_published_at - event.first_published_at).total_seconds()))


def _address(event: EventPage) -> str:
    if event.location is None:
        return ""
    return ", ".join([event.location.name, *event.location.address.split("\n")]).strip(", \r")
