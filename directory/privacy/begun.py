"""Who is being erased, from the first step on: the audit log says so before anything goes."""

from collections.abc import Iterable

from access.models import AuditEntry
from directory.models import Person

BEGUN = "person.erasing"


def erased_among(people: Iterable[Person]) -> set[int]:
    """Return the keys of those of `people` who were erased or are being erased; one query."""
    known = {str(person.pk): person for person in people}
    begun = AuditEntry.objects.filter(action=BEGUN, thing_kind="directory.person", thing_id__in=list(known))
    keys = {int(key) for key in begun.values_list("thing_id", flat=True)}
    return keys | {person.pk for person in known.values() if person.erased_at is not None}
