from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Digest(models.Model):
    """The digest of one person on one day; marked before it is sent, as a mail of a notice is."""

    class State(models.TextChoices):
        MARKED = "marked", _("is being sent")
        SENT = "sent", _("was sent")
        LOST = "lost", _("could not be sent")
        EMPTY = "empty", _("had nothing to tell")

    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("receiver"),
        on_delete=models.CASCADE,
        related_name="digests",
        db_index=False,
    )
    due_on = models.DateField(_("day"))
    # What appeared from then until then stands in it; the next one that is sent begins where this one ended.
    covers_from = models.DateTimeField()
    covers_until = models.DateTimeField()
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.MARKED)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        constraints = [models.UniqueConstraint(fields=["receiver", "due_on"], name="digest_once_a_day")]

    def __str__(self) -> str:
        return f"{self.receiver_id} on {self.due_on:%Y-%m-%d}"
