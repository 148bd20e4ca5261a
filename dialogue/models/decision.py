from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogue.models.comment import BrinkComment
from dialogue.querysets import DecisionQuerySet


class Decision(models.Model):
    """What a moderator decided about a comment or about who wrote it, and the reason they gave.

    Rows are added and never changed, but for `told_at` and for the names that an erasure takes out.
    """

    class Kind(models.TextChoices):
        STAYS = "stays", _("the comment stays")
        CLOSED = "closed", _("closed, since the author has withdrawn it")
        CHANGE_ASKED = "change_asked", _("the author is asked to change it")
        HIDDEN = "hidden", _("the comment is hidden")
        REMOVAL_PROPOSED = "removal_proposed", _("removal is proposed")
        REMOVED = "removed", _("the comment is removed")
        RESTORED = "restored", _("the comment is put back")
        PAUSED = "paused", _("the author cannot write for a while")
        PAUSE_ENDED = "pause_ended", _("the author can write again")
        APPEAL_REFUSED = "appeal_refused", _("after an appeal the decision stays")
        APPEAL_GRANTED = "appeal_granted", _("after an appeal the decision is undone")

    comment = models.ForeignKey(
        BrinkComment, verbose_name=_("comment"), on_delete=models.CASCADE, related_name="decisions"
    )
    # Beside the comment's own: erasing who wrote a comment must not make a decision about nobody's.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author of the comment"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    kind = models.CharField(_("decision"), max_length=20, choices=Kind)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"))
    is_alone = models.BooleanField(
        _("decided alone"),
        default=False,
        help_text=_("A second person should have decided, and there was none."),
    )
    told_at = models.DateTimeField(_("author told at"), null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision of a moderator")
        verbose_name_plural = _("decisions of moderators")
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="restored") | ~models.Q(reason=""), name="decision_has_a_reason"
            )
        ]
        indexes = [models.Index(fields=["author", "-decided_at", "-id"], name="decision_of_author")]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.kind}"


class KeptWords(models.Model):
    """What a removed comment said, kept for a while so that an appeal can bring it back."""

    decision = models.OneToOneField(
        Decision, verbose_name=_("decision"), on_delete=models.CASCADE, primary_key=True, related_name="words"
    )
    text = models.TextField(_("text"))
    until = models.DateTimeField(_("kept until"), db_index=True)

    class Meta:
        verbose_name = _("text of a removed comment")
        verbose_name_plural = _("texts of removed comments")

    def __str__(self) -> str:
        return f"{self.decision_id}"
