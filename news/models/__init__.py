from news.models.event import EventPage
from news.models.event_index import EventIndexPage
from news.models.index import NewsIndexPage
from news.models.item import NewsPage
from news.models.must_know import MustKnow, MustKnowConfirmation

__all__ = ["EventIndexPage", "EventPage", "MustKnow", "MustKnowConfirmation", "NewsIndexPage", "NewsPage"]
