from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogue.models.comment import BrinkComment
from dialogue.querysets import CommentReportQuerySet


class CommentReport(models.Model):
    """A colleague's word to the moderators that a comment should not stand, and what came of it."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("waiting")
        HIDDEN = "hidden", _("comment hidden")
        REMOVED = "removed", _("comment removed")
        CHANGE_ASKED = "change_asked", _("author asked to change it")
        DISMISSED = "dismissed", _("comment stays")

    class Rule(models.TextChoices):
        """What is wrong with it, as house rules say it everywhere."""

        UNKIND = "unkind", _("It hurts or insults somebody")
        PRIVATE = "private", _("It tells something private about somebody")
        SECRET = "secret", _("It tells what is confidential")
        UNTRUE = "untrue", _("It is not true and does harm")
        MISPLACED = "misplaced", _("It does not belong here, such as an advertisement")
        OTHER = "other", _("Something else")

    comment = models.ForeignKey(
        BrinkComment, verbose_name=_("comment"), on_delete=models.CASCADE, related_name="reports"
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reported by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    rule = models.CharField(_("what is wrong"), max_length=10, choices=Rule, default=Rule.OTHER)
    reason = models.CharField(_("reason"), max_length=500)
    # The author may edit or withdraw the comment before a moderator looks.
    text = models.TextField(_("text when it was reported"))
    reported_at = models.DateTimeField(_("reported at"))
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, default=Outcome.OPEN)
    outcome_reason = models.CharField(_("reason of the outcome"), max_length=300, blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("settled by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    told_at = models.DateTimeField(_("reporter told at"), null=True, blank=True)

    objects = CommentReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a comment")
        verbose_name_plural = _("reports of comments")
        ordering = ["-reported_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "reporter"],
                condition=models.Q(outcome="open"),
                name="report_is_open_once_per_person",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="open", settled_at=None, outcome_reason="")
                | ~models.Q(outcome="open")
                & models.Q(settled_at__isnull=False)
                & ~models.Q(outcome_reason=""),
                name="report_is_settled_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.reason}"
