from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogue.models.decision import Decision


class Pause(models.Model):
    """A time in which somebody reads and does not write, because of what they wrote."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("whose"), on_delete=models.CASCADE, related_name="+"
    )
    # Emptied when the page goes with all that was said under it: the pause stays.
    decision = models.OneToOneField(
        Decision,
        verbose_name=_("decision"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="pause",
    )
    reason = models.CharField(_("reason"), max_length=300)
    began_at = models.DateTimeField(_("began at"))
    until = models.DateTimeField(_("until"))
    ended_at = models.DateTimeField(_("ended before its time at"), null=True, blank=True)

    class Meta:
        verbose_name = _("pause in writing")
        verbose_name_plural = _("pauses in writing")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("began_at")), name="pause_takes_time"
            )
        ]
        indexes = [
            models.Index(fields=["user", "until"], condition=models.Q(ended_at=None), name="pause_running")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}, {self.until:%Y-%m-%d %H:%M}"
