"""Who may change what in the directory."""

from django.core.exceptions import PermissionDenied

from access.models import User
from access.scopes import Viewer
from directory.models import Person, Unit
from directory.models.unit import paths_down_to


def may_edit(user: Viewer, person: Person) -> bool:
    """Tell whether `user` is the person, an editor of the unit or of one above it, or an administrator.

    Of whom was erased nobody writes anything again.
    """
    if not isinstance(user, User) or not user.is_active or person.erased_at is not None:
        return False
    return user.is_superuser or person.user_id == user.pk or may_edit_unit(user, person.unit)


def refuse_editing(user: Viewer, person: Person) -> None:
    """Raise PermissionDenied unless `user` may edit `person`."""
    if not may_edit(user, person):
        raise PermissionDenied("Only the person, their unit's editors and administrators change a profile.")


def may_edit_unit(user: Viewer, unit: Unit | None) -> bool:
    """Tell whether `user` keeps the profiles of `unit`, as its editor or that of a unit above it."""
    if not isinstance(user, User) or not user.is_active:
        return False
    if user.is_superuser:
        return True
    if unit is None:
        return False
    edits: bool = Unit.objects.filter(path__in=paths_down_to(unit.path), editors__user=user).exists()
    return edits


def may_place(user: Viewer, person: Person) -> bool:
    """Tell whether `user` decides on the unit, manager, start and duties of `person`: never on their own.

    A unit opens what is meant for it alone, and a duty is given by others.
    """
    if not isinstance(user, User) or not user.is_active:
        return False
    if user.is_superuser:
        return True
    return person.user_id != user.pk and may_edit_unit(user, person.unit)
