from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogue.models.decision import Decision


class Appeal(models.Model):
    """The author's word that a decision is not right, and the decision of another moderator on it."""

    decision = models.OneToOneField(
        Decision,
        verbose_name=_("decision"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="appeal",
    )
    text = models.CharField(_("what the author says"), max_length=1000)
    made_at = models.DateTimeField(_("made at"))
    answer = models.OneToOneField(
        Decision,
        verbose_name=_("decision on the appeal"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="answered_appeal",
    )

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")

    def __str__(self) -> str:
        return f"{self.decision_id}"
