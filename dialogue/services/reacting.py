"""What a reader says with one word: given, and taken back."""

from datetime import datetime

from django.db import transaction
from django.db.models import Model

from access.models import User
from dialogue.models import BrinkComment, Reaction
from dialogue.pauses import refuse_paused
from dialogue.services.refusals import CommentGone, OutOfSight, ParentElsewhere, YourOwnComment
from dialogue.services.sight import lock_in_sight
from dialogue.targets import Target, target_of


@transaction.atomic
def react(
    *,
    user: User,
    target: Model | Target,
    comment: BrinkComment | None = None,
    kind: Reaction.Kind,
    is_given: bool,
    now: datetime,
) -> None:
    """Let `user` say one word about `target`, or about a comment under it, or take it back.

    Saying it twice is saying it once, and taking back what was not said changes nothing.
    Raises OutOfSight, WritingPaused, CommentGone, ParentElsewhere (the comment stands under something
    else) or YourOwnComment.
    """
    target = target if isinstance(target, Target) else target_of(target)
    if not target.is_visible_to(user):
        raise OutOfSight
    if is_given:
        refuse_paused(user, now)
    if comment is not None:
        comment = _comment_to_react_to(user, target, comment)
    said = {
        "user": user,
        "kind": kind,
        "content_type": target.content_type,
        "object_pk": target.key,
        "comment": comment,
    }
    if is_given:
        Reaction.objects.get_or_create(**said, defaults={"made_at": now})
    else:
        Reaction.objects.filter(**said).delete()


def _comment_to_react_to(user: User, target: Target, comment: BrinkComment) -> BrinkComment:
    comment, place = lock_in_sight(user, comment)
    if (place.content_type, place.key) != (target.content_type, target.key):
        raise ParentElsewhere
    if not comment.stands:
        raise CommentGone
    if comment.user_id == user.pk:
        raise YourOwnComment
    return comment
