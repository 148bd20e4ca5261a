from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from groups.models.question import Question


class FoundAnswer(models.Model):
    """How often something was an answer to colleagues who were about to ask. Nobody knows to whom."""

    question = models.OneToOneField(
        Question,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="found",
        verbose_name=_("question"),
    )
    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("page")
    )
    times = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        verbose_name = _("answer that was found")
        verbose_name_plural = _("answers that were found")
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=False, page=None) | Q(question=None, page__isnull=False),
                name="found_answer_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.times}"
