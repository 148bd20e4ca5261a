"""Who is listed, and where they work."""

from collections.abc import Iterable
from typing import Any

import factory
from django.utils.text import slugify
from factory.django import DjangoModelFactory

from access.models import Scope
from directory.models import Audience, Location, OutsideGroup, Person, Source, Subject, Unit


class UnitFactory(DjangoModelFactory):
    """A part of the organisation; give `parent` to hang it under another."""

    class Meta:
        model = Unit

    name = factory.Sequence(lambda number: f"Team {number}")
    slug = factory.LazyAttribute(lambda unit: slugify(unit.name))

    @classmethod
    def _create(cls, model_class: type[Unit], *args: Any, **kwargs: Any) -> Unit:  # Any: the factory's own
        parent: Unit | None = kwargs.pop("parent", None)
        unit = model_class(*args, **kwargs)
        if parent is None:
            model_class.add_root(instance=unit)
        else:
            # Read anew: the tree keeps the number of children in the parent's row.
            model_class.objects.get(pk=parent.pk).add_child(instance=unit)
        return unit


class LocationFactory(DjangoModelFactory):
    class Meta:
        model = Location

    name = factory.Sequence(lambda number: f"Gebouw {number}")


class SubjectFactory(DjangoModelFactory):
    class Meta:
        model = Subject

    name_nl = factory.Sequence(lambda number: f"Onderwerp {number}")
    name_en = factory.Sequence(lambda number: f"Subject {number}")
    slug = factory.LazyAttribute(lambda subject: slugify(subject.name_nl))


class PersonFactory(DjangoModelFactory):
    """A colleague without an account, whom everyone sees; give `user` or `subjects` where it matters."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda number: f"Noor Linde {number}")
    slug = factory.LazyAttribute(lambda person: slugify(person.name))
    sort_name = factory.LazyAttribute(lambda person: ", ".join(person.name.split(" ", 1)[::-1]))
    unit = factory.SubFactory(UnitFactory)
    scope = factory.LazyFunction(Scope.objects.everyone)

    @classmethod
    def _create(cls, model_class: type[Person], *args: Any, **kwargs: Any) -> Person:  # Any: as above
        subjects: Iterable[Subject] = kwargs.pop("subjects", ())
        person = model_class.objects.create(**kwargs)
        person.subjects.add(*subjects)
        return person


class AudienceFactory(DjangoModelFactory):
    """An audience without limits; give `units`, `locations` or `groups`."""

    class Meta:
        model = Audience

    name = factory.Sequence(lambda number: f"Publiek {number}")

    @classmethod
    def _create(cls, model_class: type[Audience], *args: Any, **kwargs: Any) -> Audience:  # Any: as above
        limits = {name: kwargs.pop(name, ()) for name in ("units", "locations", "groups")}
        audience = model_class.objects.create(**kwargs)
        for name, limit in limits.items():
            getattr(audience, name).set(limit)
        return audience


class SourceFactory(DjangoModelFactory):
    """A register elsewhere; give `delivers` for what it locks."""

    class Meta:
        model = Source

    slug = factory.Sequence(lambda number: f"source-{number}")
    name = factory.LazyAttribute(lambda source: source.slug.capitalize())
    kind = Source.Kind.SIGN_IN


class OutsideGroupFactory(DjangoModelFactory):
    """A group elsewhere that stands for nothing; give `role` or `unit`."""

    class Meta:
        model = OutsideGroup

    name = factory.Sequence(lambda number: f"groep-{number}")
