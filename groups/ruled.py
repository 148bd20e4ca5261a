"""Rules of membership follow what changes in people: their unit, their duties and where they work."""

from collections.abc import Collection, Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver

from directory.models import Person, Placement
from directory.signals import people_changed, person_rejoined
from groups.models import MembershipRule
from groups.services.rules import apply_rules, apply_rules_to

# Above this the rules are read once for everybody.
MOST_NAMED = 500
WATCHED = frozenset({"unit", "unit_id", "location", "location_id"})


# Any, below: what a signal brings along.
@receiver(post_save, sender=Person)
def follow_person(
    instance: Person, raw: bool, update_fields: Iterable[str] | None = None, **kwargs: Any
) -> None:
    if not raw and (update_fields is None or WATCHED & {*update_fields}):
        _keep({instance.pk})


@receiver([post_save, post_delete], sender=Placement)
def follow_placement(instance: Placement, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        _keep({instance.person_id})


@receiver(m2m_changed, sender=Person.duties.through)
def follow_duties(instance: Any, action: str, pk_set: set[int] | None, **kwargs: Any) -> None:
    if action.startswith("post_"):
        _keep({instance.pk} if isinstance(instance, Person) else pk_set or set())


@receiver(people_changed)
def follow_people(person_ids: Collection[int], **kwargs: Any) -> None:
    _keep(set(person_ids))


@receiver(person_rejoined)
def follow_who_is_back(people: list[Person], **kwargs: Any) -> None:
    _keep({person.pk for person in people})


def _keep(person_ids: Collection[int]) -> None:
    """Let a worker look at these people, if there are rules at all."""
    groups = MembershipRule.objects.order_by().values_list("group_id", flat=True).distinct()
    found = list(groups) if person_ids else []
    if not found:
        return
    if len(person_ids) <= MOST_NAMED:
        transaction.on_commit(partial(apply_rules_to.enqueue, sorted(person_ids)))
        return
    for group_id in found:
        transaction.on_commit(partial(apply_rules.enqueue, group_id))
