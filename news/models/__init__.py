from news.models.index import NewsIndexPage
from news.models.item import NewsPage

__all__ = ["NewsIndexPage", "NewsPage"]
