"""What the directory adds to the tokens of a person: the units they work for."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from access.holders import Keys, register_token_holders
from access.models import User
from access.scopes import Viewer, held_tokens, register_token_source
from directory.models import Person, Placement, Unit
from directory.models.unit import paths_down_to

UNIT = "unit:"


@register_token_source
def unit_tokens(user: User) -> list[str]:
    """Return `unit:12` for each unit that the person works for and each unit above those."""
    found = Person.objects.filter(user=user, left_on=None).values_list("pk", "unit__path").first()
    if found is None:
        return []
    pk, main_path = found
    paths = {main_path, *Placement.objects.filter(person=pk).values_list("unit__path", flat=True)}
    above = {higher for path in paths if path for higher in paths_down_to(path)}
    units = Unit.objects.filter(path__in=above).order_by("path").values_list("pk", flat=True)
    return [f"{UNIT}{unit_id}" for unit_id in units]


def own_unit_ids(user: Viewer) -> tuple[int, ...]:
    """Return the keys of the units that `user` works for and of those above them; held for a request."""
    held = [token.removeprefix(UNIT) for token in held_tokens(user) if token.startswith(UNIT)]
    return tuple(sorted(map(int, held)))


def unit_holders(units: list[int], user_ids: Keys) -> "QuerySet[Any, Any]":  # Any: rows of keys
    """Return which of the accounts belong to somebody who works for one of the units, or for a part of it."""
    paths = list(Unit.objects.filter(pk__in=units).values_list("path", flat=True))
    if not paths:
        return Person.objects.none().values_list("user", flat=True)
    within = [
        Q(**{f"{field}__path__startswith": path}) for field in ("unit", "placements__unit") for path in paths
    ]
    people = Person.objects.working_here().filter(user__in=user_ids)
    return people.filter(reduce(or_, within)).distinct().values_list("user", flat=True)


register_token_holders("unit", unit_holders)
