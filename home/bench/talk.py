"""Conversations to measure: short and very long ones, spread over a page and all under one comment."""

from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Page

from access.models import User
from dialogue.models import Conversation
from directory.models import Person
from home.organisation.invention import Inventor
from home.organisation.talk import ANSWER_CHANCE, add_comments
from news.models import NewsPage

SHORT_COUNT, LONG_COUNT = 50, 20_000
AUTHOR_COUNT = 200
# With this chance every comment answers another.
ALL_UNDER_ONE = 1


@transaction.atomic
def make_threads(reader: User, language: str, now: datetime, long_count: int = LONG_COUNT) -> dict[str, Page]:
    """Return {what its thread is: news item that `reader` sees}, each with a thread of its own."""
    asked = [
        (f"thread of {SHORT_COUNT}", SHORT_COUNT, ANSWER_CHANCE),
        (f"thread of {long_count:,}", long_count, ANSWER_CHANCE),
        (f"thread of {SHORT_COUNT} under one", SHORT_COUNT, ALL_UNDER_ONE),
        (f"thread of {long_count:,} under one", long_count, ALL_UNDER_ONE),
    ]
    # Any: Wagtail's querysets have no types.
    news: Any = NewsPage.objects.live().visible_to(reader).filter(locale__language_code=language)
    talked_about = set(Conversation.objects.values_list("object_pk", flat=True))
    quiet = (page for page in news.order_by("-pk") if str(page.pk) not in talked_about)
    people = Person.objects.visible_to(reader).exclude(user=None).select_related("user").order_by("pk")
    authors = [person.user for person in people[:AUTHOR_COUNT] if person.user is not None]
    threads = {}
    for (name, count, answer_chance), page in zip(asked, quiet, strict=False):
        add_comments([(page, count)], authors, Inventor(name), now, answer_chance)
        threads[name] = page
    return threads
