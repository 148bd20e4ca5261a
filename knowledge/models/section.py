from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager

from content.blocks import BodyBlock
from content.models import ContentPage
from content.passages import Passage, passages_of_body
from knowledge.models.procedure import ProcedurePage
from knowledge.models.tool_guide import ToolGuidePage
from knowledge.querysets import KnowledgeQuerySet

ITEMS_PER_PAGE = 50


class SectionPage(ContentPage):
    """A shelf of procedures that belong together."""

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    objects = PageManager.from_queryset(KnowledgeQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        *ContentPage.facts_panels,
    ]
    parent_page_types = ["knowledge.KnowledgeIndexPage", "knowledge.SectionPage"]
    subpage_types = ["knowledge.SectionPage", "knowledge.ProcedurePage", "knowledge.ToolGuidePage"]
    template = "knowledge/section_page.html"

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **shelf_of(self, request)}

    def searchable_text(self) -> list[Passage]:
        return [*super().searchable_text(), *passages_of_body(self.body)]


def shelf_of(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Return what stands directly under `page`: guides, sections, and its procedures by the page."""
    guides = ToolGuidePage.objects.child_of(page).live().visible_to(request.user).by_title().for_list()
    sections = SectionPage.objects.child_of(page).live().visible_to(request.user).by_title().for_list()
    procedures = ProcedurePage.objects.child_of(page).live().visible_to(request.user).by_title().for_list()
    return {
        "shelf": [*guides, *sections],
        "page_obj": Paginator(procedures, ITEMS_PER_PAGE).get_page(request.GET.get("page")),
        "today": timezone.localdate(),
    }
