"""Events of groups as calendars read them (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar
from icalendar import Event as Entry

from access.mail import full_address
from dialogue.mentions import in_plain_words, named_in
from groups.events.moments import zone_of
from groups.models import GroupEvent
from groups.talking import name_of
from groups.words import take_apart


def calendar_of(events: Iterable[GroupEvent], *, name: str, waits_for: Iterable[int] = ()) -> bytes:
    """Return a calendar with `events`, each by the clock where it is, its post and words beside it.

    An event keeps its UID for ever and its SEQUENCE grows with each change, so that a calendar that has it
    changes it in its place; what does not take place is cancelled there too. For those of `waits_for` the
    reader has no place yet.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Brink//{settings.WAGTAIL_SITE_NAME}//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    tentative = set(waits_for)
    for event in events:
        calendar.add_component(_entry(event, is_tentative=event.pk in tentative))
    # Not every calendar knows Amsterdam by name.
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _entry(event: GroupEvent, *, is_tentative: bool) -> Entry:
    post, zone = event.post, zone_of(event)
    changed_at = max(filter(None, [post.posted_at, post.words.edited_at, event.cancelled_at]))
    entry = Entry()
    entry.add("uid", f"post-{post.pk}@{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname}")
    entry.add("dtstamp", changed_at.astimezone(UTC))
    entry.add("last-modified", changed_at.astimezone(UTC))
    entry.add("sequence", event.sequence)
    entry.add("status", _status(event.cancelled_at, is_tentative=is_tentative))
    entry.add("summary", name_of(post))
    entry.add("dtstart", event.starts_at.astimezone(zone))
    entry.add("dtend", event.ends_at.astimezone(zone))
    if where := ", ".join(filter(None, [event.place, event.link])):
        entry.add("location", where)
    if text := take_apart(post, post.words).text:
        entry.add("description", in_plain_words(text, named_in([text], None)))
    entry.add("url", full_address(post.get_absolute_url()))
    return entry


def _status(cancelled_at: datetime | None, *, is_tentative: bool) -> str:
    if cancelled_at is not None:
        return "CANCELLED"
    return "TENTATIVE" if is_tentative else "CONFIRMED"
