from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from access.models import Scope
from dialogue.models import BrinkComment
from groups.models.group import Group
from groups.querysets import PostQuerySet

if TYPE_CHECKING:
    from directory.models import Subject


class Post(models.Model):
    """Something that a member wrote in a group, under which colleagues talk.

    Its words are a comment, `opening`: editing, history, mentions, files, reports, moderation and export
    hold for them as for all that is said. Where it has a title, that is the first line of the words, and here
    a copy to list by; `groups.words` takes both apart.
    """

    class Kind(models.TextChoices):
        MESSAGE = "message", _("message")
        QUESTION = "question", _("question")
        LESSON = "lesson", _("lesson learned")
        WORK = "work", _("work in progress")
        IDEA = "idea", _("idea")
        EVENT = "event", pgettext_lazy("kind of post", "event")
        POLL = "poll", _("poll")

    group = models.ForeignKey(
        Group, verbose_name=_("group"), on_delete=models.CASCADE, related_name="posts", db_index=False
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("title"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=10)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="posts",
    )
    # Empty only inside the transaction that makes the post.
    opening = models.OneToOneField(
        BrinkComment, verbose_name=_("words"), on_delete=models.CASCADE, null=True, related_name="post"
    )
    subjects: "models.ManyToManyField[Subject, Post]" = models.ManyToManyField(
        "directory.Subject", verbose_name=_("subjects"), blank=True, related_name="posts"
    )
    posted_at = models.DateTimeField(_("posted at"))
    pinned_at = models.DateTimeField(_("pinned at"), null=True, blank=True)
    # Whether readers see its words: neither withdrawn nor hidden. Kept in step with `opening`.
    stands = models.BooleanField(_("stands"), default=True, editable=False)
    # That of its group, so that lists over many groups read one table.
    scope = models.ForeignKey(
        Scope, on_delete=models.PROTECT, related_name="+", db_index=False, editable=False
    )
    has_file = models.BooleanField(_("has a picture or document"), default=False, editable=False)
    comment_count = models.PositiveIntegerField(_("comments that stand"), default=0, editable=False)
    last_spoken_at = models.DateTimeField(_("last spoken at"), editable=False)
    submission_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        indexes = [
            models.Index(fields=["group", "-posted_at", "-id"], name="post_newest"),
            models.Index(fields=["group", "kind", "-posted_at", "-id"], name="post_newest_of_kind"),
            models.Index(
                fields=["group", "-posted_at", "-id"],
                condition=models.Q(has_file=True),
                name="post_newest_with_file",
            ),
            models.Index(
                fields=["group", "pinned_at"], condition=models.Q(pinned_at__isnull=False), name="post_pinned"
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("groups:post", args=[self.pk])

    @property
    def words(self) -> BrinkComment:
        """The comment that holds its words."""
        assert self.opening is not None
        return self.opening


class PostMove(models.Model):
    """That a post went to another group: its address, talk and followers stayed."""

    post = models.ForeignKey(Post, verbose_name=_("post"), on_delete=models.CASCADE, related_name="moves")
    from_group = models.ForeignKey(
        Group, verbose_name=_("from"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("moved by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    moved_at = models.DateTimeField(_("moved at"))

    class Meta:
        verbose_name = _("move of a post")
        verbose_name_plural = _("moves of posts")
        ordering = ["moved_at", "pk"]

    def __str__(self) -> str:
        return f"{self.post_id} from {self.from_group_id}"
