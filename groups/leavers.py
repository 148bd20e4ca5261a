"""What becomes of memberships when colleagues stop working here, or come back."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from directory.models import Person
from directory.signals import person_left, person_rejoined
from groups.models import Group, Membership
from groups.services.hosting import keep_hosted, keep_hosts_group
from groups.services.standing_in import recount

Role = Membership.Role


# Any, below: what a signal brings along.
@receiver(person_left)
def lay_tasks_down(people: list[Person], now: datetime, **kwargs: Any) -> None:
    """Whoever leaves hosts nothing any more; a group that lost its last host looks for one."""
    rows = Membership.objects.filter(person__in=people, state=Membership.State.MEMBER)
    hosted = rows.exclude(role=Role.MEMBER).values_list("group_id", flat=True)
    groups = Group.objects.select_for_update(of=("self",), no_key=True)
    held = list(groups.filter(pk__in=list(hosted)).order_by("pk"))
    rows.exclude(role=Role.MEMBER).update(role=Role.MEMBER)
    for group in held:
        keep_hosted(group, now=now)
    recount(rows.values_list("group_id", flat=True))
    if held:
        keep_hosts_group([person.pk for person in people], now=now)


@receiver(person_rejoined)
def count_who_is_back(people: list[Person], now: datetime, **kwargs: Any) -> None:
    """Whoever works here again is in the groups where they were, without tasks."""
    recount(Membership.objects.filter(person__in=people).values_list("group_id", flat=True))
