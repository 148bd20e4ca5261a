"""What the newsroom says about searches."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from search.models import BestBet, Exclusion, Lesson, SynonymRule
from tests.factories.directory import PersonFactory


class SynonymRuleFactory(DjangoModelFactory):
    class Meta:
        model = SynonymRule

    words = "loonstrook, salarisstrook"


class BestBetFactory(DjangoModelFactory):
    """A best bet for “parkeren” that leads elsewhere, unless it is given a `thing`."""

    class Meta:
        model = BestBet

    searches = "parkeren"
    address = factory.LazyAttribute(lambda bet: "" if bet.thing else "https://parkeren.example/")
    title = factory.LazyAttribute(lambda bet: "" if bet.thing else "Parkeren in de stad")
    thing = ""
    text = "Hier vraag je een plek aan."
    keeper = factory.SubFactory(PersonFactory)
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=60))


class ExclusionFactory(DjangoModelFactory):
    class Meta:
        model = Exclusion

    searches = ""
    why = "Staat er dubbel."


class LessonFactory(DjangoModelFactory):
    """A search of which five people found nothing."""

    class Meta:
        model = Lesson

    search = factory.Sequence(lambda number: f"digest-{number}")
    words = core = "bakfiets lenen"
    language = "nl"
    people_count = nothing_count = 5
    last_on = factory.LazyFunction(timezone.localdate)
