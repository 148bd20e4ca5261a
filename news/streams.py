"""What news brings to the streams of who follows it."""

from django.utils.translation import gettext_lazy as _

from following.pages import PageKind, register_page_kind
from news.models import EventPage, NewsPage


def register() -> None:
    """Let news and events appear in streams."""
    register_page_kind(
        PageKind(
            NewsPage,
            "news",
            _("News"),
            _("News"),
            doing=_("wrote a news item"),
            maker="author",
            changes=lambda page: page.correction or None,
        )
    )
    register_page_kind(PageKind(EventPage, "event", _("Event"), _("Events"), doing=_("organises an event")))
