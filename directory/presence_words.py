"""Whether a colleague can be reached today, in plain words, for a row of a list and for a profile."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from access.models import Scope
from access.scopes import Viewer, visible_scope_ids
from directory.calendar import closed_days
from directory.models import Absence, Person, Workday
from directory.visibility import ShownPerson, hidden_fields

# Who is back later than this is back on a date, which is looked up nowhere.
LOOKS_AHEAD = timedelta(days=21)
DAY = timedelta(days=1)
# Within a week the name of a day says enough.
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Presence:
    """Whether a colleague can still be reached today, the sentence that says so, and who stands in."""

    is_available: bool
    words: str
    stand_in: Person | None = None


@dataclass(frozen=True)
class _Calendar:
    """The days to come: which are closed, and on which someone works or is away."""

    closed: set[date]
    workdays: dict[int, Workday]
    absences: list[Absence]

    def away_on(self, day: date) -> list[Absence]:
        return [
            absence
            for absence in self.absences
            if absence.starts_on <= day and (absence.ends_on is None or day <= absence.ends_on)
        ]

    def next_day_after(self, today: date) -> date | None:
        """Return the next day on which the person works, as far as is looked ahead."""
        for number in range(1, LOOKS_AHEAD.days + 1):
            day = today + timedelta(days=number)
            if day.isoweekday() in self.workdays and day not in self.closed and not self.away_on(day):
                return day
        return None


def presence_of(
    people: Iterable[Person | ShownPerson], viewer: Viewer | None, now: datetime
) -> dict[int, Presence]:
    """Return {key of a person: whether `viewer` can reach them today}; who tells nothing is left out.

    Four queries, however many `people`, besides those for the scopes of `viewer`. Without a viewer: what
    everyone may know.
    """
    people = [person for person in people if person.left_on is None]
    keys = [person.pk for person in people]
    today = timezone.localdate(now)
    closed = closed_days(today, today + LOOKS_AHEAD)
    hidden = hidden_fields(people, viewer)
    workdays: dict[int, dict[int, Workday]] = {}
    for workday in Workday.objects.filter(person__in=keys):
        if "workdays" not in hidden.get(workday.person_id, ()):
            workdays.setdefault(workday.person_id, {})[workday.weekday] = workday
    absences: dict[int, list[Absence]] = {}
    for absence in _absences_near(keys, today):
        absences.setdefault(absence.person_id, []).append(absence)
    shown_scopes = {Scope.objects.everyone().pk} if viewer is None else set(visible_scope_ids(viewer))
    found = {}
    for key in keys:
        calendar = _Calendar(closed, workdays.get(key, {}), absences.get(key, []))
        if presence := _presence(calendar, timezone.localtime(now), shown_scopes):
            found[key] = presence
    return found


def _absences_near(keys: list[int], today: date) -> Iterable[Absence]:
    return (
        Absence.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), person__in=keys)
        .filter(starts_on__lte=today + LOOKS_AHEAD)
        .select_related("stand_in")
        .order_by("starts_on", "pk")
    )


def _presence(calendar: _Calendar, now: datetime, shown_scopes: set[int]) -> Presence | None:
    today = now.date()
    if absences := calendar.away_on(today):
        stand_in = next((absence.stand_in for absence in absences if _is_seen(absence, shown_scopes)), None)
        words = _away_words(absences, calendar.next_day_after(today), today)
        if stand_in:
            words = _("%(presence)s, %(name)s stands in") % {
                "presence": words,
                "name": stand_in.first_name,
            }
        return Presence(False, words, stand_in)
    if not calendar.workdays:
        return None
    workday = calendar.workdays.get(today.isoweekday())
    if today in calendar.closed:
        return Presence(False, _back(_("Closed today"), calendar.next_day_after(today), today))
    if workday is None:
        return Presence(False, _back(_("Off today"), calendar.next_day_after(today), today))
    if workday.ends_at and workday.ends_at <= now.time():
        return Presence(False, _back(_("Done for today"), calendar.next_day_after(today), today))
    return Presence(True, _working_words(workday, now.time()))


def _is_seen(absence: Absence, shown_scopes: set[int]) -> bool:
    stand_in = absence.stand_in
    return stand_in is not None and stand_in.left_on is None and stand_in.scope_id in shown_scopes


def _working_words(workday: Workday, now: time) -> str:
    starts, ends = workday.starts_at, workday.ends_at
    starts_later = starts is not None and now < starts
    if starts and ends and starts_later:
        return _("Reachable today from %(start)s until %(end)s") % {
            "start": _clock(starts),
            "end": _clock(ends),
        }
    if starts and starts_later:
        return _("Reachable today from %(start)s") % {"start": _clock(starts)}
    if ends:
        return _("Reachable today until %(end)s") % {"end": _clock(ends)}
    return _("Works today")


def _away_words(absences: list[Absence], back_on: date | None, today: date) -> str:
    ends = [absence.ends_on for absence in absences if absence.ends_on]
    if len(ends) < len(absences):
        return _("Away")
    last = max(ends)
    if last == today:
        return _back(_("Off today"), back_on, today)
    return _("Away until and including %(day)s") % {"day": date_format(last, "j F")}


def _back(words: str, back_on: date | None, today: date) -> str:
    if back_on is None:
        return words
    if back_on - today == DAY:
        return _("%(presence)s, back tomorrow") % {"presence": words}
    day = date_format(back_on, "l" if back_on - today < WEEK else "j F")
    return _("%(presence)s, back on %(day)s") % {"presence": words, "day": day}


def _clock(at: time) -> str:
    return time_format(at)
