"""What stands on the front page: the newest news, what was checked, who is new."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from wagtail.models import Locale

from access.scopes import Viewer
from dialogue.voices import PageWithVoices, with_voices
from directory.models import Person
from knowledge.models import ProcedurePage
from news.models import NewsPage

NEWS_COUNT = 7
PROCEDURE_COUNT = 5
NEWCOMER_COUNT = 4
NEW_FOR = timedelta(days=60)


@dataclass(frozen=True)
class FrontPage:
    """The blocks of the front page; an empty one is left out."""

    lead: PageWithVoices | None
    news: list[PageWithVoices]
    procedures: list[ProcedurePage]
    newcomers: list[Person]


def front_page(*, user: Viewer, locale: Locale, today: date) -> FrontPage:
    """Return the front page of one language as `user` sees it, with a fixed number of queries."""
    pages: Any = NewsPage.objects.filter(locale=locale).live().visible_to(user).newest_first().for_list()
    rows = with_voices(list(pages[:NEWS_COUNT]), user)
    # The newest item with a picture opens the page, the others follow by date.
    lead = next((row for row in rows if row.page.image_id), rows[0] if rows else None)
    procedures: Any = ProcedurePage.objects.filter(locale=locale).live().visible_to(user)
    return FrontPage(
        lead=lead,
        news=[row for row in rows if row is not lead],
        procedures=list(procedures.lately_checked().for_list()[:PROCEDURE_COUNT]),
        newcomers=list(
            Person.objects.visible_to(user).working_here().new_since(today - NEW_FOR)[:NEWCOMER_COUNT]
        ),
    )
