from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.models import ScopedPage
from content.reading import translation_of
from home.front import front_page
from home.greeting import greeting_at


class HomePage(ScopedPage):
    """The start page of one language; its blocks are put together from the rooms."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["news.NewsIndexPage", "knowledge.KnowledgeIndexPage"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now = timezone.localtime()
        return {
            **super().get_context(request, *args, **kwargs),
            "translation": translation_of(self, request.user),
            "greeting": greeting_at(now.time()),
            "today": now.date(),
            "front": front_page(user=request.user, locale=self.locale, today=now.date()),
        }
