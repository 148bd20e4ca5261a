"""The new colleagues, on the front page and on the page of a unit."""

from collections.abc import Iterator
from datetime import date, timedelta

from access.scopes import Viewer
from directory.models import Person, Unit
from directory.panels import HomeColumn, HomePanel, HomeVisit, register_home_panel
from directory.visibility import ShownPerson, as_seen_by, who_show

NEWCOMER_COUNT = 4
NEW_FOR = timedelta(days=60)


@register_home_panel
def newcomers(visit: HomeVisit) -> Iterator[HomePanel]:
    """Yield who started lately, if anyone did."""
    if found := newcomers_of(None, visit.viewer, visit.today):
        yield HomePanel("newcomers", HomeColumn.ME, 80, "directory/newcomers.html", {"people": found})


def newcomers_of(unit: Unit | None, viewer: Viewer, today: date) -> list[ShownPerson]:
    """Return a few who started lately, the newest first, of `unit` and below it or of everywhere.

    Who hides from `viewer` when they started is not among them.
    """
    people = Person.objects.visible_to(viewer).working_here()
    if unit is not None:
        people = people.in_branch(unit)
    shown = who_show(people, "started_on", viewer).new_since(today - NEW_FOR)
    return as_seen_by(shown[:NEWCOMER_COUNT], viewer)
