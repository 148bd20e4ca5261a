from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogue.models.attached_file import AttachedFile
from dialogue.models.draft import Draft


class DraftFile(AttachedFile):
    """The file that was chosen for a comment which is not placed yet, so that it is not chosen twice."""

    draft = models.OneToOneField(
        Draft, verbose_name=_("draft"), on_delete=models.CASCADE, primary_key=True, related_name="file"
    )

    class Meta(AttachedFile.Meta):
        verbose_name = _("file with a draft")
        verbose_name_plural = _("files with drafts")
