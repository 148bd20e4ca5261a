from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Announcement(models.Model):
    """Something of which someone tells many, with the reason that each receiver reads.

    It is a page, for the chosen audiences; or the words that its event names, for all who hold `token`.
    """

    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="announcements",
    )
    token = models.CharField(
        _("for who holds this"), max_length=60, blank=True, help_text=_("Such as the members of a group.")
    )
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sender"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    reason = models.CharField(_("why they must know"), max_length=200)
    audiences = models.ManyToManyField(
        "directory.Audience",
        verbose_name=_("for whom"),
        blank=True,
        related_name="+",
        help_text=_("Without a choice it goes to everyone who may see the page."),
    )
    # Asked where the page was told of shortly before.
    why_again = models.CharField(_("why once more"), max_length=200, blank=True)
    # When it was sent; who reads a register later sees what it cost.
    receiver_count = models.PositiveIntegerField(_("receivers"))
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("message to many")
        verbose_name_plural = _("messages to many")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page__isnull=False, token="") | models.Q(page=None) & ~models.Q(token=""),
                name="announcement_of_a_page_or_to_holders",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id or self.token} at {self.sent_at:%Y-%m-%d %H:%M}"
