"""What the newsroom makes beside its pages."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from news.models import MustKnow
from tests.factories.directory import AudienceFactory


class MustKnowFactory(DjangoModelFactory):
    """Something that everyone must know today."""

    class Meta:
        model = MustKnow

    title_nl = factory.Sequence(lambda number: f"Belangrijk bericht {number}")
    text_nl = "Vanaf 1 december log je in met je toegangspas en een code."
    reason_nl = "Je ziet dit omdat je hier werkt."
    audience = factory.SubFactory(AudienceFactory)
    starts_on = factory.LazyFunction(timezone.localdate)
    ends_on = factory.LazyAttribute(lambda must_know: must_know.starts_on + timedelta(days=7))
