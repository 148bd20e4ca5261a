"""Copies of what `lay_out` makes are as if it had been called."""

import pytest
from wagtail.models import Page, Site

from home.models import HomePage
from home.services import lay_out
from tests.laid_out import home_of


def tree() -> list[tuple[object, ...]]:
    """Return every page as it stands, without the numbers and paths that each making takes anew."""
    pages = Page.objects.order_by("path").select_related("visibility__scope", "locale")
    return [
        (
            page.depth,
            page.url_path,
            page.numchild,
            page.live,
            str(page.locale),
            page.visibility.scope.condition,
        )
        for page in pages.exclude(depth=1)
    ]


@pytest.mark.django_db
def test_the_copy_is_as_the_original() -> None:
    copied, copies = home_of(), tree()
    site = Site.objects.get()
    assert site.root_page.specific == copied
    Page.objects.filter(depth=2).delete()
    site.delete()

    lay_out(hostname="testserver")

    assert len(copies) == 12
    assert copies == tree()


@pytest.mark.django_db
def test_a_page_that_is_added_to_the_copy_gets_a_number_of_its_own(home: HomePage) -> None:
    page = HomePage(title="Nog een", slug="nog-een", locale=home.locale)

    Page.get_first_root_node().add_child(instance=page)

    assert page.pk > home.pk
    assert not any(Page.find_problems())
