"""Telling readers that something changed because one of them asked for it."""

from datetime import date

from django.db import transaction
from django.db.models import Min

from access.models import User
from blog.models import Blog, BlogChange, BlogPost
from dialogue.models import BrinkComment
from dialogue.services.refusals import CommentGone, NotAnAnswerer
from dialogue.services.sight import lock_in_sight
from dialogue.targets import Target


@transaction.atomic
def tell_change(
    *, writer: User, comment: BrinkComment, what: str, outcome: BlogChange.Outcome, on: date | None
) -> BlogChange:
    """Return the change that `comment` asked for, on top of the list of its blog. Told again, it is changed.

    Raises OutOfSight, NotAnAnswerer or CommentGone.
    """
    comment, target = lock_in_sight(writer, comment)
    if not is_told_by(writer, target):
        raise NotAnAnswerer
    if not comment.stands:
        raise CommentGone
    blog = Blog.objects.select_for_update(of=("self",)).get(pk=target.thing.blog.pk)  # type: ignore[attr-defined]  # a post
    change = change_of(comment) or BlogChange(blog=blog, comment=comment, sort_order=_on_top(blog))
    change.what, change.outcome, change.on = what, outcome, on
    change.asked_by = getattr(comment.user, "person", None)
    change.save()
    # The draft of an editor has it too, or publishing that would take it away.
    draft = blog.get_latest_revision_as_object()
    draft.changes.add(change)
    draft.save_revision(user=writer, changed=blog.has_unpublished_changes, clean=False)
    return change


def is_told_by(user: User, target: Target) -> bool:
    """Whether `user` may tell what changed because of a comment under `target`."""
    return isinstance(target.thing, BlogPost) and target.is_answered_by(user)


def change_of(comment: BrinkComment) -> BlogChange | None:
    """Return the change that was told of `comment` before."""
    told: BlogChange | None = BlogChange.objects.filter(comment=comment).first()
    return told


def _on_top(blog: Blog) -> int:
    first: int | None = blog.changes.aggregate(first=Min("sort_order"))["first"]
    return 0 if first is None else first - 1
