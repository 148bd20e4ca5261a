from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from content.listing import Listing, with_status_of_list
from content.models.visibility import ScopedPage
from content.reading import translation_of


class IndexPage(ScopedPage):
    """The list of all pages of one kind: one below each home page."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    max_count_per_parent = 1

    class Meta:
        abstract = True

    def listing(self, request: HttpRequest) -> Listing | None:
        """Return what the list shows to the reader, if it is one that can be narrowed down."""
        return None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "translation": translation_of(self, request.user),
            "listing": self.listing(request),
        }

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return with_status_of_list(super().serve(request, *args, **kwargs))
