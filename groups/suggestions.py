"""Groups that may suit somebody: by what they know about, and by where they work."""

from collections.abc import Iterable

from django.db.models import Count
from django.utils.translation import gettext as _

from access.models import User
from directory.models import Person
from following.suggesting import Suggestion
from groups.models import Group, Membership
from groups.source import GROUP

MOST_FOUND = 10
# One colleague there says more about them than about the unit.
FEWEST_COLLEAGUES = 2


def groups_for(reader: User, person: Person | None) -> list[tuple[Group, str]]:
    """Return groups into which `reader` may come, each with the reason, the best first: a few queries.

    Only groups that they may read: who is in a closed one is known there alone.
    """
    if person is None:
        return []
    open_now = Group.objects.readable_by(reader).filter(
        state=Group.State.ACTIVE, access__in=(Group.Access.OPEN, Group.Access.ON_REQUEST)
    )
    known = Membership.objects.filter(person=person).exclude(state=Membership.State.LEFT)
    fitting = open_now.exclude(pk__in=known.values("group"))
    found: dict[int, tuple[Group, str]] = {}
    by_subject = fitting.filter(subjects__people=person).annotate(in_common=Count("subjects"))
    for group in by_subject.order_by("-in_common", "-last_posted_at", "pk")[:MOST_FOUND]:
        found[group.pk] = (group, _("Is about what you know about"))
    if person.unit_id is not None:
        reason = _("Colleagues of your unit are in it")
        for group in _of_the_unit(fitting, person):
            found.setdefault(group.pk, (group, reason))
    return list(found.values())


def suggest_groups(reader: User, person: Person | None) -> Iterable[Suggestion]:
    """Suggest to follow groups that may suit the reader."""
    for group, reason in groups_for(reader, person):
        yield Suggestion(GROUP, group.pk, reason)


def _of_the_unit(fitting: "Iterable[Group]", person: Person) -> "list[Group]":
    colleagues = Membership.objects.members().filter(person__unit=person.unit_id, group__in=fitting)
    by_group = colleagues.order_by().values("group").annotate(here=Count("pk"))
    keys = by_group.filter(here__gte=FEWEST_COLLEAGUES).order_by("-here", "group")
    # A list, as not every database takes a limit within a subquery.
    wanted = [row["group"] for row in keys[:MOST_FOUND]]
    groups = Group.objects.in_bulk(wanted)
    return [groups[pk] for pk in wanted]
