from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.scopes import ScopedQuerySet, Viewer
from notices.models.event import Event


class NoticeQuerySet(ScopedQuerySet["Notice"]):
    """Notices; whoever reads asks `visible_to` the receiver first."""

    scope_field = "event__scope_id"

    def visible_to(self, user: Viewer) -> Any:  # Any: as in access.scopes
        """Return the notices about what `user` may still see and what still stands."""
        stands = Q(event__comment__withdrawn_at=None, event__comment__hidden_at=None)
        # An author is told of the decision to hide what they said.
        is_decided = Q(event__kind=Event.Kind.DECISION)
        live = Q(event__page=None) | Q(event__page__live=True)
        found = super().visible_to(user)
        return found.filter(Q(event__comment=None) | stands | is_decided, live)

    def in_site(self) -> "NoticeQuerySet":
        """Return those that are shown in Brink."""
        return self.filter(is_in_site=True)

    def unread(self) -> "NoticeQuerySet":
        """Return those that their receiver did not read yet."""
        return self.filter(read_at=None)

    def newest_first(self) -> "NoticeQuerySet":
        """Return them in the order of the screen."""
        return self.order_by("-made_at", "-pk")


class Notice(models.Model):
    """One person is told of one event, and why they are.

    A mail is marked before it is sent, so that it leaves at most once; what was marked and not sent is lost
    on the way and stands in the next digest.
    """

    class Reason(models.TextChoices):
        """Why this person is told."""

        ANSWERED = "answered", _("because it answers you")
        ASKED = "asked", _("because you asked")
        NAMED = "named", _("because your name is in it")
        KEEPER = "keeper", _("because you answer for this page")
        HELPED = "helped", _("because it is about your answer")
        AUTHOR = "author", _("because it is about what you wrote")
        REPORTER = "reporter", _("because you reported it")
        EXPERT = "expert", _("because you know about this")
        MEMBERSHIP = "membership", _("because it is about your place in a group")
        HOST = "host", _("because you host this group")
        COMES = "comes", _("because you signed up")
        SPOKE = "spoke", _("because you took part in the talk")
        FOLLOWS = "follows", _("because you follow it")
        EVERYTHING = "everything", _("because you chose to hear everything")
        MEMBER = "member", _("because you are a member of this group")
        AUDIENCE = "audience", _("because the sender chose whom it is for")

    class Mail(models.TextChoices):
        """How far the mail about it is."""

        NONE = "", _("is not mailed")
        WAITING = "waiting", _("waits to be mailed")
        MARKED = "marked", _("is being mailed")
        SENT = "sent", _("was mailed")
        LOST = "lost", _("could not be mailed")
        LEFT = "left", _("is left for the digest")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="notices", db_index=False)
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("receiver"),
        on_delete=models.CASCADE,
        related_name="notices",
        db_index=False,
    )
    reason = models.CharField(_("reason"), max_length=15, choices=Reason)
    # What the receiver follows, where that is the reason.
    source = models.ForeignKey(
        "following.Source", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"))
    # Shown in Brink; else it is there for a mail or the digest alone.
    is_in_site = models.BooleanField(_("shown in Brink"), default=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    mail = models.CharField(_("mail"), max_length=10, choices=Mail, blank=True, default=Mail.NONE)
    # When it may be mailed at the soonest, by the hours of the receiver.
    mail_due_at = models.DateTimeField(null=True, blank=True)
    mail_marked_at = models.DateTimeField(null=True, blank=True)
    # The digest that told of it.
    digest = models.ForeignKey(
        "notices.Digest", on_delete=models.SET_NULL, null=True, blank=True, related_name="notices"
    )

    objects = NoticeQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(fields=["event", "receiver"], name="notice_once_per_event"),
            models.CheckConstraint(
                condition=~Q(mail="waiting") | Q(mail_due_at__isnull=False), name="notice_waits_for_a_moment"
            ),
        ]
        indexes = [
            models.Index(fields=["receiver", "-made_at", "-id"], name="notice_newest_first"),
            models.Index(
                fields=["receiver"], condition=Q(read_at=None, is_in_site=True), name="notice_unread"
            ),
            models.Index(fields=["mail_due_at"], condition=Q(mail="waiting"), name="notice_to_mail"),
            models.Index(fields=["mail_marked_at"], condition=Q(mail="marked"), name="notice_in_hand"),
            models.Index(
                fields=["receiver", "mail_marked_at"],
                condition=Q(mail_marked_at__isnull=False),
                name="notice_mailed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} for {self.receiver_id}"
