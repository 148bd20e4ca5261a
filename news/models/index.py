from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from content.listing import Listing, list_pages
from content.models import IndexPage
from dialogue.voices import with_voices
from news.models.item import NewsPage


class NewsIndexPage(IndexPage):
    """The list of all news."""

    subpage_types = ["news.NewsPage"]
    template = "news/news_index_page.html"

    class Meta:
        verbose_name = _("news index")

    def listing(self, request: HttpRequest) -> Listing:
        items = NewsPage.objects.child_of(self).live().visible_to(request.user).newest_first().for_list()
        return list_pages(items, request.GET, dated_by="published_on")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "rows": with_voices(context["listing"].page_obj, request.user)}
