"""What a digest looks forward to: the events of the sections that its receiver follows."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from access.mail import language_of
from access.models import User
from following.models import Follow
from following.source_kinds.sections import sections_above, versions_of_sections
from news.models import EventPage
from notices.digests.items import Item, Part, Phrase

LOOKS_AHEAD = timedelta(days=8)
# So many are looked at, and so many are shown.
LOOKED_AT, SHOWN = 50, 3


def coming_events(receiver: User, now: datetime) -> Part | None:
    """Return the first events of the coming week; nothing for who follows no section."""
    followed = set(
        Follow.objects.filter(follower=receiver, source__kind="section").values_list(
            "source__object_id", flat=True
        )
    )
    if not followed:
        return None
    # Any: Wagtail's pages have no types.
    coming: Any = EventPage.objects.live().visible_to(receiver).upcoming(now)
    week = coming.filter(starts_at__gte=now, starts_at__lt=now + LOOKS_AHEAD, alias_of=None)
    events = list(week.for_list()[:LOOKED_AT])
    sections = sections_above(events)
    # An agenda in two languages is one.
    versions = versions_of_sections({pk for above in sections.values() for pk in above})
    items = [
        _item(event)
        for event in _in_one_language(events, language_of(receiver))
        if any(followed.intersection(versions[pk]) for pk in sections[event.pk])
    ]
    return Part(_("Coming up"), items[:SHOWN]) if items else None


def _in_one_language(events: list[Any], language: str) -> list[Any]:
    """Leave out the other version of what there is in the language of the reader."""
    own = {event.translation_key for event in events if event.locale.language_code == language}
    return [
        event
        for event in events
        if event.locale.language_code == language or event.translation_key not in own
    ]


def _item(event: Any) -> Item:  # Any: as above
    where = [event.place, str(event.location or "")]
    return Item(
        title=(Phrase(event.title, event.locale.language_code),),
        address=event.url or "/",
        kicker=_when(event),
        text=Phrase(", ".join(word for word in where if word)),
    )


def _when(event: Any) -> str:
    day = capfirst(date_format(event.first_day, "l j F"))
    if event.is_all_day:
        return day
    moment = date_format(timezone.localtime(event.starts_at), "TIME_FORMAT")
    return pgettext("a day and a time", "%(day)s, %(time)s") % {"day": day, "time": moment}
