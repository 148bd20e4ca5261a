from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class ApiToken(models.Model):
    """A token with which a machine speaks to Brink, in its own name and for nothing but its scopes.

    Only a keyed digest is kept: `access.tokens` makes it, shows it once, and finds it again.
    """

    class Scope(models.TextChoices):
        SCIM = "scim", _("keep people and groups up to date (SCIM)")

    name = models.CharField(
        _("name"),
        max_length=100,
        help_text=_("Which machine has it and what for, such as “Entra ID, provisioning”."),
    )
    scopes = models.JSONField(_("may be used to"), default=list)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    # The last letters of the token, by which people tell two apart; they open nothing.
    ending = models.CharField(max_length=4, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    made_at = models.DateTimeField(_("made at"), editable=False)
    last_used_at = models.DateTimeField(_("last used at"), null=True, blank=True, editable=False)
    expires_at = models.DateTimeField(_("works until"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("token for a machine")
        verbose_name_plural = _("tokens for machines")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if not self.scopes or not set(self.scopes) <= set(self.Scope.values):
            raise ValidationError({"scopes": _("Choose what the token may be used for.")})

    def works_at(self, now: datetime) -> bool:
        """Whether it opens anything: it is not revoked and has not run out."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)
