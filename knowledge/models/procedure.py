from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager

from content.anchors import anchored
from content.blocks import SHORT_FEATURES, BodyBlock, StepsStreamBlock
from content.linked import reader_in
from content.models import ContentPage
from content.passages import Passage, in_pieces, passages_of_body, passages_of_html
from directory.visibility import as_seen_by
from knowledge.querysets import KnowledgeQuerySet

HEADINGS_THAT_NEED_A_LIST = 4


class ProcedurePage(ContentPage):
    """How something is done here: in short, for whom, in which steps, and who can help."""

    in_short = RichTextField(
        _("in short"), blank=True, features=SHORT_FEATURES, help_text=_("At most three lines.")
    )
    before_you_start = RichTextField(_("before you start"), blank=True, features=SHORT_FEATURES)
    steps = StreamField(StepsStreamBlock(), verbose_name=_("steps"), blank=True)
    duration = models.CharField(_("how long it takes"), max_length=150, blank=True)
    system_label = models.CharField(_("form or system"), max_length=100, blank=True)
    system_url = models.URLField(_("address of the form or system"), blank=True)
    exceptions = RichTextField(_("exceptions"), blank=True, features=SHORT_FEATURES)
    contact = models.ForeignKey(
        "directory.Person",
        verbose_name=_("contact"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    body = StreamField(BodyBlock(), verbose_name=_("more text"), blank=True)

    objects = PageManager.from_queryset(KnowledgeQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("in_short"),
        FieldPanel("before_you_start"),
        FieldPanel("steps"),
        FieldPanel("duration"),
        FieldPanel("system_label"),
        FieldPanel("system_url"),
        FieldPanel("exceptions"),
        FieldPanel("contact"),
        FieldPanel("body"),
        *ContentPage.facts_panels,
    ]
    parent_page_types = ["knowledge.KnowledgeIndexPage", "knowledge.SectionPage"]
    subpage_types: list[str] = []
    template = "knowledge/procedure_page.html"

    class Meta:
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        headings = [part for part in anchored(self.body) if part.anchor]
        helper = self.contact or self.keeper
        shown = as_seen_by([helper], reader_in({"request": request})) if helper and not helper.left_on else []
        return {
            **super().get_context(request, *args, **kwargs),
            # A page with two headings shows its own shape; a long regulation does not.
            "headings": headings if len(headings) >= HEADINGS_THAT_NEED_A_LIST else [],
            # Their numbers are here for who sees them on the profile too.
            "helper": shown[0] if shown else None,
        }

    def searchable_text(self) -> list[Passage]:
        steps = [
            Passage(passage.text, step.value["title"], "steps")
            for step in self.steps
            for passage in passages_of_html(step.value["text"].source) or [Passage("")]
        ]
        return [
            *super().searchable_text(),
            *passages_of_html(self.in_short, anchor="in-short"),
            *passages_of_html(self.before_you_start, anchor="before-you-start"),
            *in_pieces(steps),
            *in_pieces([Passage(f"{self.duration}. {self.system_label}".strip(". "))]),
            *passages_of_html(self.exceptions, anchor="exceptions"),
            *passages_of_body(self.body),
        ]
