"""How a membership begins and ends: its row, the count of the group and what the member follows, together."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import F, Q

from access.models import User
from access.scopes import forget_visible_scopes
from directory.models import Person
from following.models import Follow, Source
from following.sources import sources_for
from groups.models import Group, Membership
from groups.services.refusals import NoGroup, NotAColleague
from groups.signals import member_joined
from groups.source import GROUP

State = Membership.State
Role = Membership.Role


def hold_group(group: Group, viewer: User) -> Group:
    """Return the group as it is now and stays until the transaction ends. Raises NoGroup.

    Who is invited knows of it too, also where nobody but members does.
    """
    invited = Q(memberships__person__user=viewer, memberships__state=State.INVITED)
    groups = Group.objects.filter(pk=group.pk)
    if not groups.visible_to(viewer).exists() and not groups.filter(invited).exists():
        raise NoGroup
    held: Group = Group.objects.select_for_update(of=("self",), no_key=True).get(pk=group.pk)
    return held


def colleague_of(user: User) -> Person:
    """Return who `user` is in the directory. Raises NotAColleague."""
    person = Person.objects.working_here().filter(user=user).first()
    if person is None:
        raise NotAColleague
    return person


def row_of(group: Group, person: Person) -> Membership | None:
    """Return how `person` stands to a group that is held."""
    found: Membership | None = Membership.objects.filter(group=group, person=person).first()
    return found


def write_row(
    group: Group,
    person: Person,
    state: str,
    *,
    now: datetime,
    decided_by: User | None = None,
    words: str = "",
    offered_role: str = Role.MEMBER,
) -> Membership:
    """Return the membership in another state, with the count and what is followed in step.

    Only for a group that is held. Nobody keeps a task in a group by coming or going.
    """
    row = row_of(group, person)
    was_in = row is not None and row.state == State.MEMBER
    if row is None:
        row = Membership(group=group, person=person)
    row.state, row.role, row.since = state, Role.MEMBER, now
    row.rule, row.decided_by, row.words = None, decided_by, words
    row.offered_role, row.read_welcome_at, row.welcomed_at = offered_role, None, None
    row.save()
    if (state == State.MEMBER) != was_in:
        _count_one(group, 1 if state == State.MEMBER else -1)
        if state == State.MEMBER:
            follow_group(group.pk, [person.pk], now=now)
        else:
            stop_following_group(group.pk, [person.pk])
    if state == State.MEMBER and not was_in:
        transaction.on_commit(partial(member_joined.send, sender=Membership, membership=row))
    if person.user is not None:
        forget_visible_scopes(person.user)
    return row


def follow_group(group_id: int, person_ids: Iterable[int], *, now: datetime) -> None:
    """Let people follow a group of which they became members: a few queries."""
    [source] = sources_for([(GROUP, group_id)])
    users = User.objects.filter(person__in=list(person_ids)).values_list("pk", flat=True)
    Follow.objects.bulk_create(
        [Follow(follower_id=pk, source=source, followed_at=now) for pk in users],
        ignore_conflicts=True,
        batch_size=2000,
    )


def stop_following_group(group_id: int, person_ids: Iterable[int]) -> None:
    """Let people who are members no longer follow the group no longer: who goes wants to hear no more."""
    sources = Source.objects.filter(kind=GROUP, object_id=group_id)
    Follow.objects.filter(source__in=sources, follower__person__in=list(person_ids)).delete()


def recount(group_ids: Iterable[int]) -> None:
    """Count the members of groups anew, after many came or went at once."""
    for group_id in sorted(set(group_ids)):
        count = Membership.objects.members().filter(group=group_id).count()
        Group.objects.filter(pk=group_id).update(member_count=count)


def _count_one(group: Group, step: int) -> None:
    Group.objects.filter(pk=group.pk).update(member_count=F("member_count") + step)
    group.refresh_from_db(fields=["member_count"])
