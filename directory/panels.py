"""What higher rooms show on a profile: each registers a panel in its `apps.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from access.scopes import Viewer
from directory.models import Person


@dataclass(frozen=True)
class ProfilePanel:
    """A block on a profile: a template and what it is given."""

    template: str
    context: dict[str, Any]


PanelSource: TypeAlias = Callable[[Person, Viewer], ProfilePanel | None]

_sources: list[PanelSource] = []


def register_profile_panel(source: PanelSource) -> PanelSource:
    """Show what `source` returns on each profile; None leaves the block out."""
    _sources.append(source)
    return source


def panels_of(person: Person, viewer: Viewer) -> list[ProfilePanel]:
    """Return the blocks that `viewer` sees on the profile of `person`."""
    return [panel for source in _sources if (panel := source(person, viewer)) is not None]
