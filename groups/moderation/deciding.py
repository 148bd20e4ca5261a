"""Who of a group decides about what is reported in it, and until when they go first."""

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from dialogue.models import BrinkComment
from dialogue.promises import due_after
from groups.models import Group, Membership, Post


def deciders_of(group_id: int, comment: BrinkComment) -> "QuerySet[Membership]":
    """Return the hosts who may decide about `comment`: not who wrote it, nor who reported it."""
    hosts: QuerySet[Membership] = Membership.objects.hosts().filter(
        group=group_id, person__user__is_active=True
    )
    reporters = comment.reports.open().exclude(reporter=None).values_list("reporter", flat=True)
    concerned = {*reporters, *([comment.user_id] if comment.user_id is not None else [])}
    return hosts.exclude(person__user__in=concerned)


def hosts_go_first_until(post: Post, comment: BrinkComment, since: datetime) -> datetime | None:
    """Return until when the hosts have a report for themselves; None where none of them could decide."""
    if post.group.state == Group.State.ARCHIVED or not deciders_of(post.group_id, comment).exists():
        return None
    return due_after(since, hours=settings.HOSTS_DECIDE_WITHIN_HOURS)
