"""What who answers for a thing does for its readers: pin one comment above all others."""

from datetime import datetime

from django.db import transaction

from access.models import User
from dialogue.models import BrinkComment, Conversation, Pin
from dialogue.services.refusals import CommentGone, NotAnAnswerer
from dialogue.services.sight import lock_in_sight
from dialogue.targets import Target


@transaction.atomic
def pin_comment(*, pinner: User, comment: BrinkComment, now: datetime) -> Pin:
    """Return the pin of the comment; what was pinned under the same thing no longer is.

    Pinning again changes nothing. Raises OutOfSight, NotAnAnswerer or CommentGone.
    """
    comment, target = _answered_for(pinner, comment)
    if not comment.stands:
        raise CommentGone
    pins = Pin.objects.filter(content_type=target.content_type, object_pk=target.key)
    pinned = pins.first()
    if pinned is not None and pinned.comment_id == comment.pk:
        return pinned
    pins.delete()
    return Pin.objects.create(
        comment=comment,
        content_type=target.content_type,
        object_pk=target.key,
        pinned_by=pinner,
        pinned_at=now,
    )


@transaction.atomic
def unpin_comment(*, pinner: User, comment: BrinkComment) -> BrinkComment:
    """Return the comment, pinned no more. Raises OutOfSight or NotAnAnswerer."""
    comment, _target = _answered_for(pinner, comment)
    Pin.objects.filter(comment=comment).delete()
    return comment


def _answered_for(user: User, comment: BrinkComment) -> tuple[BrinkComment, Target]:
    comment, target = lock_in_sight(user, comment)
    if not target.is_answered_by(user):
        raise NotAnAnswerer
    # Two who pin at once wait for each other here, since a thing has one pin.
    first = Conversation.objects.under(target.content_type.pk, target.key).order_by("root_id")
    first.select_for_update().first()
    return comment, target
