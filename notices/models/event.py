from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.models import Scope
from access.scopes import ScopedQuerySet


class Event(models.Model):
    """Something that happened of which colleagues are given notice, once each.

    It waits in the table until a worker has passed it on to everyone: `passed_on_to` is the last account of
    a batch that is done, so that a worker that dies is taken up where it was.
    """

    class Kind(models.TextChoices):
        """What a person can want or not want to hear of."""

        ANSWER = "answer", _("An answer to you")
        MENTION = "mention", _("Your name in a comment")
        QUESTION = "question", _("A question or comment for you")
        HELPED = "helped", _("Your answer helped, or did not")
        DECISION = "decision", _("A moderator's decision")
        PUBLISHED = "published", _("Something new from what you follow")
        TALK = "talk", _("Talk under or by what you follow")
        MEMBERSHIP = "membership", _("Coming into a group")
        GATHERING = "gathering", _("An event that you go to")
        HOSTING = "hosting", _("What a group that you host asks of you")
        ANNOUNCEMENT = "announcement", _("A message to many")

    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    # What happened, in a way that happens once: `answer:12` of the comment with that key.
    key = models.CharField(max_length=80, unique=True)
    # Who did it, and is given no notice of it.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who did it"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    comment = models.ForeignKey(
        "dialogue.BrinkComment",
        verbose_name=_("comment"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    thing = models.ForeignKey(
        "following.Thing",
        verbose_name=_("what appeared"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    announcement = models.OneToOneField(
        "notices.Announcement",
        verbose_name=_("message to many"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="event",
    )
    # The page that it is about or under which it stands: what becomes of that page holds for it too.
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    # As on the page, so that counts and lists need not look there.
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField(_("happened at"))
    passed_on_to = models.PositiveBigIntegerField(default=0)
    passed_on_at = models.DateTimeField(_("passed on to all at"), null=True, blank=True)

    objects = ScopedQuerySet["Event"].as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(
                fields=["happened_at"], condition=models.Q(passed_on_at=None), name="event_to_pass_on"
            )
        ]

    def __str__(self) -> str:
        return self.key
