from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Visit(models.Model):
    """On which day someone last opened Brink, to show what appeared while they were away.

    One row for each person, written over: where they went and how often is kept nowhere.
    """

    visitor = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    last_on = models.DateField(_("last here on"))
    # Set on the return from an absence of some days, until they have caught up.
    away_since = models.DateField(_("away since"), null=True, blank=True)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")

    def __str__(self) -> str:
        return f"{self.visitor_id}"
