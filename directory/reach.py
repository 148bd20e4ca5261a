"""How many colleagues an audience reaches: a figure about a group, so never about a few."""

from collections.abc import Iterable

from django.db.models import Count, Q

from access.models import User
from directory.models import Audience, Person

# Below this a figure would be about persons.
SMALLEST_GROUP = 10


def reach_of(audiences: Iterable[Audience]) -> dict[int, int]:
    """Return {key: how many colleagues who work here belong to it} for `audiences`.

    A query for the people; ask with units, locations and groups prefetched for a list.
    """
    counts = {
        str(audience.pk): Count("pk", filter=people_in(audience), distinct=True) for audience in audiences
    }
    if not counts:
        return {}
    return {int(pk): count for pk, count in Person.objects.working_here().aggregate(**counts).items()}


def people_in(audience: Audience) -> Q:
    """Return the condition that a Person who belongs to `audience` meets."""
    condition = Q(pk__isnull=False)
    if units := audience.units.all():
        branches = Q()
        for unit in units:
            branches |= Q(unit__path__startswith=unit.path)
        condition &= branches
    if locations := audience.locations.all():
        condition &= Q(location__in=[location.pk for location in locations])
    if groups := audience.groups.all():
        holders = User.groups.through.objects.filter(group_id__in=[group.pk for group in groups])
        condition &= Q(user__in=holders.values("user"))
    return condition
