"""Links between pages, as they stand in rich text."""

from django.utils.html import format_html
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler


class OwnLanguagePageLink(PageLinkHandler):
    """A link to the page that the editor chose.

    Wagtail's own link would lead to the page's version in the active language, which is the reader's: a
    Dutch text would send an English reader to another text than the one that it speaks about.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        return [_opening_tag(page) for page in cls.get_many(attrs_list)]


def _opening_tag(page: Page | None) -> str:
    # The page may be gone, or lie outside the site.
    url = page.url if page else None
    return format_html('<a href="{}">', url) if url else "<a>"
