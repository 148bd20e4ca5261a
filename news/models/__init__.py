from news.models.index import NewsIndexPage
from news.models.item import NewsPage
from news.models.must_know import MustKnow, MustKnowConfirmation

__all__ = ["MustKnow", "MustKnowConfirmation", "NewsIndexPage", "NewsPage"]
