from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from content.models import IndexPage
from knowledge.models.procedure import ProcedurePage
from knowledge.models.section import shelf_of

LATELY_CHECKED_COUNT = 5


class KnowledgeIndexPage(IndexPage):
    """The door to all procedures."""

    subpage_types = ["knowledge.SectionPage", "knowledge.ProcedurePage", "knowledge.ToolGuidePage"]
    template = "knowledge/knowledge_index_page.html"

    class Meta:
        verbose_name = _("knowledge index")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            **shelf_of(self, request),
            "lately_checked": ProcedurePage.objects.descendant_of(self)
            .live()
            .visible_to(request.user)
            .lately_checked()
            .for_list()[:LATELY_CHECKED_COUNT],
        }
