"""What of a person stands in procedures and guides."""

from access.traces import register_impersonal, register_traces
from content.traces import page_trace
from knowledge.models import ProcedurePage, SectionPage, StatementPage, ToolGuidePage

TRACES = [
    page_trace(ProcedurePage, "contact"),
    page_trace(SectionPage),
    page_trace(StatementPage),
    page_trace(ToolGuidePage),
]


def register() -> None:
    """Let what this room keeps be found."""
    register_traces(TRACES)
    register_impersonal(
        "knowledge.StatementPage",
        "contact_email",
        because="It is the address of a desk, which an editor keeps.",
    )
