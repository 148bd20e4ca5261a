"""The message of a host to all members: a post in the group of which everybody in it gets notice."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.models import User
from groups.models import Group, Post
from groups.services.hosting import hold_as_host
from groups.services.posting import NewPost, post_in_group
from notices.announcing.reaching import Reach, reach_among, who_hold
from notices.announcing.to_holders import announce_to_holders
from notices.models import Event


@dataclass(frozen=True)
class NewMessage:
    """What a host tells everybody in the group, and why they must know."""

    title: str
    text: str
    reason: str
    language: str


def reach_in(group: Group, host: User, now: datetime) -> Reach:
    """Return how many members a message of `host` reaches now, and by which way."""
    return reach_among(who_hold(token_of(group)), sender=host, now=now)


def token_of(group: Group) -> str:
    """Return what all members of `group` hold."""
    return f"group:{group.pk}"


@transaction.atomic
def message_all(
    *, host: User, group: Group, new: NewMessage, submission_key: UUID | None = None, now: datetime
) -> Post:
    """Return the post of which all members get notice; the same form sent twice is one.

    Raises NoGroup, NotAHost, NobodyToTell, NothingLeft, and what posting raises.
    """
    group = hold_as_host(group, host)
    post = post_in_group(
        author=host,
        group=group,
        new=NewPost(kind=Post.Kind.MESSAGE, title=new.title, text=new.text, language=new.language),
        submission_key=submission_key,
        now=now,
    )
    if not Event.objects.filter(comment=post.words, kind=Event.Kind.ANNOUNCEMENT).exists():
        announce_to_holders(
            sender=host,
            token=token_of(group),
            words=post.words,
            scope_id=post.scope_id,
            reason=new.reason,
            now=now,
        )
    return post
