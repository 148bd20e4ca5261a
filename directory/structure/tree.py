"""The units as a tree: a few levels at a time, however large the organisation."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.db.models.functions import Substr

from access.scopes import Viewer
from directory.models import Person, Unit
from directory.visibility import ShownPerson, as_seen_by

UNITS_PER_PAGE = 60
# As many units as one screen may hold; a level that would not fit is a click away.
MOST_UNITS = 240
# More parts than these do not fit beside each other.
MOST_ABREAST = 6


@dataclass
class Branch:
    """A unit with its leader and the parts that are shown; `has_more` where parts are not shown."""

    unit: Unit
    leader: ShownPerson | None = None
    parts: list["Branch"] = field(default_factory=list)
    has_more: bool = False


@dataclass(frozen=True)
class Tree:
    """A unit, or the whole organisation, with what hangs under it, page by page."""

    top: Branch | None
    above: list[Unit]
    page_obj: Page[Unit]
    parts: list[Branch]

    @property
    def is_wide(self) -> bool:
        """Whether the parts fit beside each other."""
        return len(self.parts) <= MOST_ABREAST


def tree_of(unit: Unit | None, viewer: Viewer, page: str | None = None) -> Tree:
    """Return what hangs under `unit`, or under the organisation; closed units are left out.

    Six queries, however many units there are.
    """
    open_units = Unit.objects.filter(closed_on=None).select_related("location")
    if unit is None:
        roots = list(open_units.filter(depth=1).order_by("path")[:2])
        # With one unit at the top that is where the tree begins.
        unit = roots[0] if len(roots) == 1 else None
    right_below = open_units.filter(depth=unit.depth + 1 if unit else 1)
    if unit is not None:
        right_below = right_below.filter(path__startswith=unit.path)
    page_obj = Paginator(right_below.order_by("path"), UNITS_PER_PAGE).get_page(page)
    shown = list(page_obj.object_list)
    shown += _levels_below(shown, open_units)
    branches = {each.path: Branch(each) for each in ([unit] if unit else []) + shown}
    leaders = leaders_of((branch.unit for branch in branches.values()), viewer)
    parts: list[Branch] = []
    for each in shown:
        branch = branches[each.path]
        above = branches.get(each.path[: -Unit.steplen])
        (above.parts if above and above.unit != unit else parts).append(branch)
    for branch in branches.values():
        branch.leader = leaders.get(branch.unit.leader_id or 0)
    _mark_what_is_left_out(shown, branches)
    return Tree(
        top=branches[unit.path] if unit else None,
        above=list(unit.get_ancestors()) if unit else [],
        page_obj=page_obj,
        parts=parts,
    )


def leaders_of(units: Iterable[Unit], viewer: Viewer) -> dict[int, ShownPerson]:
    """Return {key: the leader} of `units`, as far as `viewer` may see them and they work here."""
    keys = {unit.leader_id for unit in units if unit.leader_id}
    leaders = Person.objects.visible_to(viewer).working_here().filter(pk__in=keys)
    return {shown.pk: shown for shown in as_seen_by(leaders, viewer)}


# Any open unit; mypy cannot name the tree's own queryset.
def _levels_below(shown: list[Unit], open_units: "Iterable[Unit]") -> list[Unit]:
    """Return as many whole levels below `shown` as fit on a screen."""
    if not shown:
        return []
    length = len(shown[0].path)
    below = open_units.annotate(top=Substr("path", 1, length)).filter(  # type: ignore[attr-defined]  # see above
        top__in=[unit.path for unit in shown], depth__gt=shown[0].depth
    )
    sizes = below.order_by("depth").values_list("depth").annotate(count=Count("pk"))
    room, deepest = MOST_UNITS - len(shown), shown[0].depth
    for depth, count in sizes:
        room -= count
        if room < 0:
            break
        deepest = depth
    return list(below.filter(depth__lte=deepest).order_by("path"))


def _mark_what_is_left_out(shown: list[Unit], branches: dict[str, Branch]) -> None:
    for unit in shown:
        branch = branches[unit.path]
        # The tree counts closed parts too; a link to a unit without open ones does no harm.
        branch.has_more = bool(unit.numchild) and not branch.parts
