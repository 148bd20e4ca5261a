from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published

from content import schedule
from home.models import HomePage
from news.models import NewsPage
from tests.factories.pages import NewsPageFactory

pytestmark = pytest.mark.django_db


def planned(title: str, *, minutes: int) -> NewsPage:
    """An unpublished item that goes live `minutes` from now."""
    page: NewsPage = NewsPageFactory(title=title, live=False)
    page.save_revision(approved_go_live_at=timezone.now() + timedelta(minutes=minutes))
    return page


def titles_live() -> set[str]:
    return set(NewsPage.objects.live().values_list("title", flat=True))


def test_what_is_planned_goes_live_when_its_moment_comes_and_not_before(home: HomePage) -> None:
    planned("Open day", minutes=-1)
    planned("New canteen", minutes=5)

    schedule.enqueue_planned(timezone.now())

    assert titles_live() == {"Open day"}


def test_what_is_over_goes_offline(home: HomePage) -> None:
    NewsPageFactory(title="Works council election", expire_at=timezone.now() - timedelta(minutes=1))
    NewsPageFactory(title="New canteen", expire_at=timezone.now() + timedelta(minutes=5))

    schedule.enqueue_planned(timezone.now())

    assert titles_live() == {"New canteen"}
    assert Page.objects.get(title="Works council election").expired


def test_a_page_that_fails_stays_as_it_was_and_holds_up_no_other(home: HomePage) -> None:
    broken = planned("Open day", minutes=-2)
    planned("New canteen", minutes=-1)

    def refuse(instance: NewsPage, **kwargs: object) -> None:
        if instance.pk == broken.pk:
            raise RuntimeError("A receiver fails.")

    page_published.connect(refuse)
    try:
        schedule.enqueue_planned(timezone.now())
    finally:
        page_published.disconnect(refuse)

    assert titles_live() == {"New canteen"}
    assert broken.revisions.get().approved_go_live_at is not None


def test_publishing_twice_publishes_once(home: HomePage) -> None:
    revision = planned("Open day", minutes=-1).revisions.get()
    published: list[object] = []

    def count(instance: NewsPage, **kwargs: object) -> None:
        published.append(instance)

    page_published.connect(count)
    try:
        schedule.publish.enqueue(revision.pk)
        schedule.publish.enqueue(revision.pk)
    finally:
        page_published.disconnect(count)

    assert len(published) == 1
