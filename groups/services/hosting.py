"""Who hosts a group: giving and laying down that task, and what follows when nobody does."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext

from access.audit import record
from access.models import Scope, User
from directory.models import Person
from groups.coming_in import MADE_HOST, note_membership
from groups.models import Group, Membership
from groups.services.naming import free_slug
from groups.services.refusals import NoGroup, NotAHost, NotAMember, NothingToDecide
from groups.services.scopes import scopes_for
from groups.services.standing_in import colleague_of, hold_group, write_row
from groups.standing import standing_of

State = Membership.State
Role = Membership.Role

REVIEWED_AFTER = timedelta(days=365)
SLUG_OF_HOSTS = "groepsbeheerders"


def hold_as_host(group: Group, host: User) -> Group:
    """Return the group as it is now and stays until the transaction ends. Raises NoGroup, NotAHost."""
    group = hold_group(group, host)
    standing = standing_of(group, host)
    if not standing.is_host:
        # Whoever is invited to a secret group learns nothing more of it.
        raise NoGroup if group.is_secret and not standing.is_member else NotAHost
    return group


@transaction.atomic
def give_role(*, host: User, membership: Membership, role: str, now: datetime) -> Membership:
    """Return the membership with another role, given by a host. Raises NoGroup, NotAHost, NothingToDecide."""
    group = hold_as_host(membership.group, host)
    row = Membership.objects.members().filter(pk=membership.pk, group=group).first()
    if row is None:
        raise NothingToDecide
    was_member = row.role == Role.MEMBER
    row = write_role(group, row, role, actor=host, now=now)
    if was_member and role != Role.MEMBER:
        note_membership(MADE_HOST, row, actor=host, now=now)
    return row


@transaction.atomic
def step_down(*, host: User, group: Group, now: datetime) -> Membership:
    """Return the membership of a host who stays as a member. Raises NoGroup, NotAHost.

    The last one leaves a group that looks for a host.
    """
    group = hold_as_host(group, host)
    row = Membership.objects.of_user(host).get(group=group)
    return write_role(group, row, Role.MEMBER, actor=host, now=now)


@transaction.atomic
def step_forward(*, user: User, group: Group, now: datetime) -> Membership:
    """Return the membership of a member who hosts the group from now on, while it looks for a host.

    Raises NoGroup, NotAColleague, NotAMember, and NothingToDecide when somebody was quicker.
    """
    colleague_of(user)
    group = hold_group(group, user)
    row = Membership.objects.of_user(user).filter(group=group).first()
    if row is None:
        raise NotAMember
    if group.seeks_host_since is None or not group.is_open_for_writing:
        raise NothingToDecide
    return write_role(group, row, Role.HOST, actor=user, now=now)


def keep_hosted(group: Group, *, now: datetime) -> None:
    """Let a group that lost its last host look for one, and one that found a host stop. It is held."""
    hosts = Membership.objects.hosts().filter(group=group).count()
    if hosts == 0:
        if group.is_of_hosts or group.state == Group.State.ARCHIVED:
            return
        group.seeks_host_since = group.seeks_host_since or now
    else:
        group.seeks_host_since = None
    if hosts > 1:
        group.co_host_due_on = None
    group.save(update_fields=["seeks_host_since", "co_host_due_on"])


@transaction.atomic
def keep_hosts_group(person_ids: Collection[int], *, now: datetime) -> None:
    """Let each of these people be in the group of all hosts if they host any, and else not."""
    hosting = Membership.objects.hosts().filter(group__is_of_hosts=False).order_by()
    now_hosting = set(hosting.filter(person__in=person_ids).values_list("person_id", flat=True))
    group = Group.objects.filter(is_of_hosts=True).first()
    if group is None:
        if not now_hosting:
            return
        group = _found_hosts_group(now)
    group = Group.objects.select_for_update(of=("self",), no_key=True).get(pk=group.pk)
    rows = Membership.objects.filter(group=group, person__in=person_ids, state=State.MEMBER)
    roles = dict(rows.values_list("person_id", "role"))
    for person in Person.objects.filter(pk__in=person_ids).select_related("user").order_by("pk"):
        if person.pk in now_hosting and person.pk not in roles:
            write_row(group, person, State.MEMBER, now=now)
        elif person.pk not in now_hosting and roles.get(person.pk) == Role.MEMBER:
            write_row(group, person, State.LEFT, now=now)


def write_role(group: Group, row: Membership, role: str, *, actor: User | None, now: datetime) -> Membership:
    """Return a membership of a group that is held with another role, and what follows from that."""
    if row.role == role:
        return row
    details = {"membership": row.pk, "from": row.role, "to": role}
    row.role = role
    row.save(update_fields=["role"])
    record(actor=actor, action="member.role_given", thing=group, details=details, now=now)
    keep_hosted(group, now=now)
    keep_hosts_group([row.person_id], now=now)
    return row


def _found_hosts_group(now: datetime) -> Group:
    """Return the group of all hosts, made in the language of the organisation."""
    everyone = Scope.objects.everyone()
    with translation.override(settings.LANGUAGE_CODE):
        group, is_new = Group.objects.get_or_create(
            is_of_hosts=True,
            defaults={
                "slug": free_slug(SLUG_OF_HOSTS),
                "name": gettext("Hosts among themselves"),
                "purpose": gettext("Here hosts of groups ask each other how they do it."),
                "language": settings.LANGUAGE_CODE,
                "kind": Group.Kind.PRACTICE,
                "access": Group.Access.CLOSED,
                "review_on": timezone.localdate(now) + REVIEWED_AFTER,
                "founded_at": now,
                "scope": everyone,
                "front_scope": everyone,
            },
        )
    if is_new:
        group.scope, group.front_scope = scopes_for(group.access, group.pk)
        group.save(update_fields=["scope", "front_scope"])
    return group
