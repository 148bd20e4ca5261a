"""Finding the fields that could hold a person and that no room answers for."""

import re
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from phonenumber_field.modelfields import PhoneNumberField

from access.traces import Erasing, answered_fields, traces

# What such a field is called, as a whole word of its name.
TELLING = re.compile(
    r"(?:^|_)(user|username|person|name|nickname|email|mail|phone|mobile|ip|author|sender|owner|agent"
    r"|address|by|who|member|colleague|external_id|avatar|photo|repr|str)(?:_|$)"
)
PERSONAL_TYPES = (
    models.EmailField,
    models.FileField,
    models.GenericIPAddressField,
    models.JSONField,
    PhoneNumberField,
)
TEXT_TYPES = (models.CharField, models.TextField)


def untraced_fields(installed: Iterable[type[models.Model]] | None = None) -> list[str]:
    """Return each `app.Model.field` that could hold a person and is neither registered nor explained.

    That is: a relation to an account or a listing, to any kind of thing, or to a row that goes with a person;
    an address, a file, JSON; and text whose name tells of people.
    """
    answered = answered_fields()
    about_people = _models_of_people()
    found = []
    for model in installed if installed is not None else apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        here = answered.get(model._meta.label_lower, set())
        own = [*model._meta.local_fields, *model._meta.local_many_to_many]
        suspects = [f for f in own if could_hold_a_person(f, about_people) and f.name not in here]
        found += [f"{model._meta.label}.{suspect.name}" for suspect in suspects]
    return sorted(found)


# Any: a field of any kind.
def could_hold_a_person(suspect: Any, about_people: frozenset[type[models.Model]]) -> bool:
    """Tell whether a field of this type or name could say who somebody is."""
    if suspect.is_relation:
        if suspect.remote_field.parent_link:
            # The row above answers for what it holds.
            return False
        return suspect.related_model is ContentType or suspect.related_model in about_people
    if isinstance(suspect, PERSONAL_TYPES):
        return True
    return isinstance(suspect, TEXT_TYPES) and bool(TELLING.search(suspect.name))


def _models_of_people() -> frozenset[type[models.Model]]:
    """Return accounts and listings, which are emptied last, and what goes with them."""
    places = [trace for trace in traces() if trace.is_last or trace.erasing == Erasing.DELETE]
    return frozenset(trace.model_class for trace in places)
