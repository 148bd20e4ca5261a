from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogue.models.attached_file import AttachedFile
from dialogue.models.comment import BrinkComment


class CommentFile(AttachedFile):
    """The one picture or document that goes with a comment."""

    comment = models.OneToOneField(
        BrinkComment,
        verbose_name=_("comment"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="file",
    )

    class Meta(AttachedFile.Meta):
        verbose_name = _("file with a comment")
        verbose_name_plural = _("files with comments")
