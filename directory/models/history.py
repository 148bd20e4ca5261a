"""What was changed in the directory, when and by whom."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonChange(models.Model):
    """A change of one field of a profile. Read by the person, their unit's editors and administrators."""

    person = models.ForeignKey("directory.Person", on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    # The source that delivered it, if nobody typed it.
    source = models.ForeignKey(
        "directory.Source", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    field = models.CharField(_("field"), max_length=30)
    before = models.TextField(_("before"), blank=True)
    after = models.TextField(_("after"), blank=True)

    class Meta:
        verbose_name = _("change of a profile")
        verbose_name_plural = _("changes of profiles")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["person", "-at"], name="person_change_by_person")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.field}"


class UnitChange(models.Model):
    """What happened to a unit: renamed, moved, closed, or led by another."""

    class Kind(models.TextChoices):
        MADE = "made", _("made")
        RENAMED = "renamed", _("renamed")
        MOVED = "moved", _("moved")
        LED = "led", _("another leader")
        CLOSED = "closed", _("closed")
        OPENED = "opened", _("opened again")

    unit = models.ForeignKey("directory.Unit", on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    before = models.CharField(_("before"), max_length=300, blank=True)
    after = models.CharField(_("after"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("change of a unit")
        verbose_name_plural = _("changes of units")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.kind}"
