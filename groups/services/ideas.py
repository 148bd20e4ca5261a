"""What becomes of an idea: somebody takes it up and says where, or it is declined and says why."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from access.models import User
from groups.models import Idea, Post
from groups.post_notices import note_decided
from groups.services.refusals import GroupRefused, NoGroup, NotAHost
from groups.signals import post_changed
from groups.standing import standing_of

State = Idea.State


class NoWhereabouts(GroupRefused):
    """An idea that is taken up goes on somewhere."""

    sentence = _("Say where it goes on: an address that starts with https:// or a page of Brink.")


class NoReason(GroupRefused):
    """Whoever had the idea deserves to know why."""

    sentence = _("Say why, in one sentence. Whoever had the idea reads it.")


@transaction.atomic
def decide_on_idea(
    *, host: User, post: Post, state: Idea.State, link: str = "", reason: str = "", now: datetime
) -> Idea:
    """Return the idea as the hosts decide on it; they can decide anew, or open it again.

    Raises NoGroup, NotAHost, NoWhereabouts or NoReason.
    """
    ideas = Idea.objects.select_for_update(of=("self",)).select_related("post__group", "post__opening")
    idea = ideas.filter(post=post).first()
    if idea is None or not Post.objects.visible_to(host).filter(pk=post.pk).exists():
        raise NoGroup
    if not standing_of(idea.post.group, host).is_host:
        raise NotAHost
    link, reason = link.strip(), " ".join(reason.split())
    if state == State.TAKEN_UP and not link.startswith(("https://", "http://", "/")):
        raise NoWhereabouts
    if state == State.DECLINED and not reason:
        raise NoReason
    idea.state = state
    idea.link = link if state == State.TAKEN_UP else ""
    idea.reason = reason if state != State.OPEN else ""
    idea.decided_by, idea.decided_at = (None, None) if state == State.OPEN else (host, now)
    idea.save()
    post_changed.send(sender=Post, post=idea.post)
    if state != State.OPEN:
        note_decided(idea, host=host, now=now)
    return idea
