"""Files of people that were imported, and what their columns hold."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.models.source import Source


class ColumnMapping(models.Model):
    """Which column of a file of people holds what, kept so that the next file needs no explaining."""

    name = models.CharField(
        _("name"), max_length=100, unique=True, help_text=_("By this name an import finds it.")
    )
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        on_delete=models.CASCADE,
        related_name="mappings",
        null=True,
        blank=True,
        help_text=_("The register that such files come from."),
    )
    # {field: a column, or several as “Voornaam + Achternaam”}.
    columns = models.JSONField(_("columns"), default=dict)
    date_format = models.CharField(
        _("dates are written as"),
        max_length=20,
        blank=True,
        choices=[
            ("%d-%m-%Y", "31-12-2026"),
            ("%d/%m/%Y", "31/12/2026"),
            ("%m/%d/%Y", "12/31/2026"),
            ("%Y-%m-%d", "2026-12-31"),
            ("%Y%m%d", "20261231"),
        ],
        help_text=_("Empty: a day first, or a year first."),
    )

    class Meta:
        verbose_name = _("column mapping")
        verbose_name_plural = _("column mappings")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        names = {"name", "first_name", "last_name"}
        if "number" not in self.columns or not names & self.columns.keys():
            raise ValidationError(_("Say at least which column holds the number, and which the name."))


class ImportRun(models.Model):
    """One import of a file of people: what it did, and what it refused."""

    class Outcome(models.TextChoices):
        DONE = "done", _("done")
        TRIAL = "trial", _("tried, nothing written")
        STOPPED = "stopped", _("stopped: too many would leave")
        UNREADABLE = "unreadable", _("the file could not be read")

    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.SET_NULL, null=True, related_name="imports"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    file_name = models.CharField(_("file"), max_length=255)
    started_at = models.DateTimeField(_("started at"))
    finished_at = models.DateTimeField(_("finished at"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    counts = models.JSONField(_("counts"), default=dict, encoder=DjangoJSONEncoder)
    # Places and reasons, without what stood in the cells.
    refusals = models.JSONField(_("refused"), default=list, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("import of people")
        verbose_name_plural = _("imports of people")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M} {self.file_name}"
