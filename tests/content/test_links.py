"""Links of live pages that readers would follow in vain."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page

from content.links import judge_all, keep_links
from content.models import PageLink
from news.models import NewsPage
from tests.factories.files import DocumentFactory
from tests.factories.pages import NewsPageFactory, SectionPageFactory
from tests.factories.privacy import restrict

pytestmark = pytest.mark.django_db


def linking_to(*targets: Page) -> NewsPage:
    links = "".join(f'<p><a linktype="page" id="{target.pk}">hier</a></p>' for target in targets)
    page: NewsPage = NewsPageFactory(body=[("text", links)])
    keep_links(page)
    return page


def faults() -> dict[int, str]:
    return dict(PageLink.objects.values_list("target_id", "fault"))


def test_a_link_that_works_has_no_fault() -> None:
    target = NewsPageFactory()

    linking_to(target)

    assert faults() == {target.pk: ""}


def test_a_target_that_is_deleted_later_is_gone() -> None:
    target = NewsPageFactory()
    key = target.pk
    linking_to(target)

    target.delete()
    broken_count = judge_all()

    assert (broken_count, faults()) == (1, {key: "gone"})


def test_a_target_that_goes_offline_and_comes_back_works_again() -> None:
    target = NewsPageFactory()
    linking_to(target)

    target.unpublish()
    judge_all()
    while_offline = faults()
    target.save_revision().publish()
    judge_all()

    assert (while_offline, faults()) == ({target.pk: "offline"}, {target.pk: ""})


def test_a_target_that_asks_more_of_its_readers_is_hidden_from_some(council: Group) -> None:
    target = SectionPageFactory()
    linking_to(target)

    restrict(target, council)
    judge_all()

    assert faults() == {target.pk: "hidden"}


def test_pages_that_ask_the_same_of_their_readers_link_to_each_other(council: Group) -> None:
    target, page = SectionPageFactory(), SectionPageFactory(body=[])
    restrict(target, council)
    restrict(page, council)
    page.body = [("text", f'<p><a linktype="page" id="{target.pk}">hier</a></p>')]
    page.save()

    assert keep_links(page) == []


def test_a_document_that_is_gone_is_told() -> None:
    document = DocumentFactory()
    key = document.pk
    page = NewsPageFactory(body=[("text", f'<p><a linktype="document" id="{document.pk}">hier</a></p>')])
    keep_links(page)

    document.delete()
    judge_all()

    assert list(PageLink.objects.values_list("kind", "target_id", "fault")) == [("document", key, "gone")]


def test_what_a_page_no_longer_links_to_is_forgotten() -> None:
    page = linking_to(NewsPageFactory())

    page.body = []
    page.save()
    keep_links(page)

    assert not PageLink.objects.exists()


def test_a_page_replaced_by_another_links_to_it() -> None:
    successor = NewsPageFactory(live=False)
    page = NewsPageFactory(successor=successor)

    broken = keep_links(page)

    assert [(link.field, link.fault) for link in broken] == [("successor", "offline")]


def test_judging_asks_no_more_for_many_links_than_for_few(django_assert_max_num_queries: object) -> None:
    linking_to(*(NewsPageFactory() for _ in range(6)))

    with django_assert_max_num_queries(5):  # type: ignore[operator]  # a fixture of pytest-django
        judge_all()
