"""What must hold however large an organisation and its talk become."""

import time
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_comments.models import Comment
from django_comments_xtd.models import XtdComment
from wagtail.models import Page

from access.models import FileUse
from blog.models import Episode
from content.models import ContentPage, PageScope
from dialogue.conversations import sum_up
from dialogue.models import BrinkComment, Conversation
from directory.models import Person, Unit
from groups.models import Group, Post
from home.models import HomePage
from home.organisation.invention import Inventor
from home.organisation.making import make_organisation
from home.organisation.people import root_of
from home.organisation.plan import Plan, Size
from home.organisation.talk import ANSWER_CHANCE, add_comments
from news.models import NewsPage
from search.kinds import PAGE_KINDS
from search.models import Entry
from tests.conftest import QueryCounter
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory
from tests.factories.pages import NewsPageFactory
from tests.proofs import is_large

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.mark.proof("thread")
@pytest.mark.parametrize("shape", ["spread", "all under one"])
@pytest.mark.parametrize("query", ["", "?comments=newest", "?comments=waiting", "?at="])
def test_a_long_thread_costs_as_much_as_a_short_one(
    queries_of: QueryCounter, reader: Client, shape: str, query: str
) -> None:
    long_count = 20_000 if is_large("thread") else 300
    authors = [PersonFactory(user=UserFactory()).user for _ in range(40)]
    pages = short, long = NewsPageFactory(), NewsPageFactory()
    talk = [(short, 50), (long, long_count)]
    answer_chance = 1 if shape == "all under one" else ANSWER_CHANCE
    with transaction.atomic():
        add_comments(talk, authors, Inventor("talk"), NOW, answer_chance)
        for page in pages:
            waiting = BrinkComment.objects.under(page.content_type_id, str(page.pk)).order_by("pk")
            ask(waiting.filter(level=0).last())
    settle_statistics()

    costs = []
    for page in pages:
        # A link to the last comment opens its place.
        last = BrinkComment.objects.under(page.content_type_id, str(page.pk)).order_by("-thread_id", "-order")
        address = page.get_url() + query + (str(last[0].pk) if query == "?at=" else "")
        queries = queries_of(address)
        started = time.perf_counter()
        size = len(reader.get(address).content)
        costs.append((queries, time.perf_counter() - started, size))

    (short_queries, short_seconds, short_bytes), (long_queries, long_seconds, long_bytes) = costs
    print(
        f"\n{shape}, {query or 'as it opens'}: {long_count} comments: {long_queries} queries, "
        f"{long_seconds * 1000:.0f} ms, {long_bytes / 1000:.0f} kB; 50 comments: {short_queries} queries, "
        f"{short_seconds * 1000:.0f} ms, {short_bytes / 1000:.0f} kB"
    )
    assert BrinkComment.objects.filter(object_pk=str(long.pk)).count() == long_count
    # A link into the first part needs no part that begins there, and what stands above a place is asked
    # only far down a conversation.
    assert short_queries <= long_queries <= short_queries + (query == "?at=")
    # At most fifty comments, or one unfolded conversation.
    assert long_bytes < 250_000


def ask(comment: BrinkComment) -> None:
    """Let a comment wait for an answer."""
    waits = {"answer_state": BrinkComment.AnswerState.WAITING, "waits_since": NOW}
    BrinkComment.objects.filter(pk=comment.pk).update(**waits)
    sum_up(comment.thread_id)


def settle_statistics() -> None:
    """Let the database know of the many rows, as it does by itself after a while."""
    with connection.cursor() as cursor:
        for model in (Comment, XtdComment, BrinkComment, Conversation):
            cursor.execute(f"ANALYZE {model._meta.db_table}")


@pytest.mark.proof("organisation")
@pytest.mark.any_database
def test_a_large_organisation_is_whole(home: HomePage) -> None:
    people_count = 100_000 if is_large("organisation") else 300
    plan = Plan(Size(people=people_count), seed=3, now=NOW)
    started = time.perf_counter()

    make_organisation(plan, home, lambda stage: print(f"{time.perf_counter() - started:7.1f} s  {stage}"))

    pages = Page.objects.filter(depth__gt=1)
    findable = Page.objects.type(ContentPage)
    assert Person.objects.count() == people_count
    assert PageScope.objects.count() == pages.count()
    assert Entry.objects.filter(kind="person").count() == people_count
    assert Entry.objects.filter(kind__in=PAGE_KINDS).count() == findable.count()
    assert Entry.objects.filter(kind="group").count() == Group.objects.count()
    assert Entry.objects.filter(kind__in=["post", "question"]).count() == Post.objects.count()
    assert Entry.objects.filter(scope=None).count() == 0
    pictured, heard = NewsPage.objects.exclude(image=None), Episode.objects.exclude(audio=None)
    assert FileUse.objects.count() == pictured.count() + heard.count()
    assert not any(Page.find_problems())
    assert not any(Unit.find_problems())


@pytest.mark.proof("home")
def test_home_of_a_large_organisation_costs_as_many_queries_as_of_a_small_one(
    home: HomePage, client: Client
) -> None:
    """Each of them has all that the front page shows: audiences, a must-know, a banner, quick links."""
    large_count = 20_000 if is_large("home") else 600
    costs = []
    # Enough people for a newcomer or two in each.
    for seed, people_count in ((5, 300), (6, large_count)):
        plan = Plan(Size(people=people_count), seed=seed, now=timezone.now())
        make_organisation(plan, home, lambda stage: None)
        root = root_of(seed)
        assert root is not None
        reader = Person.objects.filter(unit__path__startswith=root.path).order_by("pk")[0].user
        assert reader is not None
        client.force_login(reader)
        page = client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        costs.append(len(queries))
        assert page.context["front"].strips
        assert page.context["frame"].quick_links
        assert page.context["frame"].banner

    print(f"\nhome at {Page.objects.count()} pages: {costs[1]} queries; with few: {costs[0]}")
    assert costs[0] == costs[1]
