"""News for an app."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.models import User
from content.feeds import (
    ITEM_COUNT,
    Asked,
    Channel,
    FeedKind,
    Item,
    Part,
    address_of_list,
    moment_of,
    register_feed,
)
from news.models import NewsIndexPage, NewsPage


def channel(asked: Asked) -> Channel | None:
    """Return the newest news in the language of the person."""
    if asked.part is not None:
        return None
    items: Any = NewsPage.objects.live().visible_to(asked.user).select_related("author")
    items = items.filter(locale__language_code=asked.language).newest_first().defer("body")[:ITEM_COUNT]
    return Channel(
        title=gettext("News"),
        text=gettext("Everything the newsroom publishes, in your language."),
        address=address_of_list(asked, NewsIndexPage),
        language=asked.language,
        items=[_item(page, asked) for page in items],
    )


def _item(page: NewsPage, asked: Asked) -> Item:
    return Item(
        key=f"news-{page.pk}",
        title=page.title,
        address=asked.absolute(page.get_url(asked.request)),
        text=page.summary,
        published_at=moment_of(page.published_on, page.first_published_at),
        author=page.author.byline if page.author else page.author_name,
    )


def parts(user: User) -> list[Part]:
    return [Part(_("All news"))]


register_feed(
    FeedKind(
        name="news",
        title=_("News"),
        about=_("Everything the newsroom publishes, in your language."),
        channel=channel,
        parts=parts,
    )
)
