from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Return the invitations that nobody took up or withdrew; their link may have run out."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """An account that waits for its first password, and the link by which its owner chooses one."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="invitations",
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    invited_at = models.DateTimeField(_("invited at"))
    expires_at = models.DateTimeField(_("link works until"))
    # Part of the link: sending it again makes the earlier links void.
    sending_number = models.PositiveSmallIntegerField(default=1, editable=False)
    mailed_number = models.PositiveSmallIntegerField(default=0, editable=False)
    accepted_at = models.DateTimeField(_("taken up at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="account_has_one_open_invitation",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="invitation_has_one_end"
            ),
        ]

    def __str__(self) -> str:
        return self.user.email or self.user.username

    @property
    def is_open(self) -> bool:
        """Whether nobody took it up or withdrew it."""
        return self.accepted_at is None and self.withdrawn_at is None

    def has_run_out(self, now: datetime) -> bool:
        """Whether its link is too old."""
        return self.expires_at <= now
