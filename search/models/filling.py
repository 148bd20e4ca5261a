from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _


class Filling(models.Model):
    """Who is filling a new index of Elasticsearch; there is one row, and the others wait for it.

    A filling that gave no sign for a while has died, and another may begin. Once it is done, the row tells
    how it went, and when the index heard last of something that changed.
    """

    name = models.CharField(max_length=50, unique=True)
    token = models.CharField(max_length=32, blank=True)
    seen_at = models.DateTimeField(_("last sign"), null=True, blank=True)
    wanted_at = models.DateTimeField(_("asked for at"), null=True, blank=True)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    done_count = models.PositiveIntegerField(_("done"), default=0)
    total_count = models.PositiveIntegerField(_("in all"), default=0)
    has_failed = models.BooleanField(_("has failed"), default=False)
    sent_at = models.DateTimeField(_("last sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("filling of the search index")
        verbose_name_plural = _("fillings of the search index")

    def __str__(self) -> str:
        return self.name

    def is_under_way(self, lost_before: datetime) -> bool:
        """Whether a worker fills an index, and gave a sign after `lost_before`."""
        return self.seen_at is not None and self.seen_at >= lost_before

    @property
    def is_waited_for(self) -> bool:
        """Whether somebody asked for it, and no worker has begun."""
        return self.wanted_at is not None and (self.started_at is None or self.started_at < self.wanted_at)
