"""The button with which a writer hands in, in words instead of the name that a workflow was given."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin.action_menu import SubmitForModerationMenuItem
from wagtail.models import WorkflowState


class HandIn(SubmitForModerationMenuItem):
    """Wagtail's own button, in the language of who presses it."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        page = context.get("page")
        state = page.current_workflow_state if page else None
        was_sent_back = state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES
        context["label"] = gettext("Hand in again") if was_sent_back else gettext("Hand in to the newsroom")
        return context


@hooks.register("construct_page_action_menu")  # type: ignore[untyped-decorator]  # Wagtail's
def say_hand_in(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Any: the items of Wagtail's menu have no types."""
    items[:] = [HandIn(item.order) if type(item) is SubmitForModerationMenuItem else item for item in items]
