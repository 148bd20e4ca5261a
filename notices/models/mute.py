from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notices.models.event import Event


class Mute(models.Model):
    """What a person wants no notice of: a conversation, something they follow, or a kind of event."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("whose"),
        on_delete=models.CASCADE,
        related_name="mutes",
    )
    # The first comment of a conversation.
    thread = models.ForeignKey(
        "dialogue.BrinkComment", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    source = models.ForeignKey(
        "following.Source", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Event.Kind, blank=True)
    muted_at = models.DateTimeField(_("muted at"))

    class Meta:
        verbose_name = _("mute")
        verbose_name_plural = _("mutes")
        constraints = [
            models.CheckConstraint(
                condition=Q(thread__isnull=False, source=None, kind="")
                | Q(thread=None, source__isnull=False, kind="")
                | Q(thread=None, source=None) & ~Q(kind=""),
                name="mute_is_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["owner", "thread"], condition=Q(thread__isnull=False), name="mute_thread_once"
            ),
            models.UniqueConstraint(
                fields=["owner", "source"], condition=Q(source__isnull=False), name="mute_source_once"
            ),
            models.UniqueConstraint(fields=["owner", "kind"], condition=~Q(kind=""), name="mute_kind_once"),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id}: {self.kind or self.source_id or self.thread_id}"
