from django.db import models
from django.utils.translation import gettext_lazy as _


class FileUse(models.Model):
    """A live thing that shows a file, with that thing's scope: who may see one, may open the file."""

    class FileKind(models.TextChoices):
        IMAGE = "image", _("image")
        DOCUMENT = "document", _("document")
        MEDIA = "media", _("media")

    file_kind = models.CharField(max_length=10, choices=FileKind)
    file_id = models.BigIntegerField()
    thing_kind = models.CharField(max_length=50)
    thing_id = models.BigIntegerField()
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file_kind", "file_id", "thing_kind", "thing_id"], name="file_use_is_unique"
            )
        ]
        indexes = [models.Index(fields=["thing_kind", "thing_id"], name="file_use_thing")]

    def __str__(self) -> str:
        return f"{self.file_kind} {self.file_id} in {self.thing_kind} {self.thing_id}"
