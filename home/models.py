from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageManager

from content.models import VisiblePageQuerySet


class HomePage(Page):
    """The start page of one language; its blocks are put together by the view."""

    objects = PageManager.from_queryset(VisiblePageQuerySet)()

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["news.NewsIndexPage", "knowledge.KnowledgeIndexPage"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")
