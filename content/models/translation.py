from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision


class PageTranslation(models.Model):
    """From which page, and from which version of it, a page was translated."""

    # Without constraints, as `PageScope`: who translates a page and who moves it would wait for each other.
    page = models.OneToOneField(
        Page,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="translated_from",
        db_constraint=False,
    )
    source = models.ForeignKey(
        Page,
        verbose_name=_("source"),
        on_delete=models.CASCADE,
        related_name="translated_into",
        db_constraint=False,
    )
    source_revision = models.ForeignKey(
        Revision,
        verbose_name=_("version of the source"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("What the source said when the translation was made or last checked."),
    )
    # Since when the source says something else in words; empty as long as the translation holds.
    outdated_since = models.DateTimeField(_("source changed on"), null=True, blank=True, db_index=True)
    confirmed_at = models.DateTimeField(_("up to date on"))

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(page=models.F("source")), name="translation_is_of_another_page"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id} from {self.source_id}"
