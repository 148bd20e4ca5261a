"""Keeping rows of posts and questions in step with their words, in the transaction that changes those."""

from collections.abc import Collection

from django.db.models import Max, Sum

from dialogue.models import BrinkComment, CommentFile, Conversation
from dialogue.promises import HOURS_A_DAY
from dialogue.targets import NoTarget, Target, find_target
from groups.models import Post, Question
from groups.services.clocks import follow_comment, start_clock
from groups.signals import post_changed, question_changed
from groups.words import title_in

__all__ = ["hold_post", "keep_post", "keep_question", "keep_questions", "promised_hours_of", "start_clock"]

Answer = BrinkComment.AnswerState
State = Question.State


def hold_post(post_id: int) -> Post | None:
    """Return the post, which nobody else changes until this transaction is done.

    Who holds more takes it in this order, so that no two wait for each other: what `dialogue.services.sight`
    says, the question, the post.
    """
    questions = Question.objects.select_for_update(of=("self",)).filter(post=post_id)
    list(questions.values_list("pk", flat=True))
    posts = Post.objects.select_for_update(of=("self",)).select_related("group", "opening")
    found: Post | None = posts.filter(pk=post_id).first()
    return found


def keep_post(post_id: int) -> None:
    """Write anew what lists show of a post: whether it stands, its title, and how much is said."""
    post = hold_post(post_id)
    if post is None or post.opening is None:
        return
    talk = Conversation.objects.filter(content_type=post.opening.content_type_id, object_pk=str(post.pk))
    found = talk.aggregate(number=Sum("standing_count"), last=Max("last_spoken_at"))
    post.stands = post.opening.stands
    post.comment_count = found["number"] or 0
    post.last_spoken_at = max(post.posted_at, found["last"] or post.posted_at)
    if post.title:
        # Withdrawn or removed words take their copy with them.
        post.title = title_in(post.opening) if post.opening.comment else ""
    post.has_file = CommentFile.objects.filter(comment=post.opening).exists()
    post.save(update_fields=["stands", "comment_count", "last_spoken_at", "title", "has_file"])
    post_changed.send(sender=Post, post=post)


def keep_questions(comment_ids: Collection[int]) -> None:
    """Write anew how far the answers to those of these comments are that ask."""
    asking = BrinkComment.objects.filter(pk__in=comment_ids, is_question=True).select_related(None)
    for comment in asking.order_by("pk"):
        keep_question(comment)
    # What is no question after all promises nothing; a post is then a message.
    unmarked = Question.objects.filter(comment__in=comment_ids, comment__is_question=False)
    Post.objects.filter(question__in=unmarked, kind=Post.Kind.QUESTION).update(kind=Post.Kind.MESSAGE)
    unmarked.delete()


def keep_question(comment: BrinkComment) -> Question | None:
    """Return the question that `comment` asks, as it stands now; None where nothing is promised."""
    try:
        target = find_target(comment.content_type_id, comment.object_pk)
    except NoTarget:
        return None
    question = Question.objects.select_for_update(of=("self",)).filter(comment=comment).first()
    if question is None:
        if comment.answer_state == Answer.NONE:
            return None
        question = _new(comment, target)
        if question is None:
            return None
    question.stands = comment.stands
    follow_comment(question, comment)
    question.save()
    question_changed.send(sender=Question, question=question)
    return question


def promised_hours_of(target: Target) -> int:
    """Return within how many working hours an answer is promised under `target`."""
    if isinstance(target.thing, Post):
        return target.thing.group.promised_hours
    return target.reply_days * HOURS_A_DAY


def _new(comment: BrinkComment, target: Target) -> Question | None:
    post = target.thing if isinstance(target.thing, Post) else None
    scope_id = target.scope_id
    if scope_id is None or (post is not None and not comment.is_opening):
        # Questions within the talk of a post wait there: the post is what was promised an answer.
        return None
    if post is not None and post.kind == Post.Kind.MESSAGE:
        Post.objects.filter(pk=post.pk).update(kind=Post.Kind.QUESTION)
    return Question(
        comment=comment,
        post=post,
        group_id=post.group_id if post is not None else None,
        page_id=None if post is not None else target.thing.pk,
        scope_id=scope_id,
        asker_id=comment.user_id,
        asked_at=comment.submit_date,
        promised_hours=promised_hours_of(target),
        state=State.ANSWERED,
    )
