"""Members by rule: whoever belongs to a unit, has a duty or works at a location.

A worker applies the rules, as they may concern everyone; whoever left by themselves or was removed is not
brought back.
"""

from collections.abc import Collection
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from access.audit import record
from access.models import User
from background.queue import task
from directory.models import Duty, Location, Person, Unit
from groups.models import Group, Membership, MembershipRule
from groups.querysets import MembershipQuerySet
from groups.services.hosting import hold_as_host
from groups.services.refusals import NothingToDecide
from groups.services.standing_in import follow_group, recount, stop_following_group

State = Membership.State
AT_ONCE = 2000


@transaction.atomic
def add_rule(
    *,
    host: User,
    group: Group,
    unit: Unit | None = None,
    duty: Duty | None = None,
    location: Location | None = None,
    now: datetime,
) -> MembershipRule:
    """Return the rule, which a worker applies; the same one twice is one. Raises NoGroup, NotAHost."""
    group = hold_as_host(group, host)
    rule, is_new = MembershipRule.objects.get_or_create(
        group=group, unit=unit, duty=duty, location=location, is_ending=False
    )
    if is_new:
        record(actor=host, action="group.rule_added", thing=group, details={"rule": rule.pk}, now=now)
        transaction.on_commit(partial(apply_rules.enqueue, group.pk))
    return rule


@transaction.atomic
def end_rule(*, host: User, rule: MembershipRule, now: datetime) -> None:
    """Take a rule away; a worker lets go of whom it brought in and no other rule keeps.

    Raises NoGroup, NotAHost, NothingToDecide.
    """
    group = hold_as_host(rule.group, host)
    if not MembershipRule.objects.filter(pk=rule.pk, is_ending=False).update(is_ending=True):
        raise NothingToDecide
    record(actor=host, action="group.rule_ended", thing=group, details={"rule": rule.pk}, now=now)
    transaction.on_commit(partial(apply_rules.enqueue, group.pk))


@task(idempotent=True)
def apply_rules(group_id: int) -> None:
    """Bring in whom the rules of a group mean, and let go of whom they mean no longer."""
    keep_members(group_id, now=timezone.now())


@task(idempotent=True)
def apply_rules_to(person_ids: list[int]) -> None:
    """Keep these people in the groups whose rules mean them."""
    groups = MembershipRule.objects.order_by().values_list("group_id", flat=True).distinct()
    for group_id in sorted(groups):
        keep_members(group_id, among=person_ids, now=timezone.now())


@transaction.atomic
def keep_members(group_id: int, *, among: Collection[int] | None = None, now: datetime) -> None:
    """Let the members by rule be whom the rules mean now, of everybody or of a few: a few queries a rule.

    A group that is frozen or archived keeps its members.
    """
    group = Group.objects.select_for_update(of=("self",), no_key=True).filter(pk=group_id).first()
    if group is None or not group.is_open_for_writing:
        return
    rules = list(group.rules.select_related("unit").order_by("pk"))
    people = Person.objects.working_here()
    rows = Membership.objects.filter(group=group)
    if among is not None:
        people, rows = people.filter(pk__in=among), rows.filter(person__in=among)
    wanted: dict[int, int] = {}
    for rule in rules:
        if rule.is_ending:
            continue
        for pk in people.filter(_meant_by(rule)).values_list("pk", flat=True).distinct():
            wanted.setdefault(pk, rule.pk)
    _let_go(group, rows, wanted)
    _bring_in(group, rows, wanted, now)
    MembershipRule.objects.filter(group=group, is_ending=True).delete()
    recount([group_id])


def _meant_by(rule: MembershipRule) -> Q:
    if rule.unit is not None:
        path = rule.unit.path
        return Q(unit__path__startswith=path) | Q(placements__unit__path__startswith=path)
    return Q(duties=rule.duty_id) if rule.duty_id is not None else Q(location=rule.location_id)


def _let_go(group: Group, rows: MembershipQuerySet, wanted: dict[int, int]) -> None:
    """Take out whom a rule had brought in, without a trace: nobody left, and nobody was removed.

    Hosts stay whatever the rules say.
    """
    by_rule = rows.filter(state=State.MEMBER, rule__isnull=False, person__left_on=None)
    gone = [
        (pk, person_id, role)
        for pk, person_id, role in by_rule.values_list("pk", "person_id", "role")
        if person_id not in wanted
    ]
    hosts = [pk for pk, _person, role in gone if role != Membership.Role.MEMBER]
    Membership.objects.filter(pk__in=hosts).update(rule=None)
    leaving = [(pk, person_id) for pk, person_id, role in gone if role == Membership.Role.MEMBER]
    for start in range(0, len(leaving), AT_ONCE):
        batch = leaving[start : start + AT_ONCE]
        Membership.objects.filter(pk__in=[pk for pk, _person in batch]).delete()
        stop_following_group(group.pk, [person_id for _pk, person_id in batch])


def _bring_in(group: Group, rows: MembershipQuerySet, wanted: dict[int, int], now: datetime) -> None:
    """Let in whom a rule means, unless they were in before or said no."""
    states = dict(rows.values_list("person_id", "state"))
    waiting = [pk for pk in wanted if states.get(pk) in (State.INVITED, State.ASKED)]
    rows.filter(person__in=waiting).update(state=State.MEMBER, since=now, decided_by=None, words="")
    new = [pk for pk in wanted if pk not in states]
    for start in range(0, len(new), AT_ONCE):
        Membership.objects.bulk_create(
            [
                Membership(group=group, person_id=pk, state=State.MEMBER, since=now, rule_id=wanted[pk])
                for pk in new[start : start + AT_ONCE]
            ]
        )
    for keys in (waiting, new):
        for start in range(0, len(keys), AT_ONCE):
            follow_group(group.pk, keys[start : start + AT_ONCE], now=now)
    _move_between_rules(rows, wanted)


def _move_between_rules(rows: MembershipQuerySet, wanted: dict[int, int]) -> None:
    """Let members hang on a rule that still means them."""
    by_rule: dict[int, list[int]] = {}
    held = rows.filter(state=State.MEMBER, rule__isnull=False).values_list("person_id", "rule_id")
    for person_id, rule_id in held:
        if wanted.get(person_id, rule_id) != rule_id:
            by_rule.setdefault(wanted[person_id], []).append(person_id)
    for rule_id, people in by_rule.items():
        for start in range(0, len(people), AT_ONCE):
            rows.filter(person__in=people[start : start + AT_ONCE]).update(rule=rule_id)
