"""What somebody does about their own membership: come in, ask, take it back, decline, leave."""

from datetime import datetime

from django.db import transaction

from access.models import User
from groups.coming_in import ASKED, note_membership
from groups.models import Group, Membership
from groups.services.hosting import keep_hosted, keep_hosts_group, write_role
from groups.services.refusals import BelongsHere, NothingToDecide, NotNow, NotOpen
from groups.services.standing_in import colleague_of, hold_group, row_of, write_row
from groups.standing import standing_of

State = Membership.State


@transaction.atomic
def join(*, user: User, group: Group, now: datetime) -> Membership:
    """Return the membership of who comes in, into an open group or on an invitation; twice is once.

    Raises NoGroup, NotAColleague, NotNow, and NotOpen where a host decides or has removed them.
    """
    person = colleague_of(user)
    group = hold_group(group, user)
    row = row_of(group, person)
    if row is not None and row.state == State.MEMBER:
        return row
    if not group.is_open_for_writing:
        raise NotNow
    if not standing_of(group, user).may_join:
        raise NotOpen
    if row is None or row.state != State.INVITED:
        return write_row(group, person, State.MEMBER, now=now)
    offered = row.offered_role
    row = write_row(group, person, State.MEMBER, now=now, decided_by=row.decided_by)
    return write_role(group, row, offered, actor=row.decided_by, now=now)


@transaction.atomic
def ask_to_join(*, user: User, group: Group, words: str = "", now: datetime) -> Membership:
    """Return the request, on which a host decides; where none needs to, the membership.

    Raises NoGroup, NotAColleague, NotNow, and NotOpen for who was removed.
    """
    person = colleague_of(user)
    group = hold_group(group, user)
    standing, row = standing_of(group, user), row_of(group, person)
    if row is not None and row.state in (State.MEMBER, State.ASKED):
        return row
    if not group.is_open_for_writing:
        raise NotNow
    if standing.may_join:
        return join(user=user, group=group, now=now)
    if not standing.may_ask_to_join:
        raise NotOpen
    row = write_row(group, person, State.ASKED, now=now, words=words.strip())
    note_membership(ASKED, row, actor=user, now=now)
    return row


@transaction.atomic
def take_request_back(*, user: User, group: Group) -> None:
    """Take a request back, of which nothing stays. Raises NoGroup, NotAColleague, NothingToDecide."""
    person = colleague_of(user)
    group = hold_group(group, user)
    if not Membership.objects.filter(group=group, person=person, state=State.ASKED).delete()[0]:
        raise NothingToDecide


@transaction.atomic
def decline_invitation(*, user: User, group: Group, now: datetime) -> Membership:
    """Return the invitation, which was declined. Raises NoGroup, NotAColleague, NothingToDecide."""
    person = colleague_of(user)
    group = hold_group(group, user)
    row = row_of(group, person)
    if row is None or row.state != State.INVITED:
        raise NothingToDecide
    return write_row(group, person, State.DECLINED, now=now)


@transaction.atomic
def leave(*, user: User, group: Group, now: datetime) -> bool:
    """Let a member go, without a word to anybody; no rule brings them back. Tells whether they were one.

    Who is no member stays as they are. A group that loses its last host looks for one. Raises NoGroup,
    NotAColleague, BelongsHere.
    """
    person = colleague_of(user)
    group = hold_group(group, user)
    row = row_of(group, person)
    if row is None or row.state != State.MEMBER:
        return False
    hosts_some = Membership.objects.hosts().filter(person=person, group__is_of_hosts=False).exists()
    if group.is_of_hosts and hosts_some:
        raise BelongsHere
    was_host = row.role != Membership.Role.MEMBER
    write_row(group, person, State.LEFT, now=now)
    if was_host:
        keep_hosted(group, now=now)
        keep_hosts_group([person.pk], now=now)
    return True


@transaction.atomic
def put_welcome_away(*, user: User, group: Group, now: datetime) -> None:
    """Show a member the welcome of the group no more; whoever is no member sees none anyway."""
    Membership.objects.of_user(user).filter(group=group, read_welcome_at=None).update(read_welcome_at=now)
