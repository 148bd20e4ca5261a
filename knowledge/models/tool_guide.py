from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager

from access.scopes import Viewer
from content.blocks import BodyBlock
from content.linked import linked_things, reading_links_of
from content.models import ContentPage
from content.passages import Passage, in_pieces, passages_of_body
from knowledge.blocks import RulesBlock
from knowledge.querysets import KnowledgeQuerySet
from knowledge.tools import HOLDS_FOR, Rule, best_rule, helper_of


class ToolGuidePage(ContentPage):
    """Which tool when: rules that begin at the work, and three questions that lead to one of them."""

    body = StreamField(BodyBlock(), verbose_name=_("text above the rules"), blank=True)
    rules = StreamField(RulesBlock(), verbose_name=_("rules"), blank=True)

    objects = PageManager.from_queryset(KnowledgeQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("rules"),
        *ContentPage.facts_panels,
    ]
    parent_page_types = ["knowledge.KnowledgeIndexPage", "knowledge.SectionPage"]
    subpage_types: list[str] = []
    template = "knowledge/tool_guide_page.html"

    class Meta:
        verbose_name = _("tool guide")
        verbose_name_plural = _("tool guides")

    def rules_for(self, user: Viewer, today: date) -> list[Rule]:
        """Return the rules in order, with the keepers and the ways that `user` may see."""
        with reading_links_of(self.rules, user):
            return [_rule(number, block.value, today) for number, block in enumerate(self.rules, start=1)]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        rules = self.rules_for(request.user, context["today"])
        helper = helper_of(request.GET)
        return {
            **context,
            "rules": rules,
            "helper": helper,
            "advice": best_rule(rules, helper.answers) if helper.question is None else None,
        }

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: TemplateResponse = super().serve(request, *args, **kwargs)
        if (response.context_data or {})["helper"].was_wrong:
            response.status_code = 400
        return response

    def searchable_text(self) -> list[Passage]:
        rules = [
            Passage(f"{rule['tool']}. {rule['why']}", rule["situation"], f"rule-{number}")
            for number, rule in enumerate((block.value for block in self.rules), start=1)
        ]
        return [*super().searchable_text(), *passages_of_body(self.body), *in_pieces(rules)]


def _rule(number: int, value: Any, today: date) -> Rule:  # Any: values of blocks have no types
    seen = linked_things()
    page = seen.cards.get(value["page"].pk) if value["page"] else None
    return Rule(
        anchor=f"rule-{number}",
        situation=value["situation"],
        tool=value["tool"],
        why=value["why"],
        url=(page.url if page else value["url"]) or "",
        keeper=seen.people.get(value["keeper"].pk) if value["keeper"] else None,
        checked_on=value["checked_on"],
        is_overdue=value["checked_on"] + HOLDS_FOR < today,
        fits={"for": value["for_whom"], "what": value["what_kind"], "long": value["how_long"]},
    )
