"""What following shows on the front page."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import get_language

from access.models import User
from directory.panels import HomeColumn, HomePanel, HomeVisit, register_home_panel
from following.gathering import gathered
from following.stream import stream_of
from following.visits import away_since

LINE_COUNT = 4
# Talk under one page is one line, so that some more are read.
READ_COUNT = 6 * LINE_COUNT


@register_home_panel
def followed(visit: HomeVisit) -> Iterator[HomePanel]:
    """Yield the newest of what the reader follows, and the way to what appeared while they were away."""
    if not isinstance(visit.viewer, User):
        return
    language = get_language() or settings.LANGUAGE_CODE
    entries = gathered(stream_of(visit.viewer, language=language, size=READ_COUNT).lines)[:LINE_COUNT]
    if entries:
        since = away_since(visit.viewer)
        # A clock that was put back makes no absence.
        days_away = max(0, (visit.today - since).days - 1) if since else 0
        context = {"entries": entries, "days_away": days_away}
        yield HomePanel("followed", HomeColumn.STREAM, 10, "following/panel.html", context)
