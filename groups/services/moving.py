"""Taking a post to the group where it belongs: its address, its talk and its followers stay."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from access.holders import who_meet
from access.models import User
from content.scopes import hold_scopes
from dialogue.services.sight import lock_thread
from groups.models import Group, Post, PostMove, Question
from groups.post_notices import note_moved
from groups.services.clocks import start_clock
from groups.services.keeping import hold_post
from groups.services.refusals import GroupRefused, NoGroup, NotAMember
from groups.signals import post_changed, question_changed
from groups.standing import Standing, standing_of


class OpensToMore(GroupRefused):
    """More colleagues would read there what was written for few."""

    sentence = _(
        "More colleagues can read that group. Only the author can take this there, and only while nobody "
        "else has said something here."
    )


class NotForItsAuthor(GroupRefused):
    """Its author, or who read along until now, would find it no more."""

    sentence = _(
        "Fewer colleagues can read that group. Only the author or a host of this group can take this there, "
        "and only while its author can read it there too."
    )


class AlreadyThere(GroupRefused):
    """It stands in that group."""

    sentence = _("It is in that group already. Choose another one.")


@transaction.atomic
def move_post(*, mover: User, post: Post, to_group: Group, now: datetime) -> Post:
    """Return the post, moved to another group. A question gets the promise of that group, from now on.

    Whoever may post it in both groups does this. What was written for few never comes before more by
    somebody else than its author, nor with what others said there; and nobody takes away what its author
    wrote for more.
    Raises NoGroup, NotAMember, AlreadyThere, OpensToMore or NotForItsAuthor.
    """
    # Whoever closes one of the groups at this moment finds the post.
    hold_scopes()
    lock_thread(post.words.thread_id)
    held = hold_post(post.pk)
    if held is None:
        raise NoGroup
    post = held
    target: Group | None = Group.objects.readable_by(mover).filter(pk=to_group.pk).first()
    if target is None or not Post.objects.visible_to(mover).filter(pk=post.pk).exists():
        raise NoGroup
    if target.pk == post.group_id:
        raise AlreadyThere
    for group in (post.group, target):
        if not may_post(standing_of(group, mover), post.kind):
            raise NotAMember
    if not may_be_read_there(post, target, mover):
        raise OpensToMore
    if not may_be_kept_there(post, target, mover):
        raise NotForItsAuthor
    PostMove.objects.create(post=post, from_group=post.group, moved_by=mover, moved_at=now)
    post.group, post.scope, post.pinned_at = target, target.scope, None
    post.save(update_fields=["group", "scope", "pinned_at"])
    _move_question(post, now)
    post_changed.send(sender=Post, post=post)
    note_moved(post, mover=mover, now=now)
    return post


def may_post(standing: Standing, kind: str) -> bool:
    """Whether a post of this kind may come from them in that group: whoever reads there asks."""
    return standing.may_ask if kind == Post.Kind.QUESTION else standing.may_write


def may_be_read_there(post: Post, target: Group, mover: User) -> bool:
    """Whether the move tells nobody what was written for others."""
    is_for_few = post.group.access in (Group.Access.CLOSED, Group.Access.SECRET)
    if not is_for_few or target.scope_id == post.scope_id:
        return True
    return post.author_id == mover.pk and post.comment_count == 0


def may_be_kept_there(post: Post, target: Group, mover: User) -> bool:
    """Whether the move hides nothing from its author, nor from others by a passer-by."""
    is_for_few = target.access in (Group.Access.CLOSED, Group.Access.SECRET)
    if not is_for_few or target.scope_id == post.scope_id or post.author_id == mover.pk:
        return True
    if not standing_of(post.group, mover).is_host:
        return False
    return post.author_id is None or bool(who_meet(target.scope_id, [post.author_id]))


def _move_question(post: Post, now: datetime) -> None:
    question = Question.objects.select_for_update(of=("self",)).filter(post=post).first()
    if question is None:
        return
    question.group, question.scope = post.group, post.scope
    question.promised_hours = post.group.promised_hours
    if question.state == Question.State.OPEN:
        start_clock(question, now)
    question.save()
    question_changed.send(sender=Question, question=question)
