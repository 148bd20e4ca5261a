"""Keeping rows of posts and questions in step with their words, in the transaction that changes those."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Max, Sum

from dialogue.models import BrinkComment, Conversation
from dialogue.promises import HOURS_A_DAY, due_after, working_time
from dialogue.services.waits import below
from dialogue.targets import NoTarget, Target, find_target
from groups.models import Post, Question
from groups.signals import post_changed, question_changed
from groups.words import title_in

Answer = BrinkComment.AnswerState
State = Question.State


def keep_post(post_id: int) -> None:
    """Write anew what lists show of a post: whether it stands, its title, and how much is said."""
    post = Post.objects.select_for_update(of=("self",)).select_related("opening").filter(pk=post_id).first()
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
    post.save(update_fields=["stands", "comment_count", "last_spoken_at", "title"])
    post_changed.send(sender=Post, post=post)


def keep_questions(comment_ids: Collection[int]) -> None:
    """Write anew how far the answers to those of these comments are that ask."""
    asking = BrinkComment.objects.filter(pk__in=comment_ids, is_question=True).select_related(None)
    for comment in asking.order_by("pk"):
        keep_question(comment)
    unmarked = Question.objects.filter(comment__in=comment_ids, comment__is_question=False, post=None)
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
    if question.state != State.CLOSED:
        _follow(question, comment)
    question.save()
    question_changed.send(sender=Question, question=question)
    return question


def promised_hours_of(target: Target) -> int:
    """Return within how many working hours an answer is promised under `target`."""
    if isinstance(target.thing, Post):
        return target.thing.group.promised_hours
    return target.reply_days * HOURS_A_DAY


def start_clock(question: Question, since: datetime) -> None:
    """Let the promise of `question` run from a moment on, from the first step of its route."""
    question.waits_since = since
    question.due_at = due_after(since, hours=question.promised_hours)
    question.step = Question.Step.GROUP
    question.next_step_at = due_after(since, hours=question.promised_hours / 2)


def _new(comment: BrinkComment, target: Target) -> Question | None:
    post = target.thing if isinstance(target.thing, Post) else None
    scope_id = target.scope_id
    if scope_id is None or (post is not None and not comment.is_opening):
        # Questions within the talk of a post wait there: the post is what was promised an answer.
        return None
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


def _follow(question: Question, comment: BrinkComment) -> None:
    if comment.answer_state == Answer.WAITING:
        assert comment.waits_since is not None
        if question.state != State.OPEN or question.waits_since != comment.waits_since:
            start_clock(question, comment.waits_since)
        question.state = State.OPEN
        return
    question.state = State.HELPED if comment.answer_state == Answer.HELPED else State.ANSWERED
    question.next_step_at = None
    if question.answered_at is None:
        _note_first_answer(question, comment)


def _note_first_answer(question: Question, comment: BrinkComment) -> None:
    """Keep when the first answer came: the usual answer time of a group is made of it."""
    answers = below(comment).standing().exclude(user=question.asker_id).order_by("submit_date", "pk")
    answered_at = answers.values_list("submit_date", flat=True).first()
    if answered_at is None or question.due_at is None:
        return
    question.answered_at = answered_at
    question.answer_minutes = working_time(question.asked_at, answered_at) // timedelta(minutes=1)
    question.was_in_time = answered_at <= question.due_at
