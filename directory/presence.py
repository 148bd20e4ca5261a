"""Who works on a day: on a workday of theirs, not away, while the organisation is open."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from access.scopes import Viewer
from directory.calendar import is_closed
from directory.models import Absence, Workday
from directory.models.person import PersonQuerySet
from directory.visibility import who_show


def available_on(people: PersonQuerySet, day: date, viewer: Viewer | None) -> PersonQuerySet:
    """Return those of `people` who work on `day`, as far as `viewer` may know; nobody on a closing day."""
    if is_closed(day):
        return people.none()
    works = Workday.objects.filter(person=OuterRef("pk"), weekday=day.isoweekday())
    return who_show(people, "workdays", viewer).filter(Exists(works)).exclude(Exists(away_on(day)))


def away_on(day: date) -> QuerySet[Absence]:
    """Return the absences that cover `day`, of the person of an outer query."""
    return Absence.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=day), person=OuterRef("pk"), starts_on__lte=day
    )
