"""How many of those who were found fit each filter: counted over a bounded number of people."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from access.scopes import Viewer
from directory.listing.asked import WHEN, day_of
from directory.models import Person, Placement, SpokenLanguage, Unit
from directory.models.person import PersonQuerySet
from directory.presence import available_on
from directory.visibility import who_show


def facets_of(
    ids: Iterable[int], viewer: Viewer, today: date, branch: Unit | None
) -> dict[str, Counter[str]]:
    """Return {filter: {value: how many of the people with these `ids`}}, as far as `viewer` may know.

    Units are those right below `branch`, or below the top. A fixed number of queries.
    """
    people: PersonQuerySet = Person.objects.filter(pk__in=list(ids))

    def among(field: str) -> PersonQuerySet:
        return who_show(people, field, viewer)

    places = among("place").exclude(location=None).values_list("location_id", flat=True)
    duties = Person.duties.through.objects.filter(person__in=among("duties"))
    subjects = Person.subjects.through.objects.filter(person__in=among("ask_me_about"))
    languages = SpokenLanguage.objects.filter(person__in=among("languages"))
    return {
        "when": Counter({when: available_on(people, day_of(when, today), viewer).count() for when in WHEN}),
        "unit": _units(people, branch),
        "location": Counter(map(str, places)),
        "duty": Counter(duties.values_list("duty__slug", flat=True)),
        "subject": Counter(subjects.values_list("subject__slug", flat=True)),
        "language": Counter(languages.values_list("code", flat=True)),
    }


def _units(people: PersonQuerySet, branch: Unit | None) -> Counter[str]:
    """Count everyone once in each part of `branch` that they work for."""
    paths: dict[int, set[str]] = {}
    rows = [
        *people.exclude(unit=None).values_list("pk", "unit__path"),
        *Placement.objects.filter(person__in=people).values_list("person_id", "unit__path"),
    ]
    above = branch.path if branch else ""
    # Below the organisation itself, which everybody works for.
    length = len(above) + Unit.steplen if branch else 2 * Unit.steplen
    for pk, path in rows:
        if path.startswith(above) and len(path) >= length:
            paths.setdefault(pk, set()).add(path[:length])
    counted = Counter(path for own in paths.values() for path in own)
    slugs = dict(Unit.objects.filter(path__in=counted).values_list("path", "slug"))
    return Counter({slugs[path]: count for path, count in counted.items()})
