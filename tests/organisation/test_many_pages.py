"""The front page and the lists cost as many queries with ten thousand pages as with a hundred."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from access.models import User
from home.bench.screens import addresses
from home.models import HomePage
from home.organisation.making import make_organisation
from home.organisation.plan import Plan, Size
from knowledge.models import KnowledgeIndexPage, SectionPage
from tests.proofs import is_large

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
FEW = 100
LISTS = ("home", "news list", "news of one subject", "events", "blog list")


@dataclass(frozen=True)
class Shelves(Size):
    """An organisation of a few people with as many pages as asked; a fifth of each kind."""

    pages: int = FEW

    @property
    def news(self) -> int:
        return self.pages // 5

    @property
    def comments(self) -> int:
        """So many that there is talk on each screen: who talks costs queries of its own."""
        return 2 * self.pages

    events = procedures = posts = episodes = news


@pytest.mark.proof("pages")
@pytest.mark.any_database
def test_home_and_lists_cost_as_many_queries_with_many_pages_as_with_few(
    home: HomePage, client: Client
) -> None:
    many = 10_000 if is_large("pages") else 400

    few_queries, few_pages = cost_of(FEW, home, client)
    many_queries, many_pages = cost_of(many, home, client)

    print(f"\n{few_pages} pages: {few_queries}\n{many_pages} pages: {many_queries}")
    assert few_pages < many_pages >= many
    assert many_queries == few_queries


def cost_of(count: int, home: HomePage, client: Client) -> tuple[dict[str, int], int]:
    """Return the queries of each screen, and how many pages there are, in an organisation that is undone."""
    with transaction.atomic():
        make_organisation(Plan(Shelves(people=60, pages=count), seed=9, now=NOW), home, lambda stage: None)
        reader = User.objects.exclude(person=None).order_by("pk")[0]
        client.force_login(reader)
        known = addresses(reader, "nl", threads={})
        screens = {name: known[name] for name in LISTS}
        screens["procedures"] = KnowledgeIndexPage.objects.child_of(home).get().url
        screens["section"] = SectionPage.objects.live().visible_to(reader).order_by("-numchild")[0].url
        screens["podcast"] = known["episode"].rsplit("/", 2)[0] + "/"
        queries = {name: queries_of(client, address) for name, address in screens.items()}
        pages = Page.objects.filter(depth__gt=1).count()
        transaction.set_rollback(True)
    return queries, pages


def queries_of(client: Client, address: str) -> int:
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)
