"""The first screen of the Wagtail admin: what waits for whoever opens it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import RecentEditsPanel

from content.newsroom import work


class DraftsPanel(Component):
    """The editor's own drafts."""

    name = "own_drafts"
    template_name = "content/newsroom/drafts_panel.html"
    order = 205

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"pages": work.drafts_of(parent_context["request"].user)}


class TruthPanel(Component):
    """What must be checked again, and what ends."""

    name = "truth"
    template_name = "content/newsroom/truth_panel.html"
    order = 230

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        user, today = parent_context["request"].user, timezone.localdate()
        return {"overdue": work.to_check_again(user, today), "ending": work.ending_soon(user, today)}


class ReportsPanel(Component):
    """How much there is to mend, with the way to it."""

    name = "reports"
    template_name = "content/newsroom/reports_panel.html"
    order = 240

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"counts": work.counts_for(parent_context["request"].user)}


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]  # Wagtail's
def show_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """Any: Wagtail's panels have no types. What was edited last stands among the drafts."""
    panels[:] = [panel for panel in panels if not isinstance(panel, RecentEditsPanel)]
    panels += [DraftsPanel(), TruthPanel(), ReportsPanel()]


@hooks.register("construct_homepage_summary_items", order=1000)  # type: ignore[untyped-decorator]  # Wagtail's
def count_nothing(request: HttpRequest, items: list[Any]) -> None:
    """How many pages and files there are tells an editor nothing; the menu leads to them."""
    items.clear()
