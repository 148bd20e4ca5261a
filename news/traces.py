"""What of a person stands in the newsroom's items."""

from django.utils.translation import gettext_lazy as _

from access.traces import Erasing, Kind, Trace, register_impersonal, register_traces
from content.traces import page_trace
from news.models import EventPage, NewsPage

TRACES = [
    page_trace(NewsPage, "author"),
    page_trace(EventPage),
    Trace(
        model="news.MustKnow",
        kind=Kind.PAGES,
        erasing=Erasing.ANONYMISE,
        person=("keeper",),
        tells=("title_nl", "title_en", "starts_on", "ends_on"),
    ),
    Trace(
        model="news.MustKnowConfirmation",
        kind=Kind.KEPT,
        erasing=Erasing.DELETE,
        user=("user",),
        title=_("must-knows that were read"),
        tells=("must_know",),
    ),
]


def register() -> None:
    """Let what this room keeps be found."""
    register_traces(TRACES)
    register_impersonal(
        "news.NewsPage", "author_name", because="A name in a page: an editor wrote it, and can take it out."
    )
