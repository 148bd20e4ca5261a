from django.db import models
from django.utils.translation import gettext_lazy as _


class DueRun(models.Model):
    """A job of the calendar that one worker took for one time slot, so that no other does it again."""

    job = models.CharField(_("job"), max_length=100)
    slot = models.DateTimeField(_("time slot"))
    started_at = models.DateTimeField(_("started at"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("due run")
        verbose_name_plural = _("due runs")
        constraints = [models.UniqueConstraint(fields=["job", "slot"], name="due_run_is_unique")]

    def __str__(self) -> str:
        return f"{self.job} {self.slot:%Y-%m-%d %H:%M}"
