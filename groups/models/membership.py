from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from groups.models.group import Group
from groups.querysets import MembershipQuerySet


class MembershipRule(models.Model):
    """Whoever belongs to a unit, has a duty or works at a location is a member by themselves."""

    group = models.ForeignKey(Group, verbose_name=_("group"), on_delete=models.CASCADE, related_name="rules")
    unit = models.ForeignKey(
        "directory.Unit",
        verbose_name=_("unit"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    duty = models.ForeignKey(
        "directory.Duty",
        verbose_name=_("duty"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    location = models.ForeignKey(
        "directory.Location",
        verbose_name=_("location"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )

    # Taken away by a host: a worker lets go of whom it brought in, and then deletes it.
    is_ending = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("membership rule")
        verbose_name_plural = _("membership rules")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit__isnull=False, duty=None, location=None)
                | models.Q(unit=None, duty__isnull=False, location=None)
                | models.Q(unit=None, duty=None, location__isnull=False),
                name="membership_rule_asks_one_thing",
            )
        ]

    def __str__(self) -> str:
        return str(self.unit or self.duty or self.location)


class Membership(models.Model):
    """How a colleague stands to a group: one row for each pair, from invitation to goodbye."""

    class State(models.TextChoices):
        INVITED = "invited", _("invited")
        ASKED = "asked", _("asked to come in")
        MEMBER = "member", _("member")
        LEFT = "left", _("left")
        DECLINED = "declined", _("declined")
        # Who was removed cannot come in again by themselves, nor by a rule.
        REMOVED = "removed", _("removed")

    class Role(models.TextChoices):
        MEMBER = "member", _("member")
        CO_HOST = "co_host", pgettext_lazy("of a group", "co-host")
        HOST = "host", pgettext_lazy("of a group", "host")

    group = models.ForeignKey(
        Group, verbose_name=_("group"), on_delete=models.CASCADE, related_name="memberships", db_index=False
    )
    person = models.ForeignKey(
        "directory.Person", verbose_name=_("person"), on_delete=models.CASCADE, related_name="memberships"
    )
    state = models.CharField(_("state"), max_length=10, choices=State)
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    since = models.DateTimeField(_("in this state since"))
    # The rule that brought them in, and with which they go.
    rule = models.ForeignKey(
        MembershipRule,
        verbose_name=_("by rule"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="memberships",
    )
    # Who invited, let in, declined or removed them; nobody for who came in by themselves.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    # With a request or an invitation, or the reason of a refusal.
    words = models.CharField(_("words with it"), max_length=300, blank=True)
    # When a host welcomed them, or said that nothing more is needed.
    welcomed_at = models.DateTimeField(_("welcomed at"), null=True, blank=True)

    # With an invitation: what they are asked to be, where that is more than a member.
    offered_role = models.CharField(
        _("invited as"), max_length=10, choices=Role, default=Role.MEMBER, editable=False
    )
    # When they put the welcome away.
    read_welcome_at = models.DateTimeField(_("read the welcome at"), null=True, blank=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["group", "person"], name="membership_is_unique"),
            models.CheckConstraint(
                condition=models.Q(role="member") | models.Q(state="member"), name="membership_host_is_member"
            ),
        ]
        indexes = [
            models.Index(fields=["group", "state", "-since", "-id"], name="membership_newest"),
            models.Index(
                fields=["group", "role"], condition=~models.Q(role="member"), name="membership_of_hosts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.group_id}"
