"""What the newsroom says about searches."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from search.models import BestBet, Exclusion
from tests.factories.directory import PersonFactory


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
