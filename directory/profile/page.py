"""What a profile shows of a colleague to one viewer."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from access.models import User
from access.scopes import Viewer, visible_scope_ids
from directory.calendar import closed_days
from directory.changing import locks_of
from directory.languages import LANGUAGES
from directory.models import DELIVERED, Absence, Experience, Person, PersonLink, Source, Unit
from directory.panels import ProfilePanel, acts_with, panels_of
from directory.policies import may_edit
from directory.presence_words import Presence, presence_of
from directory.profile.contact import ContactButton, contact_buttons
from directory.profile.hints import Hint, hints_for
from directory.visibility import FIELD_OF, ShownPerson, as_seen_by
from directory.weeks import WeekDay, days_of_week, hours_in_words, week_of

REPORT_COUNT = 12


@dataclass(frozen=True)
class Delivered:
    """What of a profile comes from one source."""

    source: Source
    names: list[str]

    @property
    def in_words(self) -> str:
        """The fields as “one, two and three”."""
        *first, last = (str(DELIVERED[name]) for name in self.names)
        if not first:
            return last
        return _("%(names)s and %(last)s") % {"names": ", ".join(first), "last": last}


@dataclass(frozen=True)
class Profile:
    """A colleague as one viewer sees them, with all that stands around the name."""

    person: ShownPerson
    is_own: bool
    may_edit: bool
    presence: Presence | None
    week: list[WeekDay]
    buttons: list[ContactButton]
    manager: Person | None
    reports: list[ShownPerson]
    has_more_reports: bool
    languages: list[str | Promise]
    projects: list[Experience]
    jobs: list[Experience]
    delivered: list[Delivered]
    panels: list[ProfilePanel]
    # What the viewer can do with the colleague, beside reaching them.
    acts: list[ProfilePanel]
    hints: list[Hint]

    @property
    def hours(self) -> str:
        """The hours of the week, in words."""
        return hours_in_words(self.week)

    @property
    def links(self) -> list[PersonLink]:
        """The pages elsewhere."""
        return list(self.person.links.all())

    @property
    def units_led(self) -> list[Unit]:
        """The units that are led, of those that still stand."""
        return [unit for unit in self.person.units_led.all() if unit.closed_on is None]

    @property
    def tells_nothing(self) -> bool:
        """Whether the wide column would be empty."""
        person = self.person
        told = (
            person.ask_me_about,
            person.wants_to_learn,
            self.projects,
            self.jobs,
            self.panels,
            self.reports,
        )
        return not any(told) and not list(person.subjects.all())


def profile_of(person: Person, viewer: Viewer, now: datetime) -> Profile:
    """Return the profile of `person`, read by `for_profile`, as `viewer` sees it; the queries are fixed."""
    [shown] = as_seen_by([person], viewer)
    return _profile(shown, viewer, viewer, now, panels_of(person, viewer))


def profile_for_everyone(person: Person, viewer: User, now: datetime) -> Profile:
    """Return the profile as a colleague of another unit sees it, for `viewer` who may edit it."""
    [shown] = as_seen_by([person], None)
    return _profile(shown, viewer, None, now, [])


def _profile(
    shown: ShownPerson, viewer: Viewer, sees: Viewer | None, now: datetime, panels: list[ProfilePanel]
) -> Profile:
    person = shown.person
    works_here = person.left_on is None
    is_own = isinstance(viewer, User) and person.user_id == viewer.pk
    reports = _reports_of(person, viewer)
    experiences = list(shown.experiences.all())
    return Profile(
        person=shown,
        is_own=is_own,
        may_edit=may_edit(viewer, person),
        presence=presence_of([shown], sees, now).get(person.pk),
        week=_week_of(shown, now) if works_here else [],
        buttons=contact_buttons(shown) if works_here else [],
        manager=_seen(person.manager, viewer),
        reports=as_seen_by(reports[:REPORT_COUNT], sees),
        has_more_reports=len(reports) > REPORT_COUNT,
        languages=[LANGUAGES[row.code] for row in shown.languages.all() if row.code in LANGUAGES],
        projects=[row for row in experiences if row.kind == Experience.Kind.PROJECT],
        jobs=[row for row in experiences if row.kind == Experience.Kind.JOB],
        delivered=delivered_to(shown),
        panels=panels,
        acts=acts_with(person, viewer) if sees is not None else [],
        hints=hints_for(person) if is_own and sees is not None else [],
    )


def _seen(person: Person | None, viewer: Viewer) -> Person | None:
    """Return `person` for who may see them."""
    return person if person and person.scope_id in visible_scope_ids(viewer) else None


def _reports_of(person: Person, viewer: Viewer) -> list[Person]:
    reports = Person.objects.visible_to(viewer).working_here().filter(manager=person).for_list()
    return list(reports[: REPORT_COUNT + 1])


def _week_of(shown: ShownPerson, now: datetime) -> list[WeekDay]:
    workdays = list(shown.workdays.all())
    today = timezone.localdate(now)
    if not workdays:
        return []
    days = days_of_week(today, works_in_weekend=any(workday.weekday > 5 for workday in workdays))
    away = Absence.objects.filter(Q(ends_on=None) | Q(ends_on__gte=days[0]), person=shown.pk)
    return week_of(
        workdays,
        today,
        closed=closed_days(days[0], days[-1]),
        absences=away.filter(starts_on__lte=days[-1]),
        names_location="place" not in shown.hidden,
    )


def delivered_to(shown: ShownPerson) -> list[Delivered]:
    """Return what of the profile comes from where, as far as the viewer sees it; one query."""
    names: dict[int, list[str]] = {}
    sources: dict[int, Source] = {}
    for field, source in locks_of(shown.person).items():
        # That something comes from a source tells that it is there.
        if FIELD_OF.get(field) not in shown.hidden and getattr(shown, field):
            sources[source.pk] = source
            names.setdefault(source.pk, []).append(field)
    return [Delivered(source, names[pk]) for pk, source in sources.items()]
