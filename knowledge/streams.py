"""What knowledge brings to the streams of who follows it."""

from django.utils.translation import gettext_lazy as _

from following.pages import AnyPage, PageKind, register_page_kind
from knowledge.models import ProcedurePage, ToolGuidePage


def register() -> None:
    """Let procedures and tool guides appear in streams."""
    register_page_kind(
        PageKind(
            ProcedurePage,
            "procedure",
            _("Procedure"),
            _("Procedures"),
            doing=_("wrote a procedure"),
            changes=_always,
        )
    )
    register_page_kind(
        PageKind(
            ToolGuidePage,
            "tool_guide",
            _("Tool guide"),
            _("Tool guides"),
            doing=_("made a tool guide"),
            changes=_always,
        )
    )


def _always(page: AnyPage) -> str:
    """Whoever goes by these must know that they were changed or checked."""
    return ""
