from django.db import models
from django.utils.translation import gettext_lazy as _

from access.models import FileUse
from search.files.readers.answer import Reason

# For editors: what is wrong with a file, and what they can do.
WHY = {
    Reason.LOCKED: _("It has a password. Save it without one and upload that."),
    Reason.BROKEN: _("It is damaged. Open it, save it anew and upload that."),
    Reason.MACROS: _("There are macros in it. Save it without macros and upload that."),
    Reason.BOMB: _("It unpacks to far more than it seems, as files do that are made to do harm."),
    Reason.OLD: _(
        "It is of a kind from before 2007. Save it as .docx, .xlsx, .pptx or .pdf and upload that."
    ),
    Reason.OTHER: _("A file of this kind holds no text that can be read."),
    Reason.EMPTY: _("There is no text in it, as in a scan. Have its text recognised and upload that."),
    Reason.LONG: _("It is so long that only its beginning can be found."),
    Reason.LARGE: _("It is larger than 50 MB. Divide it, or make its pictures smaller."),
    Reason.SLOW: _("Reading it took too long. Save it anew, or divide it, and upload that."),
    Reason.GONE: _("The file itself is lost. Upload it again."),
}


class FileText(models.Model):
    """What stands in a file that some page shows, or why that could not be read.

    A file is read once: again only after it is replaced, when its name in the store changes.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("is about to be read")
        READING = "reading", _("is being read")
        READ = "read", _("is read")
        REFUSED = "refused", _("cannot be read")

    file_kind = models.CharField(max_length=10, choices=FileUse.FileKind)
    file_id = models.BigIntegerField()
    name = models.CharField(_("name in the store"), max_length=255)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    reason = models.CharField(
        _("what is wrong"), max_length=10, blank=True, choices=[(key.value, why) for key, why in WHY.items()]
    )
    # Each a place, a heading and a text, in the order of the file.
    parts = models.JSONField(_("text"), default=list)
    digest = models.CharField(max_length=64, blank=True)
    begun_count = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(_("begun at"), null=True, blank=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")
        constraints = [
            models.UniqueConstraint(fields=["file_kind", "file_id"], name="file_text_is_unique"),
            models.CheckConstraint(
                condition=~models.Q(state="refused") | ~models.Q(reason=""), name="file_text_says_why"
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=models.Q(state__in=["waiting", "reading"]),
                name="file_text_is_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.name
