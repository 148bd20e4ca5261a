"""Leaving and coming back: a colleague who rejoins is the same person."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from access.audit import record
from access.closing import close_accounts, reopen_accounts
from access.models import User
from directory.handing_over import let_go
from directory.models import Person, PersonChange, Source
from directory.privacy.begun import erased_among
from directory.signals import person_left, person_rejoined


class Erased(ValueError):
    """Whoever this was has been erased, or is being erased: that cannot be undone."""


def leave(
    *, person: Person, on: date, actor: User | None = None, source: Source | None = None, now: datetime
) -> bool:
    """Let `person` no longer work here from `on`, and tell whether that is news.

    The account is closed, and what was kept goes to others. A later day is kept, and takes effect then.
    Without an actor it is `source`, or Brink itself. Raises PermissionDenied unless `actor` is an
    administrator.
    """
    return bool(leave_together(departures=[(person, on)], actor=actor, source=source, now=now))


@transaction.atomic
def leave_together(
    *,
    departures: Iterable[tuple[Person, date]],
    actor: User | None = None,
    source: Source | None = None,
    now: datetime,
) -> list[Person]:
    """Let each person leave on their day, as `leave` does, and return those for whom that is news.

    Told as one piece of news, so that nothing goes from one leaver to another.
    """
    _check(actor)
    departures = list(departures)
    today = timezone.localdate(now)
    stored = _locked(person for person, _on in departures)
    changes: list[PersonChange] = []
    leavers: list[Person] = []
    for person, on in departures:
        row = stored[person.pk]
        before = (row.left_on, row.leaves_on)
        if on <= today:
            if row.left_on is None:
                leavers.append(row)
            row.left_on, row.leaves_on = on, None
        elif row.left_on is None:
            row.leaves_on = on
        person.left_on, person.leaves_on = row.left_on, row.leaves_on
        made = _differences(row, before, actor, source, now)
        if made:
            row.save(update_fields=["left_on", "leaves_on", "changed_at"])
        changes += made
    PersonChange.objects.bulk_create(changes)
    _close(leavers, actor, source, now)
    changed = {change.person_id for change in changes}
    return [person for person, _on in departures if person.pk in changed]


def rejoin(*, person: Person, actor: User | None = None, source: Source | None = None, now: datetime) -> bool:
    """Let `person` work here again, with their account, and tell whether that is news.

    A departure that was planned is off. Raises Erased, and PermissionDenied unless `actor` is an
    administrator.
    """
    return bool(rejoin_together(people=[person], actor=actor, source=source, now=now))


@transaction.atomic
def rejoin_together(
    *, people: Iterable[Person], actor: User | None = None, source: Source | None = None, now: datetime
) -> list[Person]:
    """Let each of `people` work here again, as `rejoin` does, and return those for whom that is news."""
    _check(actor)
    people = list(people)
    stored = _locked(people)
    if erased_among(stored.values()):
        raise Erased
    changes: list[PersonChange] = []
    back: list[Person] = []
    for person in people:
        row = stored[person.pk]
        before = (row.left_on, row.leaves_on)
        if row.left_on is not None:
            back.append(row)
        row.left_on = row.leaves_on = person.left_on = person.leaves_on = None
        made = _differences(row, before, actor, source, now)
        if made:
            row.save(update_fields=["left_on", "leaves_on", "changed_at"])
        changes += made
    PersonChange.objects.bulk_create(changes)
    reopen_accounts(users=[person.user for person in back if person.user], actor=actor, now=now)
    for person in back:
        record(actor=actor, action="person.rejoined", thing=person, details=_told_by(source), now=now)
    if back:
        person_rejoined.send(sender=Person, people=back, now=now)
    changed = {change.person_id for change in changes}
    return [person for person in people if person.pk in changed]


def leave_as_planned(now: datetime) -> list[Person]:
    """Let everyone leave whose day has come."""
    gone = Person.objects.filter(leaves_on__lte=timezone.localdate(now), left_on=None).order_by("pk")
    return leave_together(
        departures=[(person, person.leaves_on) for person in gone if person.leaves_on], now=now
    )


def _close(leavers: list[Person], actor: User | None, source: Source | None, now: datetime) -> None:
    if not leavers:
        return
    close_accounts(users=[person.user for person in leavers if person.user], actor=actor, now=now)
    for person in leavers:
        record(actor=actor, action="person.left", thing=person, details=_told_by(source), now=now)
    let_go(leavers=leavers, now=now)
    person_left.send(sender=Person, people=leavers, now=now)


def _locked(people: Iterable[Person]) -> dict[int, Person]:
    rows = Person.objects.select_for_update(of=("self",)).select_related("user")
    return {row.pk: row for row in rows.filter(pk__in=[person.pk for person in people]).order_by("pk")}


def _differences(
    row: Person,
    before: tuple[date | None, date | None],
    actor: User | None,
    source: Source | None,
    now: datetime,
) -> list[PersonChange]:
    """Return what history says of a row that had these two days before."""
    after = (row.left_on, row.leaves_on)
    # A departure that takes place is one change, not also a plan that is dropped.
    fields = ["left_on"] if row.left_on is not None or before[0] is not None else ["leaves_on"]
    return [
        PersonChange(
            person=row,
            at=now,
            by=actor,
            source=source,
            field=field,
            before=str(was or ""),
            after=str(becomes or ""),
        )
        for field, was, becomes in zip(("left_on", "leaves_on"), before, after, strict=True)
        if was != becomes and field in fields
    ]


def _told_by(source: Source | None) -> dict[str, str]:
    return {"source": source.slug} if source else {}


def _check(actor: User | None) -> None:
    if actor is not None and not (actor.is_active and actor.is_superuser):
        raise PermissionDenied("Only an administrator says who works here.")
