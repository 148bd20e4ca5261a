"""What the hosts of a group put on top of it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from access.models import User
from groups.models import Group, Post
from groups.services.refusals import GroupRefused, NoGroup, NotAHost
from groups.standing import standing_of

MOST_PINNED = 3


class TooManyPinned(GroupRefused):
    """What is on top is read only while it is little."""

    sentence = _("Three posts are pinned already. Take one off first.")


@transaction.atomic
def pin_post(*, host: User, post: Post, now: datetime) -> Post:
    """Return the post, on top of its group; pinning again changes nothing.

    Raises NoGroup, NotAHost or TooManyPinned.
    """
    post = _held(host, post)
    if post.pinned_at is None:
        pinned = Post.objects.standing().filter(group=post.group_id, pinned_at__isnull=False)
        if pinned.count() >= MOST_PINNED:
            raise TooManyPinned
        post.pinned_at = now
        post.save(update_fields=["pinned_at"])
    return post


@transaction.atomic
def unpin_post(*, host: User, post: Post) -> Post:
    """Return the post, in its own place again. Raises NoGroup or NotAHost."""
    post = _held(host, post)
    post.pinned_at = None
    post.save(update_fields=["pinned_at"])
    return post


def _held(host: User, post: Post) -> Post:
    """Return the post while nobody else pins in its group."""
    if not Post.objects.visible_to(host).filter(pk=post.pk).exists():
        raise NoGroup
    held: Post = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    group = Group.objects.select_for_update(of=("self",), no_key=True).get(pk=held.group_id)
    if not standing_of(group, host).is_host:
        raise NotAHost
    return held
