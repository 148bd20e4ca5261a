from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, PageViewRestriction

from access.models import Scope, User
from access.scopes import forget_visible_scopes, visible_scope_ids
from content import scopes
from content.models import PageScope
from content.scopes import carried_scope_id, fill_scopes, register_carrier, rewrite_scopes, scope_of
from home.models import HomePage
from tests.factories.pages import ProcedurePageFactory, SectionPageFactory
from tests.factories.privacy import restrict

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def lawyers(db: None) -> Group:
    return Group.objects.create(name="Lawyers")


def condition(page: Page) -> str:
    return PageScope.objects.get(page_id=page.pk).scope.condition


def restrictions_of(group: Group) -> Any:
    """Any: the stubs do not know the relation back from a model of Wagtail."""
    return group.pageviewrestriction_set  # type: ignore[attr-defined]  # see above


def role(group: Group) -> str:
    return f"role:{group.pk}"


def may_see(user: User, page: Page) -> bool:
    forget_visible_scopes(user)
    return PageScope.objects.filter(page_id=page.pk, scope__in=visible_scope_ids(user)).exists()


def test_a_new_page_is_for_everyone() -> None:
    page = ProcedurePageFactory()

    assert condition(page) == "everyone"


def test_a_new_page_under_a_restricted_parent_asks_the_same(council: Group) -> None:
    section = SectionPageFactory()
    restrict(section, council)

    page = ProcedurePageFactory(parent=section)

    assert condition(page) == role(council)


def test_restricting_a_section_closes_every_page_below_it(council: Group, employee: User) -> None:
    section = SectionPageFactory()
    page = ProcedurePageFactory(parent=SectionPageFactory(parent=section))
    beside = ProcedurePageFactory(title="Beside")

    restrict(section, council)

    assert not may_see(employee, page)
    assert may_see(employee, beside)
    employee.groups.add(council)
    assert may_see(employee, page)


def test_restrictions_above_each_other_must_all_be_met(
    council: Group, lawyers: Group, employee: User
) -> None:
    outer = SectionPageFactory()
    inner = SectionPageFactory(parent=outer)
    page = ProcedurePageFactory(parent=inner)
    restrict(inner, lawyers)

    restrict(outer, council)

    employee.groups.add(lawyers)
    assert not may_see(employee, page)
    employee.groups.add(council)
    assert may_see(employee, page)
    assert condition(outer) == role(council)


def test_one_of_several_groups_is_enough(council: Group, lawyers: Group, employee: User) -> None:
    page = ProcedurePageFactory()

    restrict(page, council, lawyers)

    employee.groups.add(lawyers)
    assert may_see(employee, page)


def test_a_restriction_without_groups_yet_is_met_by_nobody(employee: User) -> None:
    page = ProcedurePageFactory()

    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)

    assert condition(page) == "nobody"
    assert not may_see(employee, page)


def test_a_restriction_to_who_signs_in_is_met_by_everyone(employee: User) -> None:
    page = ProcedurePageFactory()

    restrict(page, kind=PageViewRestriction.LOGIN)

    assert may_see(employee, page)


def test_a_shared_password_opens_nothing(employee: User) -> None:
    page = ProcedurePageFactory()

    restrict(page, kind=PageViewRestriction.PASSWORD)

    assert condition(page) == "nobody"
    assert not may_see(employee, page)


def test_lifting_a_restriction_opens_the_branch(council: Group, employee: User) -> None:
    section = SectionPageFactory()
    page = ProcedurePageFactory(parent=section)
    restriction = restrict(section, council)

    restriction.delete()

    assert may_see(employee, page)


def test_lifting_restrictions_in_bulk_opens_the_branch(council: Group, employee: User) -> None:
    page = ProcedurePageFactory()
    restrict(page, council)

    PageViewRestriction.objects.all().delete()

    assert may_see(employee, page)


def test_moving_a_page_below_a_restricted_one_closes_it(council: Group, employee: User) -> None:
    closed = SectionPageFactory(title="Closed")
    restrict(closed, council)
    branch = SectionPageFactory(title="Branch")
    page = ProcedurePageFactory(parent=branch)

    Page.objects.get(pk=branch.pk).move(Page.objects.get(pk=closed.pk), pos="last-child")

    assert not may_see(employee, page)


def test_groups_may_change_from_their_own_side(council: Group, lawyers: Group) -> None:
    page = ProcedurePageFactory()
    restriction = restrict(page, council)

    restrictions_of(lawyers).add(restriction)
    both = condition(page)
    restrictions_of(council).clear()

    assert both == f"{role(council)}|{role(lawyers)}"
    assert condition(page) == role(lawyers)


def test_deleting_the_only_group_of_a_restriction_leaves_it_to_nobody(council: Group) -> None:
    page = ProcedurePageFactory()
    restrict(page, council)

    council.delete()

    assert condition(page) == "nobody"


def test_a_copy_keeps_the_restrictions_of_its_original(council: Group, employee: User) -> None:
    section = SectionPageFactory(title="Closed")
    ProcedurePageFactory(parent=section)
    restrict(section, council)

    copy = Page.objects.get(pk=section.pk).specific.copy(
        recursive=True, update_attrs={"title": "Copy", "slug": "copy"}
    )

    assert not may_see(employee, copy)
    assert not may_see(employee, copy.get_children().get())


def test_a_translation_has_a_scope_of_its_own(council: Group, employee: User) -> None:
    page = ProcedurePageFactory()
    restrict(page, council)
    english = Locale.objects.get(language_code="en")

    translation = page.copy_for_translation(english)

    # Wagtail copies the restrictions that stand on the page itself.
    assert not may_see(employee, translation)


def test_an_alias_asks_what_its_source_asks(council: Group, employee: User) -> None:
    section = SectionPageFactory(title="Closed")
    page = ProcedurePageFactory(parent=section)
    elsewhere = SectionPageFactory(title="Elsewhere")
    alias = page.create_alias(parent=elsewhere, update_slug="alias")
    seen_before = may_see(employee, alias)

    restrict(section, council)

    assert seen_before
    assert not may_see(employee, alias)
    assert may_see(employee, elsewhere)


def test_an_alias_that_becomes_a_page_of_its_own_asks_only_for_itself(council: Group, employee: User) -> None:
    section = SectionPageFactory(title="Closed")
    page = ProcedurePageFactory(parent=section)
    restrict(section, council)
    alias = page.create_alias(parent=SectionPageFactory(title="Elsewhere"), update_slug="alias")
    seen_as_alias = may_see(employee, alias)

    alias.alias_of_id = None
    alias.save(update_fields=["alias_of_id"], clean=False)

    assert not seen_as_alias
    assert may_see(employee, alias)


def test_an_alias_whose_source_is_deleted_asks_only_for_itself(council: Group, employee: User) -> None:
    section = SectionPageFactory(title="Closed")
    page = ProcedurePageFactory(parent=section)
    restrict(section, council)
    alias = page.create_alias(parent=SectionPageFactory(title="Elsewhere"), update_slug="alias")

    page.delete()

    assert may_see(employee, alias)


def test_deleting_a_restricted_page_leaves_nothing_behind(council: Group) -> None:
    section = SectionPageFactory()
    page = ProcedurePageFactory(parent=section)
    restrict(section, council)

    Page.objects.get(pk=section.pk).delete()

    assert not PageScope.objects.filter(page_id__in=[section.pk, page.pk]).exists()


def test_a_page_without_a_scope_is_seen_by_nobody_until_it_is_filled(home: HomePage, employee: User) -> None:
    page = ProcedurePageFactory()
    PageScope.objects.filter(page=page).delete()
    seen_without = may_see(employee, page)

    filled = fill_scopes(home)

    assert not seen_without
    assert filled == 1
    assert may_see(employee, page)
    assert fill_scopes(home) == 0


def test_rewriting_costs_the_same_for_three_pages_and_for_six(council: Group) -> None:
    section = SectionPageFactory()
    for number in range(3):
        ProcedurePageFactory(parent=section, title=f"Procedure {number}")
    restrict(section, council)
    with CaptureQueriesContext(connection) as three:
        rewrite_scopes(section)
    for number in range(3, 6):
        ProcedurePageFactory(parent=section, title=f"Procedure {number}")

    with CaptureQueriesContext(connection) as six:
        rewrite_scopes(section)

    assert len(six) == len(three) <= 14 + len(scopes._carriers)


def test_carriers_hear_of_outer_branches_first(
    council: Group, lawyers: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    outer = SectionPageFactory(title="Outer")
    inner = SectionPageFactory(parent=outer, title="Inner")
    page = ProcedurePageFactory(parent=inner)
    restrict(inner, lawyers)
    heard: list[tuple[str, set[int]]] = []
    monkeypatch.setattr(scopes, "_carriers", [])

    @register_carrier
    def listen(scope_id: int, pages: QuerySet[Page]) -> None:
        heard.append((Scope.objects.get(pk=scope_id).condition, set(pages.values_list("pk", flat=True))))

    rewrite_scopes(PageViewRestriction.objects.get().page)
    restrict(outer, council)

    assert heard[0] == (role(lawyers), {inner.pk, page.pk})
    assert heard[-2:] == [
        (role(council), {outer.pk, inner.pk, page.pk}),
        (" & ".join(sorted([role(council), role(lawyers)])), {inner.pk, page.pk}),
    ]


def test_the_scope_to_carry_is_the_one_of_the_page(council: Group) -> None:
    page = ProcedurePageFactory()
    restrict(page, council)
    bare = ProcedurePageFactory(title="Bare")
    PageScope.objects.filter(page=bare).delete()

    with transaction.atomic():
        carried = carried_scope_id(page)
        nothing = carried_scope_id(bare)

    assert carried == scope_of(page).pk
    assert nothing is None
