"""From which departments the members of a group come, the largest first, each with a few of its people."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber, Substr

from access.scopes import Viewer
from directory.models import Person, Unit
from directory.visibility import ShownPerson, as_seen_by
from groups.models import Group

MOST_DEPARTMENTS = 4
MOST_FACES = 3
# More than are shown, as not everybody may be seen by everybody.
FACES_KEPT = 6
KEPT_SECONDS = 60 * 60


@dataclass(frozen=True)
class Department:
    """How one part of the organisation takes part: some of its members, and how many there are besides."""

    name: str
    people: list[ShownPerson]
    other_count: int


@dataclass
class _Kept:
    name: str
    count: int
    person_ids: list[int]


def departments_of(group: Group, viewer: Viewer) -> list[Department]:
    """Return the departments with most members, and the newest few of each, in a fixed number of queries.

    All members are counted when one comes or goes, and else once an hour; who left is shown no more at once.
    """
    # Called by its size, so that whoever comes in finds themselves.
    key = f"groups:departments:{group.pk}:{group.member_count}"
    kept: list[_Kept] = cache.get_or_set(key, lambda: _count(group), KEPT_SECONDS) or []
    ids = [pk for department in kept for pk in department.person_ids]
    there = set(group.memberships.members().filter(person__in=ids).values_list("person_id", flat=True))
    people = Person.objects.visible_to(viewer).select_related("unit").in_bulk(there)
    shown = {person.pk: person for person in as_seen_by(people.values(), viewer)}
    found = []
    for department in kept:
        faces = [shown[pk] for pk in department.person_ids if pk in shown][:MOST_FACES]
        if faces:
            found.append(Department(department.name, faces, max(department.count - len(faces), 0)))
    return found


def _count(group: Group) -> list[_Kept]:
    """Count the members by department, which is the second level of the tree of units."""
    by_department = (
        group.memberships.members()
        .exclude(person__unit=None)
        .annotate(top=Substr("person__unit__path", 1, Unit.steplen * 2))
        .annotate(
            count=Window(Count("pk"), partition_by=F("top")),
            place=Window(RowNumber(), partition_by=F("top"), order_by=["-since", "-pk"]),
        )
    )
    few = by_department.filter(place__lte=FACES_KEPT).order_by("-count", "top", "place")
    largest: dict[str, _Kept] = {}
    rows = few.values_list("top", "count", "person_id")[: MOST_DEPARTMENTS * FACES_KEPT]
    for top, count, person_id in rows:
        if top in largest or len(largest) < MOST_DEPARTMENTS:
            largest.setdefault(top, _Kept("", count, [])).person_ids.append(person_id)
    for path, name in Unit.objects.filter(path__in=largest).values_list("path", "name"):
        largest[path].name = name
    return list(largest.values())
