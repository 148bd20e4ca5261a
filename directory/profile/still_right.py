"""Asking a colleague once in six months whether three things still hold; the answer is theirs alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.models import User
from directory.models import Person
from directory.panels import HomeColumn, HomePanel, HomeVisit, register_home_panel
from directory.profile.sections import SECTIONS, Section

ASKED_EVERY = timedelta(days=182)
PUT_OFF_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Asked:
    """One of the three things: what it is called, what is known now, and the part where it is changed."""

    section: Section
    label: str | Promise
    known: str


@register_home_panel
def still_right(visit: HomeVisit) -> Iterator[HomePanel]:
    """Yield the question to whom it is due; one query for everyone else."""
    if not isinstance(visit.viewer, User):
        return
    due = Person.objects.filter(due_on(visit.today), user=visit.viewer)
    person = due.select_related("location").prefetch_related("workdays", "subjects").first()
    if person is not None:
        yield HomePanel(
            "still-right",
            HomeColumn.ME,
            5,
            "directory/profile/still_right.html",
            {"person": person, "asked": asked_of(person)},
        )


def due_on(today: date) -> Q:
    """Return the condition of those who are asked: not lately confirmed or made, and not put off."""
    lately = today - ASKED_EVERY
    asked = Q(confirmed_on=None) | Q(confirmed_on__lte=lately)
    again = Q(asked_again_on=None) | Q(asked_again_on__lte=today)
    # The day in the calendar of who reads; a made-up midnight would be that of another zone.
    made = Q(made_at__lt=timezone.make_aware(datetime.combine(lately, datetime.min.time())))
    return asked & again & made & Q(left_on=None)


def asked_of(person: Person) -> list[Asked]:
    """Return the three things with what is known of them now."""
    days = [row.get_weekday_display() for row in person.workdays.all()]
    place = [str(person.location)] if person.location else []
    phones = [str(number) for number in (person.phone, person.mobile) if number]
    about = [person.ask_me_about] if person.ask_me_about else [str(row) for row in person.subjects.all()]
    return [
        Asked(SECTIONS["work"], _("Workdays and place"), ", ".join([*days, *place])),
        Asked(SECTIONS["contact"], _("Phone"), ", ".join(phones)),
        Asked(SECTIONS["about"], _("Ask me about"), ", ".join(about)),
    ]


def confirm(*, actor: User, person: Person, now: datetime) -> None:
    """Keep that `person` looked at it. Raises PermissionDenied for anyone else."""
    _answer(actor, person, confirmed_on=timezone.localdate(now), asked_again_on=None)


def put_off(*, actor: User, person: Person, now: datetime) -> None:
    """Ask again in two weeks. Raises PermissionDenied as `confirm` does."""
    _answer(actor, person, asked_again_on=timezone.localdate(now) + PUT_OFF_FOR)


def _answer(actor: User, person: Person, **answer: date | None) -> None:
    if person.user_id != actor.pk:
        raise PermissionDenied("Only colleagues themselves say whether their profile is still right.")
    # Not a change of the profile: nobody is to see when someone answered.
    Person.objects.filter(pk=person.pk).update(**answer)
