from django.db import models
from django.utils.translation import gettext_lazy as _


class UsedLink(models.Model):
    """A link of a mail that did what it says: opened again it does nothing."""

    # A digest of the link; whose it was is not kept.
    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(_("used at"), db_index=True)

    class Meta:
        verbose_name = _("used link of a mail")
        verbose_name_plural = _("used links of mails")

    def __str__(self) -> str:
        return self.digest
