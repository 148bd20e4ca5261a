"""Conversations to measure: short and very long ones, spread over a page and all under one comment."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from wagtail.models import Page

from access.models import User
from directory.models import Person
from home.organisation.invention import Inventor
from home.organisation.talk import ANSWER_CHANCE, add_comments
from news.models import NewsIndexPage, NewsPage

SHORT_COUNT, LONG_COUNT = 50, 20_000
AUTHOR_COUNT = 200
# Behind all other news, which other screens show.
LONG_AGO = timedelta(days=10 * 365)
# With this chance every comment answers another.
ALL_UNDER_ONE = 1


@transaction.atomic
def make_threads(reader: User, language: str, now: datetime, long_count: int = LONG_COUNT) -> dict[str, Page]:
    """Return {what its thread is: news item that everyone sees}, each with a thread of its own."""
    asked = [
        (f"thread of {SHORT_COUNT}", SHORT_COUNT, ANSWER_CHANCE),
        (f"thread of {long_count:,}", long_count, ANSWER_CHANCE),
        (f"thread of {SHORT_COUNT} under one", SHORT_COUNT, ALL_UNDER_ONE),
        (f"thread of {long_count:,} under one", long_count, ALL_UNDER_ONE),
    ]
    # Any: Wagtail's managers have no types.
    index: Any = NewsIndexPage.objects.get(locale__language_code=language)
    people = Person.objects.visible_to(reader).exclude(user=None).select_related("user").order_by("pk")
    authors = [person.user for person in people[:AUTHOR_COUNT] if person.user is not None]
    threads: dict[str, Page] = {}
    for name, count, answer_chance in asked:
        # Pages of its own: a small organisation may have none that nobody has talked about.
        page = index.add_child(
            instance=NewsPage(title=name, summary=name, published_on=(now - LONG_AGO).date())
        )
        add_comments([(page, count)], authors, Inventor(name), now, answer_chance)
        threads[name] = page
    return threads
