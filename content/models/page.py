from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import Page

from content.models.visibility import ScopedPage
from content.passages import Passage, in_pieces
from content.reading import reading_of


class ContentPage(ScopedPage):
    """What every page of the newsroom has: who answers for it, until when it holds, who may talk back."""

    summary = models.CharField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences, shown under the headline and in lists."),
    )
    keeper = models.ForeignKey(
        "directory.Person",
        verbose_name=_("owner"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Who answers for this page and its questions."),
    )
    deputy = models.ForeignKey(
        "directory.Person",
        verbose_name=_("deputy"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    review_due_on = models.DateField(_("check again before"), null=True, blank=True)
    ends_on = models.DateField(
        _("holds until"),
        null=True,
        blank=True,
        help_text=_("After this day the address stays, with a band that says that it has ended."),
    )
    successor = models.ForeignKey(
        Page,
        verbose_name=_("replaced by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    subjects = ParentalManyToManyField(
        "directory.Subject", verbose_name=_("subjects"), blank=True, related_name="+"
    )
    audience = models.CharField(
        _("for whom"),
        max_length=200,
        blank=True,
        help_text=_("Only a label. Confidential? Set its privacy; editors still see the page here."),
    )
    keywords = models.CharField(
        _("search words"),
        max_length=500,
        blank=True,
        help_text=_("Words that colleagues use for this, with commas between."),
    )
    comments_open = models.BooleanField(_("comments are open"), default=True)
    comments_closed_reason = models.CharField(
        _("why comments are closed"), max_length=200, blank=True, help_text=_("Readers see this reason.")
    )

    keeper_panel = MultiFieldPanel(
        [FieldPanel("keeper"), FieldPanel("deputy")], heading=_("Who answers for it")
    )
    term_panel = MultiFieldPanel(
        [
            FieldPanel("checked_on"),
            FieldPanel("review_due_on"),
            FieldPanel("ends_on"),
            FieldPanel("successor"),
        ],
        heading=_("How long it holds"),
    )
    about_panel = MultiFieldPanel(
        [FieldPanel("audience"), FieldPanel("subjects"), FieldPanel("keywords")],
        heading=_("For whom and about what"),
    )
    comments_panel = MultiFieldPanel(
        [FieldPanel("comments_open"), FieldPanel("comments_closed_reason")], heading=_("Comments")
    )
    facts_panels = [keeper_panel, term_panel, about_panel, comments_panel]
    settings_panels = [PublishingPanel()]
    promote_panels = [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if not self.comments_open and not self.comments_closed_reason.strip():
            raise ValidationError(
                {"comments_closed_reason": _("Say why comments are closed; readers will ask.")}
            )

    @property
    def meant_for(self) -> str:
        """For whom this page is meant, in words; it only labels."""
        return self.audience

    def has_ended(self, today: date) -> bool:
        """Whether the last day on which this page holds is behind us."""
        return self.ends_on is not None and self.ends_on < today

    def is_overdue(self, today: date) -> bool:
        """Whether this page should have been checked before `today`."""
        return self.review_due_on is not None and self.review_due_on < today

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        return {
            **super().get_context(request, *args, **kwargs),
            "today": today,
            "reading": reading_of(self, request.user, today),
        }

    def searchable_text(self) -> list[Passage]:
        """Return the words to search beside the title, in passages, in reading order."""
        return in_pieces([Passage(self.summary)])
