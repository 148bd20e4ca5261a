from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogue.models.comment import BrinkComment


class Reaction(models.Model):
    """One word of one colleague about a comment, or about the thing itself where there is no comment."""

    class Kind(models.TextChoices):
        USEFUL = "useful", _("Useful")
        THANKS = "thanks", _("Thanks")
        RECOGNISE = "recognise", _("I recognise this")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("whose"), on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    made_at = models.DateTimeField(_("made at"))
    content_type = models.ForeignKey(
        ContentType, verbose_name=_("kind of thing"), on_delete=models.CASCADE, related_name="+"
    )
    object_pk = models.CharField(_("key"), max_length=64)
    comment = models.ForeignKey(
        BrinkComment,
        verbose_name=_("comment"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="reactions",
    )

    class Meta:
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "user", "kind"],
                condition=models.Q(comment__isnull=False),
                name="reaction_to_a_comment_is_once",
            ),
            models.UniqueConstraint(
                fields=["content_type", "object_pk", "user", "kind"],
                condition=models.Q(comment=None),
                name="reaction_to_a_thing_is_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["content_type", "object_pk", "kind", "made_at"],
                condition=models.Q(comment=None),
                name="reaction_to_thing",
            ),
            models.Index(fields=["comment", "kind", "made_at"], name="reaction_to_comment"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.content_type_id}:{self.object_pk}"
