"""The new colleagues, on the front page."""

from collections.abc import Iterator
from datetime import timedelta

from directory.models import Person
from directory.panels import HomeColumn, HomePanel, HomeVisit, register_home_panel

NEWCOMER_COUNT = 4
NEW_FOR = timedelta(days=60)


@register_home_panel
def newcomers(visit: HomeVisit) -> Iterator[HomePanel]:
    """Yield who started lately, if anyone did."""
    people = Person.objects.visible_to(visit.viewer).working_here().new_since(visit.today - NEW_FOR)
    if found := list(people[:NEWCOMER_COUNT]):
        yield HomePanel("newcomers", HomeColumn.ME, 80, "directory/newcomers.html", {"people": found})
