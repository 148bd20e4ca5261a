"""People of a unit that was closed go to the unit that took over its work: in the background, one by one."""

from django.db import transaction
from django.utils import timezone

from access.models import User
from background.queue import task
from directory.models import Person, PersonChange, Placement, Unit
from directory.visibility import carry_unit


@task(idempotent=True)
def move_people_of(unit_id: int, actor_id: int | None) -> None:
    """Let everyone of the closed unit work for its successor, also where a source delivers the unit.

    The source says later where they really are; until then nobody works for a unit that is not there.
    """
    unit = Unit.objects.select_related("successor").get(pk=unit_id)
    if unit.closed_on is None or unit.successor is None:
        return
    actor = User.objects.filter(pk=actor_id).first() if actor_id is not None else None
    here = Person.objects.working_here().works_for(unit).order_by("pk")
    for person_id in list(here.values_list("pk", flat=True)):
        _move(person_id, unit, unit.successor, actor)


@transaction.atomic
def _move(person_id: int, unit: Unit, successor: Unit, actor: User | None) -> None:
    person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
    if person.unit_id == unit.pk:
        person.unit = successor
        person.save(update_fields=["unit", "changed_at"])
        carry_unit(person)
        PersonChange.objects.create(
            person=person, at=timezone.now(), by=actor, field="unit", before=unit.name, after=successor.name
        )
    further = Placement.objects.filter(person=person, unit=unit)
    # Whoever works for the successor already, does not do so twice.
    if person.unit_id == successor.pk or Placement.objects.filter(person=person, unit=successor).exists():
        further.delete()
    else:
        further.update(unit=successor)
