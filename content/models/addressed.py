from django import forms
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from content.models.page import ContentPage


class AddressedPage(ContentPage):
    """A page that may be meant for some more than for others: they see it first, everyone can find it."""

    audiences = ParentalManyToManyField(
        "directory.Audience",
        verbose_name=_("meant for"),
        blank=True,
        related_name="+",
        help_text=_(
            "They see it first. Others can still find and read it. Confidential? Set its privacy instead."
        ),
    )

    about_panel = MultiFieldPanel(
        [
            FieldPanel("audiences", widget=forms.CheckboxSelectMultiple),
            FieldPanel("subjects"),
            FieldPanel("keywords"),
        ],
        heading=_("For whom and about what"),
    )
    facts_panels = [
        ContentPage.keeper_panel,
        ContentPage.term_panel,
        about_panel,
        ContentPage.comments_panel,
    ]

    class Meta:
        abstract = True

    @property
    def meant_for(self) -> str:
        return ", ".join(str(audience) for audience in self.audiences.all()) or super().meant_for
