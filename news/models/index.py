from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from content.models import ScopedPage
from content.reading import translation_of
from dialogue.voices import with_voices
from news.models.item import NewsPage

ITEMS_PER_PAGE = 20


class NewsIndexPage(ScopedPage):
    """The list of all news."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    template = "news/news_index_page.html"

    class Meta:
        verbose_name = _("news index")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        items = NewsPage.objects.child_of(self).live().visible_to(request.user).newest_first().for_list()
        page_of_items = Paginator(items, ITEMS_PER_PAGE).get_page(request.GET.get("page"))
        return {
            **super().get_context(request, *args, **kwargs),
            "translation": translation_of(self, request.user),
            "page_obj": page_of_items,
            "rows": with_voices(page_of_items.object_list, request.user),
        }
