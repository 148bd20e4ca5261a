"""What the hosts of a group keep an eye on."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models.group import Group
from groups.models.post import Post


class FirstPost(models.Model):
    """The first thing that a newcomer wrote in a group, which the hosts look after until somebody replies."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="first")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+", db_index=False)
    # After this it is a task for the hosts.
    due_at = models.DateTimeField(_("reply expected before"))
    replied_at = models.DateTimeField(_("replied at"), null=True, blank=True)
    told_at = models.DateTimeField(_("hosts told at"), null=True, blank=True)

    class Meta:
        verbose_name = _("first post of a newcomer")
        verbose_name_plural = _("first posts of newcomers")
        indexes = [
            models.Index(
                fields=["group", "due_at"],
                condition=models.Q(replied_at=None),
                name="first_post_without_reply",
            ),
            models.Index(
                fields=["due_at"],
                condition=models.Q(replied_at=None, told_at=None),
                name="first_post_to_tell",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}"


class GroupHealth(models.Model):
    """How a group does, in shares and times of the last ninety days, reckoned once a day.

    Shares are whole percentages. What is about too few to say anything without pointing at somebody is empty.
    """

    group = models.OneToOneField(Group, on_delete=models.CASCADE, primary_key=True, related_name="health")
    reckoned_at = models.DateTimeField(_("reckoned at"))
    answer_minutes = models.PositiveIntegerField(_("usual answer time"), null=True)
    in_time_share = models.PositiveSmallIntegerField(_("answered as promised"), null=True)
    helped_share = models.PositiveSmallIntegerField(_("helped"), null=True)
    replied_share = models.PositiveSmallIntegerField(_("posts with a reply"), null=True)
    greeted_share = models.PositiveSmallIntegerField(_("newcomers with a reply in time"), null=True)
    by_members_share = models.PositiveSmallIntegerField(_("replies by others than hosts"), null=True)
    taking_part_share = models.PositiveSmallIntegerField(_("members who take part"), null=True)

    class Meta:
        verbose_name = _("health of a group")
        verbose_name_plural = _("health of groups")

    def __str__(self) -> str:
        return f"{self.group_id}"


class DismissedTip(models.Model):
    """That a host has read a tip and does not want to see it again."""

    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    name = models.CharField(_("tip"), max_length=30)
    dismissed_at = models.DateTimeField(_("dismissed at"))

    class Meta:
        verbose_name = _("tip that was read")
        verbose_name_plural = _("tips that were read")
        constraints = [models.UniqueConstraint(fields=["host", "name"], name="dismissed_tip_once")]

    def __str__(self) -> str:
        return f"{self.host_id}: {self.name}"
