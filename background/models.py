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


class Heartbeat(models.Model):
    """A worker process and when it was last heard of; silence means that it died."""

    worker_id = models.CharField(_("worker"), max_length=64, unique=True)
    started_at = models.DateTimeField(_("started at"))
    beaten_at = models.DateTimeField(_("last heard of at"), db_index=True)

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return f"{self.worker_id} {self.beaten_at:%Y-%m-%d %H:%M:%S}"
