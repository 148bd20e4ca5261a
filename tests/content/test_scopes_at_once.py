"""Two transactions at once on PostgreSQL, neither of which sees what the other has not committed."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from wagtail.models import Page

from access.models import FileUse
from content.models import PageScope
from tests.factories.pages import ImageFactory, ProcedurePageFactory, SectionPageFactory
from tests.factories.privacy import restrict

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE_SECONDS = 20


@pytest.fixture
def council() -> Group:
    return Group.objects.create(name="Works council")


def meet(*, ours: Callable[[], object], theirs: Callable[[], object]) -> None:
    """Do `ours` in a transaction that is still open when `theirs` begins in another."""

    def on_a_connection_of_its_own() -> None:
        try:
            theirs()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            ours()
            beside = pool.submit(on_a_connection_of_its_own)
            wait_until_somebody_waits()
        beside.result(PATIENCE_SECONDS)


def wait_until_somebody_waits() -> None:
    """Return when another transaction waits for ours to end, by whatever lock."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone() != (0,):
                return
        time.sleep(0.02)
    pytest.fail("Nobody waited.")


def scope_of_title(title: str) -> str:
    return PageScope.objects.get(page__title=title).scope.condition


def test_a_page_that_is_being_made_gets_the_restriction_set_meanwhile(council: Group) -> None:
    section = SectionPageFactory(title="Section")
    shelf = SectionPageFactory(title="Shelf", parent=section)

    meet(
        ours=lambda: ProcedurePageFactory(title="New", parent=shelf),
        theirs=lambda: restrict(section, council),
    )

    assert scope_of_title("New") == f"role:{council.pk}"


@pytest.mark.parametrize("depth", ["under it", "deeper"])
def test_a_page_made_while_a_section_is_being_restricted_gets_the_restriction(
    council: Group, depth: str
) -> None:
    section = SectionPageFactory(title="Section")
    parent = SectionPageFactory(title="Shelf", parent=section) if depth == "deeper" else section

    meet(
        ours=lambda: restrict(section, council),
        theirs=lambda: ProcedurePageFactory(title="New", parent=parent),
    )

    assert scope_of_title("New") == f"role:{council.pk}"


def test_a_picture_published_while_its_page_is_being_restricted_is_as_private_as_the_page(
    council: Group,
) -> None:
    page, image = SectionPageFactory(), ImageFactory()

    def publish() -> None:
        fresh = Page.objects.get(pk=page.pk).specific
        fresh.body = [("figure", {"image": image, "caption": ""})]
        fresh.save_revision().publish()

    meet(ours=publish, theirs=lambda: restrict(page, council))

    assert FileUse.objects.get().scope.condition == f"role:{council.pk}"


def test_two_restrictions_set_at_once_both_hold(council: Group) -> None:
    outer = SectionPageFactory(title="Outer")
    inner = SectionPageFactory(title="Inner", parent=outer)
    lawyers = Group.objects.create(name="Lawyers")

    meet(ours=lambda: restrict(outer, council), theirs=lambda: restrict(inner, lawyers))

    assert scope_of_title("Inner") == " & ".join(sorted([f"role:{council.pk}", f"role:{lawyers.pk}"]))
