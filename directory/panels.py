"""What higher rooms show on a profile, with a subject and on the front page.

Each registers its panels in its `apps.py`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

from wagtail.models import Locale

from access.scopes import Viewer
from directory.models import Person, Subject


@dataclass(frozen=True)
class ProfilePanel:
    """A block on a profile or with a subject: a template and what it is given as `panel`."""

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


SubjectSource: TypeAlias = Callable[[Subject, Viewer], ProfilePanel | None]

_subject_sources: list[SubjectSource] = []


def register_subject_panel(source: SubjectSource) -> SubjectSource:
    """Show what `source` returns on the screen of each subject; None leaves the block out."""
    _subject_sources.append(source)
    return source


def subject_panels_of(subject: Subject, viewer: Viewer) -> list[ProfilePanel]:
    """Return the blocks that `viewer` sees on the screen of `subject`."""
    return [panel for source in _subject_sources if (panel := source(subject, viewer)) is not None]


ActSource: TypeAlias = Callable[[Person | Subject, Viewer], ProfilePanel | None]

_act_sources: list[ActSource] = []


def register_act(source: ActSource) -> ActSource:
    """Put what `source` returns under the name of a colleague or a subject: something to do with it.

    Its template is also given the `address` of the screen, to come back to, and Django's `csrf_token`.
    """
    _act_sources.append(source)
    return source


def acts_with(thing: Person | Subject, viewer: Viewer) -> list[ProfilePanel]:
    """Return what `viewer` can do with `thing`."""
    return [act for source in _act_sources if (act := source(thing, viewer)) is not None]


class HomeColumn(StrEnum):
    """Where on the front page a block stands."""

    STRIP = "strip"
    LEAD = "lead"
    NEWS = "news"
    STREAM = "stream"
    ME = "me"


@dataclass(frozen=True)
class HomeVisit:
    """Who opens the front page of which language on which day, and what the newsroom put first there."""

    viewer: Viewer
    locale: Locale
    today: date
    lead_id: int | None = None
    picked_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class HomePanel:
    """A block on the front page: its place, a template and what that is given as `panel`.

    Blocks of a column stand by `order`: 10 for what opens it, 90 for what closes it.
    """

    name: str
    column: HomeColumn
    order: int
    template: str
    context: dict[str, Any]


HomeSource: TypeAlias = Callable[[HomeVisit], Iterable[HomePanel]]

_home_sources: list[HomeSource] = []


def register_home_panel(source: HomeSource) -> HomeSource:
    """Show what `source` yields on the front page; a block with nothing to say is not yielded.

    One source may yield several blocks, such as the lead and the list below it, made of the same rows.
    It asks a fixed number of queries, however much there is.
    """
    _home_sources.append(source)
    return source


def home_panels_for(visit: HomeVisit) -> list[HomePanel]:
    """Return the blocks that `visit` shows, in reading order within their columns."""
    panels = [panel for source in _home_sources for panel in source(visit)]
    return sorted(panels, key=lambda panel: (panel.order, panel.name))
