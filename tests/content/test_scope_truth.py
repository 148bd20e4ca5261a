"""Any order of changes leaves every page with the scope that a page-by-page computation gives it."""

import random
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction

from access.models import FileUse, User
from access.scopes import forget_visible_scopes
from content.models import PageScope
from home.models import HomePage
from knowledge.models import SectionPage
from tests.factories.accounts import UserFactory
from tests.factories.pages import ImageFactory, SectionPageFactory
from tests.factories.privacy import restrict
from tests.proofs import is_large

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.proof("scopes")]

SEEDS = range(12) if is_large("scopes") else range(1)
STEPS = 100 if is_large("scopes") else 25
MOST_PAGES = 60


class Organisation:
    """A small tree of sections with an image each, three groups, and someone in each mix of these."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.image = ImageFactory()
        self.groups = [Group.objects.create(name=f"Group {number}") for number in range(3)]
        self.people: list[User] = []
        for mask in range(8):
            person = UserFactory()
            person.groups.add(*(group for number, group in enumerate(self.groups) if mask & 1 << number))
            self.people.append(person)
        self.made = 0
        for _ in range(6):
            self.create()

    @property
    def sections(self) -> list[SectionPage]:
        return list(SectionPage.objects.order_by("pk"))

    def any_section(self) -> SectionPage:
        return self.random.choice(self.sections)

    def some_groups(self) -> list[Group]:
        return self.random.sample(self.groups, self.random.randint(0, len(self.groups)))

    def changes(self, count: int) -> list[Callable[[], None]]:
        """Return `count` changes in no order, each kind at least once; one may find nothing to change."""
        weights = {
            self.restrict: 6,
            self.lift: 3,
            self.regroup: 3,
            self.move: 5,
            self.create: 4,
            self.copy: 1,
            self.alias: 3,
            self.own: 1,
            self.remove: 2,
            self.lose_group: 1,
        }
        kinds = list(weights)
        chosen = kinds + self.random.choices(kinds, list(weights.values()), k=count - len(kinds))
        self.random.shuffle(chosen)
        return chosen

    def restrict(self) -> None:
        page = self.any_section()
        kinds = [PageViewRestriction.GROUPS] * 4 + [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD]
        # An alias has no restrictions of its own in Wagtail's screens.
        if page.alias_of_id is None and not page.view_restrictions.exists():
            restrict(page, *self.some_groups(), kind=self.random.choice(kinds))

    def lift(self) -> None:
        if restriction := self.any_restriction():
            restriction.delete()

    def regroup(self) -> None:
        if restriction := self.any_restriction():
            restriction.groups.set(self.some_groups())

    def any_restriction(self) -> PageViewRestriction | None:
        restrictions = list(PageViewRestriction.objects.order_by("pk"))
        return self.random.choice(restrictions) if restrictions else None

    def move(self) -> None:
        page, target = self.any_section(), self.any_section()
        is_taken = target.get_children().filter(slug=page.slug).exists()
        if not is_taken and not target.path.startswith(page.path):
            Page.objects.get(pk=page.pk).move(Page.objects.get(pk=target.pk), pos="last-child")

    def create(self) -> None:
        sections = self.sections
        parent = self.random.choice([None, *sections])
        if len(sections) < MOST_PAGES:
            body = [("figure", {"image": self.image, "caption": ""})]
            SectionPageFactory(title=f"Section {self.name()}", parent=parent, body=body)

    def copy(self) -> None:
        page, target = self.any_section(), self.any_section()
        if self.fits(page, target):
            page.copy(recursive=True, to=target, update_attrs={"slug": f"copy-{self.name()}"})

    def alias(self) -> None:
        page, target = self.any_section(), self.any_section()
        if self.fits(page, target):
            page.create_alias(recursive=True, parent=target, update_slug=f"alias-{self.name()}")

    def fits(self, page: SectionPage, target: SectionPage) -> bool:
        room = MOST_PAGES - SectionPage.objects.count()
        return page.get_descendant_count() < room and not target.path.startswith(page.path)

    def own(self) -> None:
        """Make a page of its own of an alias."""
        if alias := SectionPage.objects.exclude(alias_of=None).order_by("pk").first():
            alias.alias_of_id = None
            alias.save(update_fields=["alias_of_id"], clean=False)

    def remove(self) -> None:
        page = self.any_section()
        if len(self.sections) - page.get_descendant_count() > 4:
            Page.objects.get(pk=page.pk).delete()

    def lose_group(self) -> None:
        """Delete a group; another with its members takes its place."""
        group = self.groups.pop(self.random.randrange(len(self.groups)))
        successor = Group.objects.create(name=f"Successor {self.name()}")
        successor.user_set.set(group.user_set.all())
        group.delete()
        self.groups.append(successor)

    def name(self) -> int:
        self.made += 1
        return self.made


def asked_of(page: Page, on_the_way: frozenset[int] = frozenset()) -> frozenset[frozenset[str]]:
    """Return what a page asks, computed for it alone: one set of groups for each restriction above it.

    A page can come to lie below its own alias; what is asked on the way there is asked already.
    """
    asked: set[frozenset[str]] = set()
    for node in page.get_ancestors(inclusive=True):
        for restriction in PageViewRestriction.objects.filter(page_id=node.pk):
            if restriction.restriction_type == PageViewRestriction.LOGIN:
                continue
            groups = restriction.groups.all()
            named = restriction.restriction_type == PageViewRestriction.GROUPS
            asked.add(frozenset(f"role:{group.pk}" for group in groups if named))
        if node.alias_of is not None and node.pk not in on_the_way:
            asked |= asked_of(node.alias_of, on_the_way | {node.pk})
    return frozenset(asked)


def written(asked: frozenset[frozenset[str]]) -> str:
    clauses = sorted(tuple(sorted(tokens)) or ("nobody",) for tokens in asked)
    return " & ".join("|".join(clause) for clause in clauses) or "everyone"


def differences(pages: list[Page]) -> Iterator[str]:
    stored = dict(PageScope.objects.values_list("page_id", "scope__condition"))
    opened = dict(FileUse.objects.filter(thing_kind="page").values_list("thing_id", "scope__condition"))
    for page in pages:
        truth = written(asked_of(page))
        if stored.get(page.pk) != truth:
            yield f"{page}: is {stored.get(page.pk)}, should be {truth}"
        # Wagtail takes the aliases of a page offline that is removed; what is not live opens nothing.
        opens = truth if page.live else None
        if opened.get(page.pk) != opens:
            yield f"image of {page}: is {opened.get(page.pk)}, should be {opens}"


def seen_by(person: User) -> set[int]:
    forget_visible_scopes(person)
    return set(PageScope.objects.visible_to(person).values_list("page_id", flat=True))


def should_see(person: User, pages: list[Page]) -> set[int]:
    held = {f"role:{pk}" for pk in person.groups.values_list("pk", flat=True)}
    return {page.pk for page in pages if all(tokens & held for tokens in asked_of(page))}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_change_leaves_the_scopes_that_hold_for_each_page(home: HomePage, seed: int) -> None:
    organisation = Organisation(seed)
    history = []

    for change in organisation.changes(STEPS):
        change()
        history.append(change.__name__)
        pages = list(Page.objects.filter(pk__in=[page.pk for page in organisation.sections]))

        assert list(differences(pages)) == [], history
        person = organisation.random.choice(organisation.people)
        assert seen_by(person) & {page.pk for page in pages} == should_see(person, pages), history
