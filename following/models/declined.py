from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from following.models.source import Source


class Declined(models.Model):
    """Someone is not interested in a source, which is not suggested to them again."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="+",
        # The unique pair begins with it.
        db_index=False,
    )
    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.CASCADE, related_name="+")
    declined_at = models.DateTimeField(_("declined at"))

    class Meta:
        verbose_name = _("declined suggestion")
        verbose_name_plural = _("declined suggestions")
        constraints = [models.UniqueConstraint(fields=["owner", "source"], name="declined_is_unique")]

    def __str__(self) -> str:
        return f"{self.owner_id} declined {self.source_id}"
