"""What happened to a unit, in sentences."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from access.scopes import Viewer
from directory.models import Person, Unit, UnitChange

Kind = UnitChange.Kind
MOST_TOLD = 20


@dataclass(frozen=True)
class Event:
    """Something that happened, when."""

    at: datetime
    words: str


def past_of(unit: Unit, viewer: Viewer) -> list[Event]:
    """Return what happened to `unit`, the newest first; two queries."""
    changes = list(UnitChange.objects.filter(unit=unit).order_by("-at", "-pk")[:MOST_TOLD])
    keys = {key for change in changes if change.kind == Kind.LED for key in (change.before, change.after)}
    # Who left is named, as it is their past too; who was erased has no name any more.
    people = Person.objects.visible_to(viewer).filter(pk__in=[int(key) for key in keys if key.isdecimal()])
    names = {str(person.pk): person.name for person in people}
    return [Event(change.at, _in_words(change, names)) for change in changes]


def _in_words(change: UnitChange, names: dict[str, str]) -> str:
    before, after = change.before, change.after
    match change.kind:
        case Kind.MADE:
            return _("Made as “%(name)s”.") % {"name": after}
        case Kind.RENAMED:
            return _("Was called “%(name)s” until then.") % {"name": before}
        case Kind.MOVED if before and after:
            return _("Moved from %(before)s to %(after)s.") % {"before": before, "after": after}
        case Kind.MOVED if after:
            return _("Moved to %(after)s.") % {"after": after}
        case Kind.MOVED:
            return _("Moved from %(before)s to the top.") % {"before": before}
        case Kind.LED:
            return _led(names.get(before, ""), names.get(after, ""))
        case Kind.CLOSED if after:
            return _("Closed. Its work went to %(after)s.") % {"after": after}
        case Kind.CLOSED:
            return _("Closed.")
        case _:
            return _("Opened again.")


def _led(before: str, after: str) -> str:
    if before and after:
        return _("%(after)s became the leader, after %(before)s.") % {"after": after, "before": before}
    if after:
        return _("%(after)s became the leader.") % {"after": after}
    if before:
        return _("%(before)s stopped as the leader.") % {"before": before}
    return _("Another leader.")
