"""What is looked at on a news item."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from content.checks import Check, Kind, register_checks
from news.models import NewsPage


@register_checks(
    NewsPage,
    Kind("news-author", _("no author"), _("Say who wrote this: readers ask the author.")),
    Kind(
        "news-image",
        _("image without alternative text"),
        _("The image says nothing to who cannot see it. If it only decorates, that is right."),
    ),
)
def check_news(page: NewsPage) -> Iterator[Check]:
    if page.author_id is None and not page.author_name:
        yield Check("news-author", "author")
    if page.image_id is not None and not page.image_alt.strip():
        yield Check("news-image", "image_alt")
