from django_comments_xtd.models import XtdComment

from access.models import User
from dialogue.models import BrinkComment
from dialogue.services.refusals import OutOfSight
from dialogue.targets import NoTarget, Target, find_target


def lock_in_sight(user: User, comment: BrinkComment) -> tuple[BrinkComment, Target]:
    """Return the comment, locked and read anew, with what it stands under.

    Raises OutOfSight if `user` may not read it, or if it went with its page a moment ago. Call it in a
    transaction.
    """
    lock_thread(comment.thread_id)
    try:
        comment = BrinkComment.objects.select_related(None).select_for_update(of=("self",)).get(pk=comment.pk)
        target = find_target(comment.content_type_id, comment.object_pk)
    except (BrinkComment.DoesNotExist, NoTarget) as error:
        raise OutOfSight from error
    if not target.is_visible_to(user):
        raise OutOfSight
    return comment, target


def lock_thread(thread_id: int) -> None:
    """Let one at a time change a thread, so that what one does to a comment above is seen by the next.

    Who locks more does so in this order: the account of who writes, the thread, the comment, its
    conversation; any other could end in two who wait for each other.
    Raises OutOfSight if the thread is there no more.
    """
    try:
        XtdComment.norel_objects.select_for_update(of=("self",)).get(pk=thread_id)
    except XtdComment.DoesNotExist as error:
        raise OutOfSight from error
