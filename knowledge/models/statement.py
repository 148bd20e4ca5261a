from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager

from content.blocks import BodyBlock
from content.models import ContentPage, VisiblePageQuerySet
from content.passages import Passage, passages_of_body


class StatementPage(ContentPage):
    """What the organisation promises about Brink itself: how accessible it is, what it keeps of people."""

    class Kind(models.TextChoices):
        ACCESSIBILITY = "accessibility", _("Accessibility")
        PRIVACY = "privacy", _("Privacy")

    kind = models.CharField(_("about"), max_length=20, choices=Kind.choices)
    status = models.CharField(
        _("status"),
        max_length=150,
        blank=True,
        help_text=_("In one sentence, such as “Partly meets WCAG 2.2 AA”."),
    )
    stated_on = models.DateField(_("date of the statement"))
    contact_email = models.EmailField(_("e-mail for questions"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    objects = PageManager.from_queryset(VisiblePageQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("summary"),
        FieldPanel("status"),
        FieldPanel("stated_on"),
        FieldPanel("contact_email"),
        FieldPanel("body"),
        *ContentPage.facts_panels,
    ]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "knowledge/statement_page.html"

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")

    def searchable_text(self) -> list[Passage]:
        return [*super().searchable_text(), Passage(self.status), *passages_of_body(self.body)]
