"""The units of Lindewaard, what they went through, and those that are no more."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from directory.models import Location, Person, Unit, UnitChange
from directory.units import close_unit, make_unit
from home.demo.written import Tell, Written, read

Kind = UnitChange.Kind


def load_units(tell: Tell) -> None:
    """Make the units that are missing, with their past, and `tell` the name of each."""
    written = read("units.yaml")
    places = {slug: place["name"] for slug, place in read("people.yaml")["locations"].items()}
    made: set[str] = set()
    _load_branch(written["units"], None, places, made)
    for closed in written["closed"]:
        if not Unit.objects.filter(slug=closed["slug"]).exists():
            _load_closed(closed)
            made.add(closed["slug"])
    for event in written["past"]:
        _load_event(event, made)
    for slug in sorted(made):
        tell(Unit.objects.get(slug=slug).name)


def load_leaders(new: set[str]) -> None:
    """Let those of the `new` people lead and keep their units, and give each their manager."""
    written = read("units.yaml")
    leaders = _leaders_in(written["units"])
    for slug, username in leaders.items():
        if username in new:
            Unit.objects.filter(slug=slug).update(leader=Person.objects.get(user__username=username))
    for slug, usernames in written["editors"].items():
        unit = Unit.objects.get(slug=slug)
        unit.editors.add(*Person.objects.filter(user__username__in=new.intersection(usernames)))
    for person in Person.objects.filter(user__username__in=new).select_related("unit"):
        Person.objects.filter(pk=person.pk).update(manager=_manager_of(person))
    # Whose manager was made again.
    for unit in Unit.objects.filter(leader__user__username__in=new):
        for person in Person.objects.filter(unit__path__startswith=unit.path, manager=None):
            Person.objects.filter(pk=person.pk).update(manager=_manager_of(person))


def _manager_of(person: Person) -> Person | None:
    """Return the nearest leader above `person` who is someone else."""
    unit = person.unit
    while unit is not None:
        if unit.leader is not None and unit.leader != person:
            leader: Person = unit.leader
            return leader
        unit = unit.get_parent()
    return None


def _leaders_in(written: Written) -> dict[str, str]:
    leaders = {written["slug"]: written["leader"]} if "leader" in written else {}
    for part in written.get("parts", ()):
        leaders |= _leaders_in(part)
    return leaders


@transaction.atomic
def _load_branch(written: Written, parent: Unit | None, places: dict[str, str], made: set[str]) -> None:
    unit = Unit.objects.filter(slug=written["slug"]).first()
    if unit is None:
        unit = Unit(
            name=written["name"],
            slug=written["slug"],
            code=f"LW-{written['slug'][:40]}",
            purpose=written["purpose"],
            location=Location.objects.get(name=places[written["location"]]),
        )
        if parent is None:
            Unit.add_root(instance=unit)
        else:
            # Read anew: the tree keeps the number of children in the parent's row.
            Unit.objects.get(pk=parent.pk).add_child(instance=unit)
        made.add(written["slug"])
    for part in written.get("parts", ()):
        _load_branch(part, unit, places, made)


@transaction.atomic
def _load_closed(written: Written) -> None:
    parent = Unit.objects.get(slug=written["parent"])
    unit = make_unit(
        actor=None, name=written["name"], parent=parent, slug=written["slug"], now=_morning(written["made"])
    )
    Unit.objects.filter(pk=unit.pk).update(purpose=written["purpose"])
    successor = Unit.objects.get(slug=written["successor"])
    close_unit(actor=None, unit=unit, successor=successor, now=_morning(written["closed"]))


def _load_event(written: Written, made: set[str]) -> None:
    """Write down what happened to a unit that was made just now."""
    kind, slug = next((kind, written[kind]) for kind in ("make", "rename", "move") if kind in written)
    if slug not in made:
        return
    unit, at = Unit.objects.get(slug=slug), _morning(written["when"])
    if kind == "make":
        UnitChange.objects.create(unit=unit, at=at, kind=Kind.MADE, after=written["as"])
    elif kind == "rename":
        UnitChange.objects.create(
            unit=unit, at=at, kind=Kind.RENAMED, before=written["from"], after=unit.name
        )
    else:
        UnitChange.objects.create(
            unit=unit, at=at, kind=Kind.MOVED, before=written["from"], after=written["to"]
        )


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))
