"""Copies of what `lay_out` makes are as if it had been called."""

from collections.abc import Callable

import pytest
from wagtail.models import Page, Site

from access.models import Scope
from content.models import PageScope
from home.models import HomePage
from home.services import lay_out
from search.models import Entry


def shape() -> tuple[object, ...]:
    pages = Page.objects.order_by("path").values_list(
        "path", "url_path", "numchild", "live", "locale__language_code"
    )
    return (
        list(pages),
        list(PageScope.objects.order_by("page__path").values_list("page__path", "scope__condition")),
        list(Scope.objects.order_by("condition").values_list("condition", flat=True)),
        list(Site.objects.values_list("hostname", "root_page__path")),
        Entry.objects.count(),
    )


@pytest.mark.django_db
def test_the_copy_has_the_shape_of_the_original(lay_out_again: Callable[[], HomePage]) -> None:
    copied = lay_out_again()
    of_copy = shape()
    Page.objects.filter(depth=2).delete()
    Site.objects.all().delete()
    lay_out(hostname="testserver")

    assert copied.locale.language_code == "nl"
    assert len(of_copy[0]) == 13
    assert [row[1:] for row in of_copy[0]] == [row[1:] for row in shape()[0]]  # type: ignore[attr-defined]  # lists


@pytest.mark.django_db
def test_a_page_that_is_added_to_the_copy_gets_a_number_of_its_own(home: HomePage) -> None:
    page = HomePage(title="Nog een", slug="nog-een", locale=home.locale)

    Page.get_first_root_node().add_child(instance=page)

    assert page.pk > home.pk
    assert not any(Page.find_problems())
