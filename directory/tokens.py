"""What the directory adds to the tokens of a person: the units they work for."""

from access.models import User
from access.scopes import register_token_source
from directory.models import Person, Placement, Unit
from directory.models.unit import paths_down_to


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
    return [f"unit:{unit_id}" for unit_id in units]
