"""Newcomers of a group: who came in lately, and whose first words wait for a reply."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from dialogue.models import BrinkComment
from dialogue.promises import HOURS_A_DAY, due_after
from groups.models import FirstPost, Membership, Post

# Who came in longer ago has found the way.
NEW_FOR = timedelta(days=30)
# What waits longer is no welcome any more.
LOOKED_AFTER_FOR = timedelta(days=60)
# In working hours: one day.
REPLY_HOURS = HOURS_A_DAY
# Questions have a clock of their own.
LOOKED_AFTER = frozenset({Post.Kind.MESSAGE, Post.Kind.LESSON, Post.Kind.WORK, Post.Kind.IDEA})


def keep_first_post(post: Post) -> None:
    """Note that `post` is the first of a newcomer, and that somebody replied, in the transaction at hand."""
    first = FirstPost.objects.filter(post=post).first()
    if first is None:
        if _is_first(post):
            FirstPost.objects.create(
                post=post, group_id=post.group_id, due_at=due_after(post.posted_at, hours=REPLY_HOURS)
            )
        return
    # Wherever it was moved to, the hosts of that group look after it.
    first.group_id = post.group_id
    if first.replied_at is None:
        first.replied_at = _replied_at(post)
    first.save(update_fields=["group", "replied_at"])


def without_reply(group_id: int, now: datetime) -> "QuerySet[FirstPost]":
    """Return the first posts that wait for a reply, the longest first; what is due is a task of the hosts."""
    since = now - LOOKED_AFTER_FOR
    waiting = FirstPost.objects.filter(group=group_id, replied_at=None, due_at__gt=since, post__stands=True)
    return waiting.select_related("post__opening").order_by("due_at", "pk")


def to_welcome(group_id: int, now: datetime) -> "QuerySet[Membership]":
    """Return who came in lately by themselves and was not welcomed yet, the newest first."""
    came: QuerySet[Membership] = Membership.objects.members().filter(
        group=group_id,
        role=Membership.Role.MEMBER,
        # A rule brings a thousand at once: these are told by their unit, and not one by one.
        rule=None,
        since__gt=now - NEW_FOR,
        welcomed_at=None,
    )
    return came.select_related("person__unit", "person__user").order_by("-since", "-pk")


def _is_first(post: Post) -> bool:
    """Whether a member who came in lately wrote it, and wrote nothing here before it."""
    if post.kind not in LOOKED_AFTER or post.author_id is None or not post.stands:
        return False
    new = Membership.objects.members().filter(
        group=post.group_id,
        person__user=post.author_id,
        role=Membership.Role.MEMBER,
        since__gt=post.posted_at - LOOKED_AFTER_FOR,
    )
    earlier = Post.objects.filter(group=post.group_id, author=post.author_id, pk__lt=post.pk)
    return new.exists() and not earlier.exists()


def _replied_at(post: Post) -> datetime | None:
    """Return when somebody else first said something under `post`."""
    assert post.opening is not None
    said = BrinkComment.objects.under(post.opening.content_type_id, str(post.pk)).standing()
    others = said.exclude(user=post.author_id).filter(is_opening=False).order_by("submit_date", "pk")
    moment: datetime | None = others.values_list("submit_date", flat=True).first()
    return moment
