"""What those who were asked did with a question."""

from collections import defaultdict
from collections.abc import Collection

from dialogue.models import BrinkComment
from dialogue.services.waits import above
from groups.models import AskedPerson, Question
from groups.services.clocks import forget_answer

Reply = AskedPerson.Reply


def asked_people(comment_ids: Collection[int]) -> dict[int, set[int]]:
    """Return {comment: the accounts that were asked to answer it}: one query."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = AskedPerson.objects.filter(question__comment__in=comment_ids, person__user__isnull=False)
    for comment_id, user_id in rows.values_list("question__comment", "person__user"):
        found[comment_id].add(user_id)
    return found


def note_replies(comment_ids: Collection[int]) -> None:
    """Note that who was asked answered, where these comments are their answers."""
    for comment in BrinkComment.objects.filter(pk__in=comment_ids, is_opening=False, user__isnull=False):
        asked = AskedPerson.objects.filter(
            question__comment__in=above(comment).order_by().values("pk"), person__user=comment.user_id
        )
        asked.exclude(reply=Reply.ANSWERED).update(reply=Reply.ANSWERED)


def forget_replies(comment_ids: Collection[int]) -> None:
    """Let a question that waits again forget an answer that stands no more."""
    for comment in BrinkComment.objects.filter(pk__in=comment_ids, is_opening=False):
        open_above = Question.objects.select_for_update(of=("self",)).filter(
            comment__in=above(comment).order_by().values("pk"), state=Question.State.OPEN
        )
        for question in open_above.exclude(answered_at=None).order_by("pk"):
            if forget_answer(question):
                question.save()
