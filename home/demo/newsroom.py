"""The procedures and the news of Lindewaard."""

from functools import partial

from home.demo.pages import PageLoader, index_of, page_of
from home.demo.written import read, read_all
from knowledge.models import KnowledgeIndexPage, ProcedurePage, SectionPage
from news.models import NewsIndexPage, NewsPage


def load_knowledge(pages: PageLoader) -> None:
    """Make the shelves and procedures that are missing."""
    sections = read("sections.yaml")
    for written in sections.values():
        pages.load(SectionPage, written, partial(index_of, KnowledgeIndexPage))
    for written in read_all("procedures"):
        pages.load(ProcedurePage, written, partial(page_of, sections[written["section"]]))


def load_news(pages: PageLoader) -> None:
    """Make the news items that are missing."""
    for written in read_all("news"):
        pages.load(NewsPage, written, partial(index_of, NewsIndexPage))
