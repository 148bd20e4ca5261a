from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogue.models.comment import BrinkComment
from dialogue.querysets import ConversationQuerySet


class Conversation(models.Model):
    """A first comment and all that follows from it, summed up so that long threads are read in any order.

    The services keep it right in the transaction of each comment; `dialogue.conversations` says how.
    """

    root = models.OneToOneField(
        BrinkComment,
        verbose_name=_("first comment"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="conversation",
    )
    # What it stands under, as the comments have it.
    content_type = models.ForeignKey(
        ContentType, verbose_name=_("kind"), on_delete=models.CASCADE, related_name="+"
    )
    object_pk = models.CharField(_("key"), max_length=64)
    standing_count = models.PositiveIntegerField(_("comments that stand"), default=0)
    hidden_count = models.PositiveIntegerField(_("hidden comments"), default=0)
    last_spoken_at = models.DateTimeField(_("last spoken at"))
    waits_since = models.DateTimeField(
        _("waits since"), null=True, blank=True, help_text=_("The longest waiting comment in it.")
    )

    # How many of its comments one reader sees, where `seen_by` asked.
    seen_count: int

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        indexes = [
            models.Index(fields=["content_type", "object_pk", "root"], name="conversation_oldest"),
            models.Index(
                fields=["content_type", "object_pk", "-last_spoken_at", "-root"], name="conversation_newest"
            ),
            models.Index(
                fields=["content_type", "object_pk", "waits_since", "root"],
                condition=models.Q(waits_since__isnull=False),
                name="conversation_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.root_id}"
