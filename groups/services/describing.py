"""How hosts describe their group, and who may come in."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from access.audit import record
from access.models import User
from directory.models import Subject
from groups.models import Group
from groups.services.hosting import hold_as_host
from groups.services.naming import free_slug, secret_slug
from groups.services.scopes import give_access
from groups.signals import group_changed

LOOKED_AT_AGAIN_AFTER = timedelta(days=365)
# What hosts write themselves; who may come in has consequences and is an act of its own.
DESCRIBED = (
    "name",
    "language",
    "kind",
    "purpose",
    "brings",
    "gets",
    "rhythm",
    "house_rules",
    "welcome",
    "accent",
    "promised_hours",
    "review_on",
)


@transaction.atomic
def describe_group(
    *,
    host: User,
    group: Group,
    values: Mapping[str, object],
    subjects: Iterable[Subject] | None = None,
    now: datetime,
) -> Group:
    """Return the group with other `values` for some of DESCRIBED. Raises NoGroup and NotAHost.

    Another promise holds for what is asked from now on: who asked before keeps what was promised to them.
    """
    group = hold_as_host(group, host)
    changed = [name for name in DESCRIBED if name in values and getattr(group, name) != values[name]]
    for name in changed:
        setattr(group, name, values[name])
    if changed:
        group.save(update_fields=changed)
    if subjects is not None:
        keys = {subject.pk for subject in subjects}
        if keys != set(group.subjects.values_list("pk", flat=True)):
            group.subjects.set(keys)
            changed.append("subjects")
    if changed:
        record(actor=host, action="group.described", thing=group, details={"fields": changed}, now=now)
        group_changed.send(sender=Group, group=group)
    return group


@transaction.atomic
def say_it_helps(*, host: User, group: Group, now: datetime) -> Group:
    """Return the group, of which its hosts say that it still helps: they look again in a year.

    Raises NoGroup and NotAHost.
    """
    group = hold_as_host(group, host)
    group.review_on = timezone.localdate(now) + LOOKED_AT_AGAIN_AFTER
    group.save(update_fields=["review_on"])
    record(actor=host, action="group.reviewed", thing=group, now=now)
    return group


@transaction.atomic
def change_access(*, host: User, group: Group, access: str, now: datetime) -> Group:
    """Return the group, open or closed to others with all that was ever written there.

    One that becomes secret gets an address that tells nothing, and one that comes out a readable one.
    Raises NoGroup and NotAHost.
    """
    group = hold_as_host(group, host)
    before = group.access
    if before != access:
        if Group.Access.SECRET in (before, access):
            is_secret = access == Group.Access.SECRET
            group.slug = secret_slug() if is_secret else free_slug(group.name)
            group.save(update_fields=["slug"])
        give_access(group, access)
        details = {"from": before, "to": access}
        record(actor=host, action="group.access_changed", thing=group, details=details, now=now)
    return group
