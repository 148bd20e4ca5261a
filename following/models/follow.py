from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from following.models.source import Source


class Follow(models.Model):
    """Someone follows a source: what appears there comes in their stream."""

    follower = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("follower"),
        on_delete=models.CASCADE,
        related_name="follows",
        # The unique pair begins with it.
        db_index=False,
    )
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.CASCADE, related_name="follows", db_index=False
    )
    followed_at = models.DateTimeField(_("followed at"))

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints = [models.UniqueConstraint(fields=["follower", "source"], name="follow_is_unique")]
        # Followers of a source are walked through a batch at a time.
        indexes = [models.Index(fields=["source", "follower"], name="follow_by_source")]

    def __str__(self) -> str:
        return f"{self.follower_id} follows {self.source_id}"
