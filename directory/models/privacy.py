"""How long what is known of people is kept, and the archive in which someone reads it."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting

from access.traces import Policy


# Any: words that are translated when shown.
def days(
    label: Any, help_text: Any, *, default: int, least: int, most: int = 3650
) -> "models.PositiveSmallIntegerField[int, int]":
    """Return a field for a number of days."""
    return models.PositiveSmallIntegerField(
        label,
        default=default,
        validators=[MinValueValidator(least), MaxValueValidator(most)],
        help_text=help_text,
    )


class PrivacySettings(BaseGenericSetting):
    """What happens to the traces of people, and after how many days: one row for the organisation."""

    policy = models.CharField(
        _("what former colleagues wrote"),
        max_length=10,
        choices=[
            (Policy.ANONYMISE.value, _("stays, as words of a former colleague")),
            (Policy.REMOVE.value, _("is removed too")),
        ],
        default=Policy.ANONYMISE.value,
        help_text=_("Everyone reads this under “My data”, before they leave."),
    )
    erase_after_days = models.PositiveSmallIntegerField(
        _("erase former colleagues after (days)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(30), MaxValueValidator(3650)],
        help_text=_(
            "Counted from the day on which they left; at least 30, for who comes back. "
            "Leave it empty to erase nobody by the clock."
        ),
    )
    keep_changes_days = days(
        _("keep changes of profiles (days)"),
        _("The history that a person and the keepers of the profile read. At least 30."),
        default=730,
        least=30,
    )
    keep_sessions_days = days(
        _("keep unused sign-ins (days)"),
        _("A browser that was not used for so long has to sign in again. At least 1."),
        default=90,
        least=1,
    )
    keep_invitations_days = days(
        _("keep invitations that are over (days)"),
        _("Invitations that were taken up, withdrawn, or ran out. At least 14."),
        default=90,
        least=14,
    )
    keep_imports_days = days(
        _("keep imports of people (days)"),
        _("Which file was imported when, and which lines were refused. At least 30."),
        default=365,
        least=30,
    )
    keep_failed_tasks_days = days(
        _("keep background work that failed (days)"),
        _(
            "It says what went wrong, and may name an address. "
            "Work that went well goes after a day. At most 30."
        ),
        default=30,
        least=1,
        most=30,
    )
    keep_archives_days = days(
        _("keep archives of “My data” (days)"),
        _("So long someone can download the archive that was made for them. At most 30."),
        default=7,
        least=1,
        most=30,
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("policy"), FieldPanel("erase_after_days")], heading=_("Who no longer works here")
        ),
        MultiFieldPanel(
            [
                FieldPanel("keep_changes_days"),
                FieldPanel("keep_sessions_days"),
                FieldPanel("keep_invitations_days"),
                FieldPanel("keep_imports_days"),
                FieldPanel("keep_failed_tasks_days"),
                FieldPanel("keep_archives_days"),
            ],
            heading=_("How long things are kept"),
        ),
    ]

    class Meta:
        verbose_name = _("Privacy")


def archive_name(archive: "DataArchive", name: str) -> str:
    """Return where an archive is stored: under a name that says nothing and cannot be guessed."""
    return f"my-data/{uuid4().hex}.zip"


class DataArchive(models.Model):
    """All that is kept of someone, made ready for them alone to download. There is one at a time."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="data_archive"
    )
    requested_at = models.DateTimeField(_("asked for at"))
    ready_at = models.DateTimeField(_("ready at"), null=True, blank=True)
    expires_at = models.DateTimeField(_("kept until"), null=True, blank=True)
    file = models.FileField(upload_to=archive_name, blank=True)

    class Meta:
        verbose_name = _("archive of “My data”")
        verbose_name_plural = _("archives of “My data”")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ready_at=None, expires_at=None, file="")
                | models.Q(ready_at__isnull=False, expires_at__isnull=False) & ~models.Q(file=""),
                name="archive_is_ready_with_a_file",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.requested_at:%Y-%m-%d %H:%M}"

    def can_be_downloaded(self, now: datetime) -> bool:
        """Whether it is ready and still kept."""
        return self.expires_at is not None and now < self.expires_at
