"""Telling when a colleague is away, and who stands in."""

from datetime import date, datetime

from django.db import transaction

from access.models import User
from directory.models import Absence, Person
from directory.policies import refuse_editing
from directory.profile.saving import note_change, touch


@transaction.atomic
def plan_absence(
    *,
    actor: User,
    person: Person,
    starts_on: date,
    ends_on: date | None,
    stand_in: Person | None,
    absence: Absence | None = None,
    now: datetime,
) -> Absence:
    """Keep that `person` is away, or change `absence` of theirs. Raises PermissionDenied."""
    refuse_editing(actor, person)
    before = in_words(absence) if absence else ""
    planned = absence or Absence(person=person)
    planned.starts_on, planned.ends_on, planned.stand_in = starts_on, ends_on, stand_in
    planned.save()
    if before != (after := in_words(planned)):
        note_change(person=person, actor=actor, field="absences", before=before, after=after, now=now)
        touch(person)
    return planned


@transaction.atomic
def cancel_absence(*, actor: User, absence: Absence, now: datetime) -> None:
    """Forget an absence, such as one that does not go through. Raises PermissionDenied."""
    refuse_editing(actor, absence.person)
    before = in_words(absence)
    absence.delete()
    note_change(person=absence.person, actor=actor, field="absences", before=before, after="", now=now)
    touch(absence.person)


def in_words(absence: Absence) -> str:
    """Return the days and who stands in, as the history keeps them."""
    days = f"{absence.starts_on:%Y-%m-%d} \N{EN DASH} {absence.ends_on or '…'}"
    return f"{days}, {absence.stand_in}" if absence.stand_in else days
