"""Keeping the summary of each conversation right: call these in the transaction that changes a comment."""

from django.db.models import Count, F, Max, Min, Q
from django.db.models.functions import Greatest, Least

from dialogue.models import BrinkComment, Conversation


def note_spoken(comment: BrinkComment) -> None:
    """Count a comment that was just placed; the lock of its thread is held."""
    if comment.is_first:
        Conversation.objects.create(
            root=comment,
            content_type_id=comment.content_type_id,
            object_pk=comment.object_pk,
            standing_count=1,
            last_spoken_at=comment.submit_date,
            waits_since=comment.waits_since,
        )
        return
    conversation = Conversation.objects.filter(root_id=comment.thread_id)
    conversation.update(
        standing_count=F("standing_count") + 1,
        last_spoken_at=Greatest(F("last_spoken_at"), comment.submit_date),
    )
    if comment.waits_since is not None:
        # Least() of nothing and a moment is nothing on SQLite and that moment on PostgreSQL.
        conversation.filter(waits_since=None).update(waits_since=comment.waits_since)
        conversation.update(waits_since=Least(F("waits_since"), comment.waits_since))


def sum_up(thread_id: int) -> None:
    """Make the summary anew from the comments, after one of them was changed."""
    # Locked before counting, so that what others add meanwhile comes on top of what is counted.
    conversation = Conversation.objects.select_for_update().filter(root_id=thread_id).first()
    if conversation is None:
        return
    stands, hides = Q(withdrawn_at=None, hidden_at=None), Q(withdrawn_at=None, hidden_at__isnull=False)
    comments = BrinkComment.objects.filter(thread_id=thread_id).order_by()
    found = comments.aggregate(
        standing_count=Count("pk", filter=stands),
        hidden_count=Count("pk", filter=hides),
        last_spoken_at=Max("submit_date", filter=stands),
        waits_since=Min("waits_since", filter=stands),
    )
    conversation.standing_count = found["standing_count"]
    conversation.hidden_count = found["hidden_count"]
    conversation.last_spoken_at = found["last_spoken_at"] or conversation.last_spoken_at
    conversation.waits_since = found["waits_since"]
    conversation.save(update_fields=["standing_count", "hidden_count", "last_spoken_at", "waits_since"])
