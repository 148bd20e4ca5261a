"""The scope of each page, kept in step with the restrictions on its branch.

A page asks what each restriction on it and on its ancestors asks. An alias shows what its source shows,
so it asks what its source asks as well.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from wagtail.models import Page, PageViewRestriction

from access.models import Scope
from access.models.scope import EVERYONE, NOBODY
from content.models import PageScope

Carrier = Callable[[int, "QuerySet[Page]"], None]
TokenSet = frozenset[str]

# Number of the lock in PostgreSQL; any number that nothing else takes.
SCOPES_LOCK = 7_262_317

_carriers: list[Carrier] = []


def register_carrier(carrier: Carrier) -> Carrier:
    """Let a room keep scopes on rows of its own that belong to pages.

    It is called with the id of a scope and the pages that now have it, and updates its rows where the
    scope differs. Branches come outer first: a later call may give part of the same pages another scope.
    """
    _carriers.append(carrier)
    return carrier


def scope_of(page: Page) -> Scope:
    """Return the scope that the restrictions on `page` and its ancestors make together."""
    return Scope.objects.for_sets(_Rules.around([page.path]).sets_of(page.path))


def carried_scope_id(page: Page) -> int | None:
    """Return the scope of `page` to store on another row, or None if the page is seen by nobody.

    Call it inside the transaction that stores the row: until that ends nobody can change scopes, so a
    restriction set at the same moment finds the row.
    """
    hold_scopes()
    return PageScope.objects.filter(page_id=page.pk).values_list("scope_id", flat=True).first()


@transaction.atomic
def give_scope(page: Page) -> None:
    """Store the scope of `page`, which has none yet."""
    hold_scopes()
    PageScope.objects.update_or_create(page_id=page.pk, defaults={"scope": scope_of(page)})


@transaction.atomic
def rewrite_scopes(page: Page) -> None:
    """Write the scopes of `page` and all pages below it anew, and those of their aliases.

    One UPDATE per table and per node that asks something of its own, outer nodes first; how many pages
    lie below makes no difference. Pages without a scope stay so: `fill_scopes` gives them one.
    """
    hold_scopes(alone=True)
    nodes = _nodes_to_write(page.path)
    rules = _Rules.around(nodes)
    written: dict[str, frozenset[TokenSet]] = {}
    for node in nodes:
        sets = rules.sets_of(node)
        outer = next((path for path in reversed(_prefixes(node)) if path in written), None)
        if outer is not None and written[outer] == sets:
            continue
        written[node] = sets
        _write(node, Scope.objects.for_sets(sets))


@transaction.atomic
def fill_scopes(page: Page) -> int:
    """Give a scope to each page of the branch that has none, such as after rows were copied in.

    Returns how many had none.
    """
    hold_scopes(alone=True)
    nobody = Scope.objects.for_sets([[NOBODY]])
    bare = Page.objects.descendant_of(page, inclusive=True).filter(visibility=None)
    rows = PageScope.objects.bulk_create(
        (PageScope(page_id=pk, scope=nobody) for pk in bare.values_list("pk", flat=True)), batch_size=2000
    )
    rewrite_scopes(page)
    return len(rows)


def hold_scopes(*, alone: bool = False) -> None:
    """Keep scopes as they are until the transaction ends; `alone` to be the one who changes them.

    Without it, a page that is made while its parent is being restricted would miss the restriction: either
    transaction cannot see what the other has not committed. SQLite has one writer at a time anyway.
    """
    if connection.vendor != "postgresql":
        return
    if alone:
        # Foreign keys lock the page that they point to when they are checked, at the end of the transaction.
        # Checked now, they wait for whoever makes a page there, instead of each waiting for the other.
        connection.check_constraints()
    lock = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(%s)", [SCOPES_LOCK])


@dataclass
class _Rules:
    """What stands on some nodes of the tree and on all that these depend on."""

    sets: dict[str, list[TokenSet]] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)

    @classmethod
    def around(cls, paths: Iterable[str]) -> "_Rules":
        """Return the rules that the nodes at `paths` meet, in three queries unless aliases chain."""
        rules = cls()
        known: set[str] = set()
        wanted = {prefix for path in paths for prefix in _prefixes(path)}
        while wanted:
            known |= wanted
            aliases = Page.objects.filter(path__in=wanted, alias_of__isnull=False)
            found = dict(aliases.values_list("path", "alias_of__path"))
            rules.sources |= found
            wanted = {prefix for source in found.values() for prefix in _prefixes(source)} - known
        restrictions = PageViewRestriction.objects.filter(page__path__in=known)
        for restriction in restrictions.select_related("page").prefetch_related("groups"):
            rules.sets.setdefault(restriction.page.path, []).append(_tokens(restriction))
        return rules

    def sets_of(self, path: str) -> frozenset[TokenSet]:
        """Return every set of tokens that a reader of the page at `path` must meet."""
        asked: set[TokenSet] = set()
        seen: set[str] = set()
        waiting = _prefixes(path)
        while waiting:
            node = waiting.pop()
            if node in seen:
                continue
            seen.add(node)
            asked.update(self.sets.get(node, ()))
            if node in self.sources:
                waiting += _prefixes(self.sources[node])
        return frozenset(asked)


def _tokens(restriction: PageViewRestriction) -> TokenSet:
    if restriction.restriction_type == PageViewRestriction.LOGIN:
        return frozenset({EVERYONE})
    if restriction.restriction_type == PageViewRestriction.GROUPS:
        # Wagtail saves the restriction before its groups: until then it is met by nobody, not by everyone.
        return frozenset(f"role:{group.pk}" for group in restriction.groups.all()) or frozenset({NOBODY})
    # Shared passwords are switched off; one that an older database still holds closes the page.
    return frozenset({NOBODY})


def _prefixes(path: str) -> list[str]:
    """Return the paths from the root of the tree down to `path` itself."""
    return [path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)]


def _nodes_to_write(path: str) -> list[str]:
    """Return `path` and each node that asks something of its own below it or below an alias of these."""
    branches = [path]
    covered: list[str] = []
    nodes = {path}
    while branches:
        branch = branches.pop(0)
        if branch.startswith(tuple(covered)):
            continue
        covered.append(branch)
        nodes.add(branch)
        below = Page.objects.filter(path__startswith=branch)
        askers = below.filter(Q(view_restrictions__isnull=False) | Q(alias_of__isnull=False))
        nodes.update(askers.values_list("path", flat=True))
        branches += sorted(Page.objects.filter(alias_of__in=below).values_list("path", flat=True), key=len)
    return sorted(nodes, key=len)


def _write(path: str, scope: Scope) -> None:
    pages = Page.objects.filter(path__startswith=path)
    PageScope.objects.filter(page__in=pages).exclude(scope=scope).update(scope=scope)
    for carrier in _carriers:
        carrier(scope.pk, pages)
