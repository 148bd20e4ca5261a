from typing import Any

from django.db import transaction

from access.models import User
from directory.models import Person
from home.models import HomePage
from home.organisation.making import make_organisation
from home.organisation.plan import Plan
from news.models import NewsPage


def story_of(plan: Plan, home: HomePage) -> list[Any]:
    """Make the organisation, tell what is in it, and undo it."""
    with transaction.atomic():
        make_organisation(plan, home, lambda stage: None)
        story: list[Any] = [
            *User.objects.order_by("pk").values_list("username", "key"),
            *Person.objects.order_by("pk").values_list("name", "sort_name", "job_title", "unit__name"),
            *NewsPage.objects.order_by("pk").values_list("title", "body", "translation_key", "published_on"),
        ]
        transaction.set_rollback(True)
    return story


def test_the_same_seed_makes_the_same_organisation(home: HomePage, plan: Plan) -> None:
    first = story_of(plan, home)
    second = story_of(plan, home)

    assert first == second
    assert len(first) > 240
