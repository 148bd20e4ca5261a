"""The procedures that were just checked, on the front page."""

from collections.abc import Iterator
from typing import Any

from directory.panels import HomeColumn, HomePanel, HomeVisit, register_home_panel
from knowledge.models import ProcedurePage

PROCEDURE_COUNT = 5


@register_home_panel
def just_checked(visit: HomeVisit) -> Iterator[HomePanel]:
    """Yield the procedures that were checked last, if there are any."""
    # Any: Wagtail's querysets have no types.
    procedures: Any = ProcedurePage.objects.filter(locale=visit.locale).live().visible_to(visit.viewer)
    if found := list(procedures.lately_checked().for_list()[:PROCEDURE_COUNT]):
        yield HomePanel(
            "just checked", HomeColumn.ME, 60, "knowledge/just_checked.html", {"procedures": found}
        )
