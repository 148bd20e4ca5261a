"""How an imported text becomes a news item."""

from content.importing import ImportedText, PageKind, register_kind
from news.models import NewsPage


def fill(page: NewsPage, text: ImportedText) -> None:
    """Write on `page` what only news has."""
    colleague = next((author.person for author in text.authors if author.person), None)
    others = [author.name for author in text.authors if author.person is None or author.person != colleague]
    page.author = colleague
    page.author_name = ", ".join(others)[:200]
    page.image_id = text.image_id
    page.image_alt = text.image_alt[:250]
    page.body = text.body
    if text.written_on:
        page.published_on = text.written_on
    if text.goes_live_at:
        page.go_live_at = text.goes_live_at


register_kind(PageKind(name="news", page_model=NewsPage, fill=fill))
