from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogue.models.attached_file import AttachedFile
from groups.models.group import Group
from groups.models.post import Post


class PostDraft(models.Model):
    """What somebody is writing in a group and has not posted yet, kept until they do or throw it away."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("whose"),
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
    )
    # Nowhere yet: somebody asks before they know in which group.
    group = models.ForeignKey(
        Group, verbose_name=_("group"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Post.Kind)
    # Longer than a post may have: what is too long is kept, to be made shorter.
    title = models.TextField(_("title"), blank=True)
    text = models.TextField(_("text"), blank=True)
    saved_at = models.DateTimeField(_("saved at"), db_index=True)

    class Meta:
        verbose_name = _("draft of a post")
        verbose_name_plural = _("drafts of posts")
        constraints = [
            models.UniqueConstraint(
                fields=["author", "group"], name="post_draft_is_one_per_group", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.author_id} in {self.group_id}"


class PostDraftFile(AttachedFile):
    """The file that was chosen for a post which is not placed yet, so that it is not chosen twice."""

    draft = models.OneToOneField(
        PostDraft, verbose_name=_("draft"), on_delete=models.CASCADE, primary_key=True, related_name="file"
    )

    class Meta(AttachedFile.Meta):
        verbose_name = _("file with a draft of a post")
        verbose_name_plural = _("files with drafts of posts")
