"""The members of a group, a page at a time, of one department or by name."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property

from access.models import User
from dialogue.wording import tidy
from directory.listing.rows import Row, people_on, rows_of
from directory.models import Person, Unit
from groups.models import Group, Membership
from groups.querysets import MembershipQuerySet

PER_PAGE = 30
LONGEST_SEARCH = 100
MOST_REMOVED = 50


class CountedPaginator(Paginator[int]):
    """Pages of all members, whose number the group keeps: thirty thousand rows are not counted anew."""

    def __init__(self, keys: "QuerySet[Membership, int]", count: int) -> None:
        super().__init__(keys, PER_PAGE)
        self._kept = count

    @cached_property
    def count(self) -> int:
        return self._kept


@dataclass(frozen=True)
class Member:
    """A member, what they are in the group, and whether they are there."""

    row: Row
    role: str
    membership_id: int | None

    @property
    def is_host(self) -> bool:
        return self.role != Membership.Role.MEMBER


@dataclass(frozen=True)
class MemberList:
    """What the screen of members shows."""

    text: str
    unit: Unit | None
    departments: list[Unit]
    members: list[Member]
    page_obj: Page[int]
    # Whom a host can bring back, the latest first; nobody else sees who they are.
    removed: list[Membership]


def members_of(
    group: Group, viewer: User, query: QueryDict, now: datetime, *, is_host: bool = False
) -> MemberList:
    """Return the members that `query` asks for: `q` in their names, `unit` and `page`; the newest first.

    The number of queries is fixed.
    """
    text = " ".join(tidy(query.get("q", "")).split())[:LONGEST_SEARCH]
    unit = Unit.objects.filter(slug=tidy(query.get("unit", ""))).first()
    rows = _asked(group.memberships.members(), text, unit)
    keys = rows.order_by("-since", "-pk").values_list("person_id", flat=True)
    is_whole = not text and unit is None
    paginator = CountedPaginator(keys, group.member_count) if is_whole else Paginator(keys, PER_PAGE)
    page_obj = paginator.get_page(query.get("page"))
    shown = list(page_obj)
    rows_shown = group.memberships.filter(person__in=shown).values_list("person_id", "role", "pk")
    roles = {person_id: (role, pk) for person_id, role, pk in rows_shown}
    known = set(Person.objects.visible_to(viewer).filter(pk__in=shown).values_list("pk", flat=True))
    people = rows_of([person for person in people_on(shown) if person.pk in known], viewer, now)
    return MemberList(
        text=text,
        unit=unit,
        departments=list(Unit.objects.filter(depth=2, closed_on=None).order_by("name", "pk")),
        members=[Member(row, *roles.get(row.person.pk, ("", None))) for row in people],
        page_obj=page_obj,
        removed=_removed_from(group, viewer) if is_host else [],
    )


def _removed_from(group: Group, host: User) -> list[Membership]:
    seen = Person.objects.visible_to(host).working_here().order_by()
    rows = group.memberships.filter(state=Membership.State.REMOVED, person__in=seen)
    return list(rows.select_related("person").order_by("-since", "-pk")[:MOST_REMOVED])


def _asked(rows: MembershipQuerySet, text: str, unit: Unit | None) -> MembershipQuerySet:
    for word in text.split():
        rows = rows.filter(person__name__icontains=word)
    return rows.filter(person__unit__path__startswith=unit.path) if unit is not None else rows
