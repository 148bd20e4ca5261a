from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page

from content.models import ScopedPage
from content.reading import translation_of
from directory.panels import HomeVisit
from home.front import front_page
from home.greeting import greeting_at

MOST_PICKS = 4


class HomePage(ScopedPage):
    """The start page of one language; its blocks are put together from the rooms."""

    lead = models.ForeignKey(
        "news.NewsPage",
        verbose_name=_("lead story"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Leave empty for the newest item with a picture."),
    )
    lead_until = models.DateField(
        _("lead story until"),
        null=True,
        blank=True,
        help_text=_("The last day; after it the newest news opens the page again."),
    )

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("lead"), FieldPanel("lead_until")],
            heading=_("What opens the page"),
        ),
        InlinePanel(
            "picks",
            heading=_("What comes next"),
            label=_("news item"),
            max_num=MOST_PICKS,
            help_text=_("In this order. What you do not choose, the date chooses."),
        ),
    ]
    parent_page_types = ["wagtailcore.Page"]
    # One for each language; Brink makes them.
    max_count = len(settings.WAGTAIL_CONTENT_LANGUAGES)
    subpage_types = [
        "news.NewsIndexPage",
        "knowledge.KnowledgeIndexPage",
        "blog.BlogIndexPage",
        "blog.PodcastIndexPage",
        "news.EventIndexPage",
        "knowledge.StatementPage",
    ]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")

    def clean(self) -> None:
        super().clean()
        if self.lead_id and self.lead_until is None:
            raise ValidationError({"lead_until": _("Say until when this story opens the page.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now = timezone.localtime()
        visit = HomeVisit(
            viewer=request.user,
            locale=self.locale,
            today=now.date(),
            lead_id=self.lead_id if self.lead_until and self.lead_until >= now.date() else None,
            picked_ids=self._picked_on(now.date()),
        )
        return {
            **super().get_context(request, *args, **kwargs),
            "translation": translation_of(self, request.user),
            "greeting": greeting_at(now.time()),
            "today": visit.today,
            "front": front_page(visit),
        }

    def _picked_on(self, day: date) -> tuple[int, ...]:
        return tuple(pick.item_id for pick in self.picks.all() if pick.until >= day)


class HomePick(Orderable):
    """A news item that the newsroom puts high on the front page for a while."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="picks")
    item = models.ForeignKey(
        "news.NewsPage", verbose_name=_("news item"), on_delete=models.CASCADE, related_name="+"
    )
    until = models.DateField(_("until"), help_text=_("The last day on which it stands here."))

    panels = [FieldPanel("item"), FieldPanel("until")]

    class Meta(Orderable.Meta):
        verbose_name = _("chosen news item")
        verbose_name_plural = _("chosen news items")

    def __str__(self) -> str:
        return f"{self.item_id} until {self.until}"
