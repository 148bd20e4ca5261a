"""What hosts do about the membership of others: invite, let in, refuse, remove, bring back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from access.audit import record
from access.models import User
from directory.models import Person
from groups.coming_in import INVITED, LET_IN, REFUSED, REMOVED, note_membership
from groups.models import Group, Membership
from groups.services.hosting import hold_as_host, keep_hosted, keep_hosts_group
from groups.services.refusals import NothingToDecide, NotNow
from groups.services.standing_in import row_of, write_row

State = Membership.State


@transaction.atomic
def invite(
    *,
    host: User,
    group: Group,
    people: Iterable[Person],
    words: str = "",
    role: str = Membership.Role.MEMBER,
    now: datetime,
) -> list[Membership]:
    """Return what became of each of `people`: who had asked is let in, who is in or invited stays so.

    Whoever is asked to host it too does so once they accept. Raises NoGroup, NotAHost, NotNow.
    """
    group = hold_as_host(group, host)
    if not group.is_open_for_writing:
        raise NotNow
    made = []
    keys = [person.pk for person in people]
    for person in Person.objects.visible_to(host).working_here().filter(pk__in=keys).order_by("pk"):
        row = row_of(group, person)
        if row is not None and row.state in (State.MEMBER, State.INVITED):
            made.append(row)
            continue
        state = State.MEMBER if row is not None and row.state == State.ASKED else State.INVITED
        offer = role if state == State.INVITED else Membership.Role.MEMBER
        row = write_row(
            group, person, state, now=now, decided_by=host, words=words.strip(), offered_role=offer
        )
        note_membership(LET_IN if state == State.MEMBER else INVITED, row, actor=host, now=now)
        made.append(row)
    return made


@transaction.atomic
def let_in(*, host: User, membership: Membership, now: datetime) -> Membership:
    """Return the membership of who had asked. Raises NoGroup, NotAHost, NothingToDecide, NotNow."""
    group = hold_as_host(membership.group, host)
    if not group.is_open_for_writing:
        raise NotNow
    person = _person_in(membership, State.ASKED)
    row = write_row(group, person, State.MEMBER, now=now, decided_by=host)
    note_membership(LET_IN, row, actor=host, now=now)
    return row


@transaction.atomic
def refuse(*, host: User, membership: Membership, reason: str, now: datetime) -> Membership:
    """Return the request, refused with a reason that the asker reads; they may ask again.

    An invitation is taken back likewise. Raises NoGroup, NotAHost, NothingToDecide.
    """
    group = hold_as_host(membership.group, host)
    before = row_of(group, membership.person)
    had_asked = before is not None and before.state == State.ASKED
    person = _person_in(membership, State.ASKED, State.INVITED)
    row = write_row(group, person, State.DECLINED, now=now, decided_by=host, words=reason.strip())
    if had_asked:
        note_membership(REFUSED, row, actor=host, now=now)
    return row


@transaction.atomic
def remove(*, host: User, membership: Membership, reason: str, now: datetime) -> Membership:
    """Return the membership of who is no longer welcome: they come back only when a host brings them back.

    Raises NoGroup, NotAHost, NothingToDecide.
    """
    group = hold_as_host(membership.group, host)
    person = _person_in(membership, State.MEMBER)
    row = write_row(group, person, State.REMOVED, now=now, decided_by=host, words=reason.strip())
    note_membership(REMOVED, row, actor=host, now=now)
    record(actor=host, action="member.removed", thing=group, details={"membership": row.pk}, now=now)
    keep_hosted(group, now=now)
    keep_hosts_group([person.pk], now=now)
    return row


@transaction.atomic
def bring_back(*, host: User, membership: Membership, now: datetime) -> Membership:
    """Return the membership of who was removed, and is in again. Raises as `remove` does."""
    group = hold_as_host(membership.group, host)
    person = _person_in(membership, State.REMOVED)
    row = write_row(group, person, State.MEMBER, now=now, decided_by=host)
    record(actor=host, action="member.brought_back", thing=group, details={"membership": row.pk}, now=now)
    return row


def _person_in(membership: Membership, *states: str) -> Person:
    """Return whose it is, if it is still in one of `states`; its group is held."""
    row = Membership.objects.filter(pk=membership.pk, state__in=states).select_related("person__user").first()
    if row is None:
        raise NothingToDecide
    person: Person = row.person
    return person
