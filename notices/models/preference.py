from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Preference(models.Model):
    """What may reach a person, by which way and when; whoever chose nothing has these defaults."""

    class Level(models.TextChoices):
        """Of what a person is told; each level holds the one before it."""

        NOTHING = "nothing", _("Nothing, I look myself")
        ME = "me", _("Only what is meant for me")
        FOLLOWED = "followed", _("Also what I follow")
        EVERYTHING = "everything", _("Everything here")

    class Rhythm(models.TextChoices):
        NEVER = "never", _("Never")
        DAILY = "daily", _("Each day that I work")
        WEEKLY = "weekly", _("Once a week")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="notice_preference",
    )
    site_level = models.CharField(_("in Brink"), max_length=10, choices=Level, default=Level.FOLLOWED)
    mail_level = models.CharField(_("by mail"), max_length=10, choices=Level, default=Level.ME)
    # Mails outside the digest on one day; what comes on top of it waits for the digest.
    budget = models.PositiveSmallIntegerField(_("at most so many mails a day"), default=3)
    quiet_from = models.TimeField(_("quiet from"), default=time(17, 30))
    quiet_until = models.TimeField(_("quiet until"), default=time(8, 0))
    # A day that is no workday of theirs, a closing day, an absence.
    is_quiet_when_free = models.BooleanField(_("quiet on days off"), default=True)
    digest_rhythm = models.CharField(_("digest"), max_length=10, choices=Rhythm, default=Rhythm.WEEKLY)
    # 1 is Monday. On a week in which they do not work that day it comes on the workday before.
    digest_weekday = models.PositiveSmallIntegerField(_("day of the digest"), default=5)
    digest_at = models.TimeField(_("time of the digest"), default=time(9, 0))
    next_digest_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The mail server refused this address for good: nothing goes there until it changes or is tried again.
    refused_address = models.EmailField(_("address that was refused"), blank=True, editable=False)
    refused_at = models.DateTimeField(_("refused at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("choice of notices")
        verbose_name_plural = _("choices of notices")
        constraints = [
            models.CheckConstraint(
                condition=Q(digest_weekday__range=(1, 7)), name="preference_digest_on_a_weekday"
            ),
            models.CheckConstraint(condition=Q(budget__lte=20), name="preference_budget_is_small"),
        ]
        indexes = [
            models.Index(
                fields=["next_digest_at"],
                condition=Q(next_digest_at__isnull=False),
                name="preference_digest_due",
            ),
            # They are few, and walked through for everything that appears.
            models.Index(
                fields=["user"],
                condition=Q(site_level="everything") | Q(mail_level="everything"),
                name="preference_everything",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}"
