"""What can be followed, as one reader meets it."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from access.models import User
from blog.models import BlogIndexPage
from following.follows import NothingToFollow, follow
from following.source_kinds.sections import sections_above
from following.sources import find_source_kind, place_of
from home.models import HomePage
from news.models import NewsIndexPage
from tests.factories.blog import BlogFactory, BlogPostFactory
from tests.factories.directory import PersonFactory, SubjectFactory
from tests.factories.following import NOW
from tests.factories.pages import NewsPageFactory
from tests.factories.privacy import restrict

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def test_an_outsider_learns_of_no_page_person_or_section_that_is_closed_to_them(employee: User) -> None:
    page, blog = NewsPageFactory(title="Voor de directie"), BlogFactory(title="Besloten blog")
    for closed in (page, blog):
        restrict(closed, Group.objects.create(name=closed.title))

    assert place_of("page", page.pk, employee) is None
    assert place_of("section", blog.pk, employee) is None


def test_what_is_not_there_for_readers_cannot_be_followed(employee: User) -> None:
    draft, ended = NewsPageFactory(live=False), NewsPageFactory(ends_on=date(2020, 1, 1))
    leaver = PersonFactory(left_on=date(2026, 1, 1))

    assert place_of("page", draft.pk, employee) is None
    kept = place_of("page", ended.pk, employee)
    assert kept is not None
    assert (kept.title, kept.has_ended) == (ended.title, True)
    with pytest.raises(NothingToFollow):
        follow(follower=employee, kind="page", object_id=ended.pk, now=NOW)
    assert place_of("person", leaver.pk, employee) is None


def test_a_section_is_no_page_and_a_page_no_section(employee: User) -> None:
    page, blog = NewsPageFactory(), BlogFactory()
    news: Any = NewsIndexPage.objects.get(locale__language_code="nl")

    kinds = {
        (kind, each.pk)
        for each in (page, blog, news)
        for kind in ("page", "section")
        if place_of(kind, each.pk, employee)
    }

    assert kinds == {("page", page.pk), ("section", blog.pk), ("section", news.pk)}


def test_a_source_says_its_name_and_the_language_of_that(employee: User) -> None:
    named = SubjectFactory(name_nl="Verlof", name_en="Leave", slug="verlof")
    unnamed = SubjectFactory(name_nl="Stage", name_en="", slug="stage")

    with translation.override("en"):
        places = [place_of("subject", subject.pk, employee) for subject in (named, unnamed)]

    assert [(place.title, place.language) for place in places if place] == [("Leave", "en"), ("Stage", "nl")]


def test_the_sections_of_a_page_are_all_those_above_it_whose_news_it_is(home: HomePage) -> None:
    post, news = BlogPostFactory(), NewsPageFactory()
    blogs: Any = BlogIndexPage.objects.get(locale__language_code="nl")

    above = sections_above([post, news])

    assert set(above[post.pk]) == {blogs.pk, post.get_parent().pk}
    assert above[news.pk] == [news.get_parent().pk]


@pytest.mark.parametrize("kind", ["person", "subject", "section", "page"])
def test_the_places_of_many_cost_what_those_of_a_few_cost(kind: str, employee: User) -> None:
    factory: Any = {
        "person": PersonFactory,
        "subject": SubjectFactory,
        "section": BlogFactory,
        "page": NewsPageFactory,
    }[kind]
    ids = [factory().pk for _number in range(6)]
    found = find_source_kind(kind)
    assert found is not None
    # The roots of the sites and what is visible are asked once and remembered.
    assert len(found.places(ids, employee)) == 6
    costs = []
    for count in (3, 6):
        with CaptureQueriesContext(connection) as queries:
            found.places(ids[:count], employee)
        costs.append(len(queries))

    assert costs[0] == costs[1]
