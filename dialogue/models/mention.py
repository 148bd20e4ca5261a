from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogue.models.comment import BrinkComment


class Mention(models.Model):
    """A colleague who is named in a comment with an @.

    The text of the comment keeps `@{key of the person}`, so that no name stays in it once they are erased.
    """

    comment = models.ForeignKey(
        BrinkComment, verbose_name=_("comment"), on_delete=models.CASCADE, related_name="mentions"
    )
    person = models.ForeignKey(
        "directory.Person", verbose_name=_("colleague"), on_delete=models.CASCADE, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"))
    is_reached = models.BooleanField(
        _("hears of it"), help_text=_("Whether they could read the comment when they were named.")
    )

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "person"], name="mention_is_once_per_comment")
        ]
        indexes = [models.Index(fields=["person", "-made_at"], name="mention_newest")]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.person_id}"
