from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OwnToken(models.Model):
    """A token with which a program reads Brink as one person, and sees what that person sees.

    Only a keyed digest is kept: `access.own_tokens` makes it, shows it once, and finds it again.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="own_tokens",
    )
    name = models.CharField(_("name"), max_length=100)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    # The last letters of the token, by which people tell two apart; they open nothing.
    ending = models.CharField(max_length=4, editable=False)
    made_at = models.DateTimeField(_("made at"))
    last_used_at = models.DateTimeField(_("last used at"), null=True, blank=True)
    expires_at = models.DateTimeField(_("works until"))

    class Meta:
        verbose_name = _("own token")
        verbose_name_plural = _("own tokens")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def works_at(self, now: datetime) -> bool:
        """Whether it opens anything: it has not run out."""
        return now < self.expires_at
