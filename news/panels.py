"""What news shows on the front page."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from dialogue.voices import with_voices
from directory.panels import HomeColumn, HomePanel, HomeVisit, register_home_panel
from news.choosing import news_for
from news.models import EventPage, MustKnow

# Beside the lead story.
NEWS_COUNT = 4
EVENT_COUNT = 3


@register_home_panel
def lead_and_news(visit: HomeVisit) -> Iterator[HomePanel]:
    """Yield the story that opens the page and the news beside it."""
    rows = with_voices(news_for(visit, NEWS_COUNT + 1), visit.viewer)
    if not rows:
        return
    is_chosen = rows[0].page.pk == visit.lead_id
    # Nobody chose: the first one with a picture opens the page, the others keep their order.
    lead = rows[0] if is_chosen else next((row for row in rows if row.page.image_id), rows[0])
    yield HomePanel("lead", HomeColumn.LEAD, 10, "news/lead.html", {"row": lead})
    if others := [row for row in rows if row is not lead]:
        yield HomePanel("news", HomeColumn.NEWS, 10, "news/more_news.html", {"rows": others})


@register_home_panel
def must_know(visit: HomeVisit) -> Iterator[HomePanel]:
    """Yield the newest thing that the reader must know and has not confirmed, and no more than one."""
    due = MustKnow.objects.meant_for(visit.viewer).standing_on(visit.today).unread_by(visit.viewer)
    if first := due.select_related("page__locale", "keeper__unit").first():
        yield HomePanel("must-know", HomeColumn.STRIP, 10, "news/must_know.html", {"item": first})


@register_home_panel
def agenda(visit: HomeVisit) -> Iterator[HomePanel]:
    """Yield the first things to come to."""
    coming: Any = EventPage.objects.live().visible_to(visit.viewer).filter(locale=visit.locale)
    events = list(coming.upcoming(timezone.now()).for_list()[:EVENT_COUNT])
    if events:
        yield HomePanel("agenda", HomeColumn.NEWS, 20, "news/agenda.html", {"events": events})
