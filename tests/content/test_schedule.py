from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published

from access.roles import Role
from content import schedule
from home.models import HomePage
from news.models import NewsPage
from tests.admin_forms import filled_form
from tests.factories.pages import NewsPageFactory
from tests.factories.roles import holder_of

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


def test_the_date_that_readers_see_is_the_day_on_which_a_planned_item_came_out(home: HomePage) -> None:
    page = NewsPageFactory(title="Open day", live=False, published_on=None)
    page.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))

    schedule.enqueue_planned(timezone.now())

    page.refresh_from_db()
    assert (page.live, page.published_on) == (True, timezone.localdate())


def test_an_editor_plans_in_words_that_say_what_happens(client: Client, home: HomePage) -> None:
    page = NewsPageFactory()
    for language, words in (("nl", "Offline halen op"), ("en", "Take offline on")):
        client.force_login(holder_of(Role.EDITOR, language=language))

        assert words in client.get(f"/admin/pages/{page.pk}/edit/").content.decode()


def test_what_is_planned_in_the_admin_waits_for_its_moment(client: Client, home: HomePage) -> None:
    page = NewsPageFactory(title="Open day", live=False, published_on=None)
    client.force_login(holder_of(Role.EDITOR))
    address = f"/admin/pages/{page.pk}/edit/"
    moment = (timezone.localtime() + timedelta(minutes=5)).replace(second=0, microsecond=0)

    form = filled_form(client, address, go_live_at=f"{moment:%Y-%m-%d %H:%M}", **{"action-publish": "1"})
    client.post(address, form)
    schedule.enqueue_planned(timezone.now())

    assert titles_live() == set()
    assert page.revisions.get(approved_go_live_at=moment)
