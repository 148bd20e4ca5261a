from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class ImportedFile(models.Model):
    """Which file a page was made of, and what was in it, so that importing again changes only what changed.

    A section that stands for a folder has the folder's path, with a slash at its end.
    """

    page = models.OneToOneField(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="imported_file"
    )
    target = models.ForeignKey(
        Page, verbose_name=_("imported below"), on_delete=models.CASCADE, related_name="+"
    )
    folder = models.CharField(_("folder"), max_length=255)
    source = models.CharField(_("file"), max_length=500)
    # Empty as long as the page is only reserved: an import that was broken off goes on there.
    digest = models.CharField(max_length=64, blank=True)
    # Links and pictures that led nowhere; the page is made anew when one of them is there.
    awaited = models.JSONField(default=list)
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        constraints = [
            models.UniqueConstraint(fields=["target", "folder", "source"], name="imported_file_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.folder}/{self.source}"
