"""What becomes of a group: frozen for a while, archived, or going on in another."""

from datetime import datetime, timedelta

from django.db import transaction

from access.audit import record
from access.models import User
from groups.models import Group
from groups.services.hosting import hold_as_host
from groups.services.refusals import NoGroup, NotNow
from groups.signals import group_changed

State = Group.State

# How long a group without a host looks for one.
SEEKS_FOR = timedelta(days=30)


@transaction.atomic
def freeze(*, host: User, group: Group, now: datetime) -> Group:
    """Return the group, in which nobody writes for now. Raises NoGroup, NotAHost, and NotNow if archived."""
    group = hold_as_host(group, host)
    if group.state == State.ARCHIVED:
        raise NotNow
    return _write_state(group, State.FROZEN, actor=host, now=now)


@transaction.atomic
def reopen(*, host: User, group: Group, now: datetime) -> Group:
    """Return the group, in which members write again. Raises NoGroup, NotAHost."""
    group = hold_as_host(group, host)
    group.merged_into = None
    return _write_state(group, State.ACTIVE, actor=host, now=now)


@transaction.atomic
def archive(*, host: User, group: Group, goes_on_in: Group | None = None, now: datetime) -> Group:
    """Return the group, which stays to be read; its screen leads to where it goes on, if anywhere.

    Raises NoGroup, also for a group to go on in that its host does not see, and NotAHost.
    """
    group = hold_as_host(group, host)
    return _archive(group, _checked(goes_on_in, group, host), actor=host, now=now)


@transaction.atomic
def decide_end(*, host: User, group: Group, goes_on_in: Group | None) -> Group:
    """Return the group with where it goes on if nobody hosts it any more. Raises NoGroup, NotAHost."""
    group = hold_as_host(group, host)
    group.ends_in = _checked(goes_on_in, group, host)
    group.save(update_fields=["ends_in"])
    return group


def end_unhosted(now: datetime) -> int:
    """Archive the groups that looked for a host for thirty days, and return how many."""
    waiting = Group.objects.filter(seeks_host_since__lte=now - SEEKS_FOR).exclude(state=State.ARCHIVED)
    return sum(_end(group_id, now) for group_id in list(waiting.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _end(group_id: int, now: datetime) -> bool:
    # Read again while it is held: somebody may have stepped forward at this moment.
    waiting = Group.objects.select_for_update(of=("self",), no_key=True).exclude(state=State.ARCHIVED)
    group = waiting.filter(pk=group_id, seeks_host_since__lte=now - SEEKS_FOR).first()
    if group is None:
        return False
    _archive(group, group.ends_in, actor=None, now=now)
    return True


def _archive(group: Group, goes_on_in: Group | None, *, actor: User | None, now: datetime) -> Group:
    group.merged_into, group.seeks_host_since, group.co_host_due_on = goes_on_in, None, None
    return _write_state(group, State.ARCHIVED, actor=actor, now=now)


def _checked(goes_on_in: Group | None, group: Group, host: User) -> Group | None:
    """Return the other group if all who read `group` may know of it, and it is not archived itself."""
    if goes_on_in is None:
        return None
    seen = Group.objects.visible_to(host).active().exclude(pk=group.pk).filter(pk=goes_on_in.pk).first()
    # The name of a secret group would stand on the screen of one that others read.
    if seen is None or seen.is_secret:
        raise NoGroup
    found: Group = seen
    return found


def _write_state(group: Group, state: str, *, actor: User | None, now: datetime) -> Group:
    if group.state != state:
        details = {"from": group.state, "to": state}
        group.state, group.state_since = state, now
        record(actor=actor, action="group.state_changed", thing=group, details=details, now=now)
    group.save()
    group_changed.send(sender=Group, group=group)
    return group
