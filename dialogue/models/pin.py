from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogue.models.comment import BrinkComment


class Pin(models.Model):
    """The one comment that who answers for a thing wants everybody to read first."""

    comment = models.OneToOneField(
        BrinkComment,
        verbose_name=_("comment"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="pin",
    )
    content_type = models.ForeignKey(
        ContentType, verbose_name=_("kind of thing"), on_delete=models.CASCADE, related_name="+"
    )
    object_pk = models.CharField(_("key"), max_length=64)
    pinned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("pinned by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    pinned_at = models.DateTimeField(_("pinned at"))

    class Meta:
        verbose_name = _("pinned comment")
        verbose_name_plural = _("pinned comments")
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_pk"], name="pin_is_one_per_thing")
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}"
