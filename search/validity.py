"""What an answer says of a thing: whether it still holds, or from which day it is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext

from search.models import Entry


class Look(StrEnum):
    """How it is drawn: what readers must notice, and what they may trust."""

    PLAIN = "plain"
    STALE = "stale"
    CHECKED = "checked"


@dataclass(frozen=True)
class Validity:
    """Words in the reader's language; `changed` follows them where they do not tell that day."""

    words: str = ""
    look: Look = Look.PLAIN
    changed: str = ""


def validity_of(
    entry: Entry, *, has_ended: bool, is_overdue: bool, lacks_check: bool, by_date: bool
) -> Validity:
    """Return what matters most about `entry`; in an answer `by_date` also the day that gives it its place."""
    if has_ended:
        return Validity(gettext("Ended on %(date)s") % _told(entry.ends_on), Look.STALE)
    if is_overdue:
        words = gettext("Should have been checked before %(date)s") % _told(entry.review_due_on)
        return Validity(words, Look.STALE)
    if entry.published_on:
        return Validity(date_format(entry.published_on))
    changed = gettext("changed on %(date)s") % _told(entry.dated_on) if entry.dated_on else ""
    if entry.checked_on:
        words = gettext("Checked on %(date)s") % _told(entry.checked_on)
        return Validity(words, Look.CHECKED, changed if by_date else "")
    if lacks_check:
        return Validity(gettext("Not checked yet"), changed=changed)
    return Validity(date_format(entry.dated_on) if entry.dated_on else "")


def _told(day: date | None) -> dict[str, str]:
    return {"date": date_format(day) if day else ""}
