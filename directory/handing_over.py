"""What falls open in the directory when colleagues leave: units, stand-ins, and who works for them.

What they gave up stays given up when they come back: somebody else may have taken it over meanwhile.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from access.audit import record
from directory.models import Absence, Person, PersonChange, Unit
from directory.signals import people_changed
from directory.units import lead_unit


def let_go(*, leavers: Iterable[Person], now: datetime) -> None:
    """Let nobody among `leavers` lead, edit, stand in or manage any more.

    A unit that they led is open; who worked for them works for the nearest manager above them who works
    here. Call it in the transaction in which they leave, when the rows say so.
    """
    ids = [person.pk for person in leavers]
    for unit in Unit.objects.filter(leader__in=ids).order_by("path"):
        lead_unit(actor=None, unit=unit, leader=None, now=now)
    _no_longer_edit(ids, now)
    Absence.objects.filter(stand_in__in=ids).update(stand_in=None)
    _pass_on_reports(ids, now)


def _no_longer_edit(ids: list[int], now: datetime) -> None:
    editing = Unit.editors.through.objects.filter(person__in=ids)
    removed: dict[int, list[int]] = defaultdict(list)
    for unit_id, person_id in editing.order_by("unit", "person").values_list("unit_id", "person_id"):
        removed[unit_id].append(person_id)
    editing.delete()
    for unit in Unit.objects.filter(pk__in=removed).order_by("path"):
        details = {"added": [], "removed": removed[unit.pk]}
        record(actor=None, action="unit.editors_chosen", thing=unit, details=details, now=now)


def _pass_on_reports(ids: list[int], now: datetime) -> None:
    reports = Person.objects.filter(manager__in=ids, left_on=None).order_by("pk")
    rows = list(reports.values_list("pk", "manager_id", "manager__name"))
    heirs = _heirs_of({manager_id for _pk, manager_id, _name in rows if manager_id})
    moved: dict[Person | None, list[int]] = defaultdict(list)
    changes = []
    for pk, manager_id, name in rows:
        heir = heirs.get(manager_id or 0)
        if heir is not None and heir.pk == pk:
            heir = None
        moved[heir].append(pk)
        after = heir.name if heir else ""
        changes.append(PersonChange(person_id=pk, at=now, field="manager", before=name or "", after=after))
    for heir, report_ids in moved.items():
        Person.objects.filter(pk__in=report_ids).update(manager=heir, changed_at=now)
    PersonChange.objects.bulk_create(changes)
    if changes:
        people_changed.send(sender=Person, person_ids=[pk for pk, _manager, _name in rows])


def _heirs_of(leaver_ids: set[int]) -> dict[int, Person]:
    """Return {key of a leaver: the nearest manager above who works here}; a query per step upwards."""
    above: dict[int, Person | None] = {}
    unknown = leaver_ids
    while unknown:
        found = Person.objects.filter(pk__in=unknown).select_related("manager")
        above |= {person.pk: person.manager for person in found}
        gone = {manager.pk for manager in above.values() if manager and manager.left_on is not None}
        unknown = gone - above.keys()
    heirs = {leaver_id: _first_who_works_here(leaver_id, above) for leaver_id in leaver_ids}
    return {leaver_id: heir for leaver_id, heir in heirs.items() if heir is not None}


def _first_who_works_here(leaver_id: int, above: dict[int, Person | None]) -> Person | None:
    seen = {leaver_id}
    manager = above.get(leaver_id)
    while manager is not None and manager.left_on is not None and manager.pk not in seen:
        seen.add(manager.pk)
        manager = above.get(manager.pk)
    return manager if manager is not None and manager.left_on is None else None
