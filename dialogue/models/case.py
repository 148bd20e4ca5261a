from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogue.models.comment import BrinkComment
from dialogue.querysets import CaseQuerySet


class Case(models.Model):
    """A comment that moderators have to do with: what it waits for, and who is looking at it now.

    A summary, kept right by `dialogue.moderation.cases`: what waits is a report, a proposal or an appeal.
    """

    class WaitsFor(models.TextChoices):
        """What a moderator is asked, the most pressing of it."""

        NOTHING = "", _("settled")
        APPEAL = "appeal", _("an answer to the author")
        SECOND = "second", _("a second pair of eyes")
        REPORT = "report", _("a decision")

    comment = models.OneToOneField(
        BrinkComment,
        verbose_name=_("comment"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="case",
    )
    waits_for = models.CharField(
        _("waits for"), max_length=10, choices=WaitsFor, default=WaitsFor.NOTHING, blank=True
    )
    waits_since = models.DateTimeField(_("waits since"), null=True, blank=True)
    # Until then those who moderate in its place see it, and the moderators of all do not yet.
    first_turn_until = models.DateTimeField(_("its own moderators go first until"), null=True, blank=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("looked at by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    claimed_at = models.DateTimeField(_("looked at since"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case for the moderators")
        verbose_name_plural = _("cases for the moderators")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(waits_for="", waits_since=None)
                | ~models.Q(waits_for="") & models.Q(waits_since__isnull=False),
                name="case_waits_since_a_moment",
            )
        ]
        indexes = [
            models.Index(
                fields=["waits_since"], condition=models.Q(waits_since__isnull=False), name="case_waits"
            )
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}"
