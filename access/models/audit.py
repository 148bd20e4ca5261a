from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """Who did what to what, and when. A trigger in the database refuses changes and deletions.

    A person is kept by key, not by name: erasing the person leaves the entry, without saying who.
    """

    at = models.DateTimeField(_("at"))
    actor_key = models.UUIDField(_("by"), null=True, blank=True)
    action = models.CharField(_("action"), max_length=100)
    thing_kind = models.CharField(_("kind"), max_length=50, blank=True)
    thing_id = models.CharField(_("number"), max_length=50, blank=True)
    details = models.JSONField(_("details"), default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["thing_kind", "thing_id"], name="audit_thing")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
