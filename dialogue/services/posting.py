"""What an author does: post, edit and withdraw a comment."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django_comments_xtd.models import max_thread_level_for_content_type

from access.models import User
from dialogue.conversations import note_spoken, sum_up
from dialogue.drafts import edit_form, form_for
from dialogue.files.keeping import FileChange, change_file, drop_of_comment, keep_with_comment
from dialogue.files.reading import ReadFile
from dialogue.mentions import keys_in
from dialogue.models import BrinkComment, CommentEdit, KeptWords
from dialogue.moderation.cases import reckon
from dialogue.pauses import refuse_paused
from dialogue.services.changing import give
from dialogue.services.drafting import throw_away
from dialogue.services.mentioning import keep_mentions
from dialogue.services.refusals import (
    CommentGone,
    CommentsClosed,
    NotYours,
    OutOfSight,
    ParentElsewhere,
)
from dialogue.services.sight import lock_in_sight, lock_thread
from dialogue.services.waits import answer_above, answer_is_gone, begins_to_wait, waits
from dialogue.services.writing import LONGEST_COMMENT, LONGEST_OPENING, written_by
from dialogue.signals import comment_posted, comments_changed, waiting_changed, words_changed
from dialogue.targets import Target, target_of
from directory.models import Person

NOBODY_MEANT: Mapping[str, int | None] = MappingProxyType({})
# The same words again within this time are a second click, not a second comment.
DOUBLE_SUBMIT = timedelta(minutes=1)


@transaction.atomic
def post_comment(
    *,
    author: User,
    target: Model | Target,
    text: str,
    parent: BrinkComment | None = None,
    is_question: bool = False,
    meant: Mapping[str, int | None] = NOBODY_MEANT,
    submission_key: UUID | None = None,
    file: ReadFile | None = None,
    file_description: str = "",
    now: datetime,
) -> BrinkComment:
    """Return the comment that `author` places under `target`, as an answer to `parent` if given.

    A question waits for who answers for the target, and an answer by them ends the waiting above it.
    An answer to a comment at the deepest level stands beside it and says whom it answers. The same
    form sent twice (`submission_key`), or the same words within a minute, make one comment. What was kept
    of the form while it was written is thrown away. Whoever the text names with an @ is mentioned; `meant`
    says who is meant by a word that is no address of anybody.

    Raises OutOfSight, EmptyComment, TooManyMentions, CommentTooLong, WritingPaused, CommentsClosed,
    ParentElsewhere or CommentGone.
    """
    target = target if isinstance(target, Target) else target_of(target)
    if not target.is_visible_to(author):
        raise OutOfSight
    written = written_by(author, text, meant)
    # One at a time per author, so that a double click finds what its twin made.
    User.objects.select_for_update(no_key=True).get(pk=author.pk)
    form = form_for(parent)
    if parent is not None and parent.pk == target.opening_id:
        # What answers the words of the thing itself begins a conversation below it.
        parent = None
    twin = _twin(author, target, written.text, parent, submission_key, now)
    if twin is not None:
        throw_away(user=author, target=target, form=form)
        return twin
    refuse_paused(author, now)
    if (closed := target.closed_to(author)) is not None:
        raise CommentsClosed(closed)
    place = _place_under(target, parent) if parent is not None else _place_first(target)
    asks_for_an_answer = begins_to_wait(author, target, is_question=is_question, is_first=parent is None)
    comment = BrinkComment(
        content_type=target.content_type,
        object_pk=target.key,
        site_id=settings.SITE_ID,
        user=author,
        comment=written.text,
        submission_key=submission_key,
        submit_date=now,
        is_question=is_question,
        on_behalf_of=_spoken_for(author, target, parent),
        **waits(now if asks_for_an_answer else None),
        **place,
    )
    comment.save()
    answered = parent or comment.answers
    is_an_answer = answered is not None and answer_above(answered, author, target)
    if is_an_answer and not comment.is_first:
        sum_up(comment.thread_id)
    else:
        note_spoken(comment)
    comments_changed.send(sender=BrinkComment, comment_ids=[comment.pk], are_new=True)
    keep_mentions(comment, target, written.people.values(), now)
    if file is not None:
        keep_with_comment(comment, file, description=file_description, now=now)
    throw_away(user=author, target=target, form=form)
    transaction.on_commit(partial(comment_posted.send, sender=BrinkComment, comment=comment, target=target))
    return comment


@transaction.atomic
def edit_comment(
    *,
    editor: User,
    comment: BrinkComment,
    text: str,
    meant: Mapping[str, int | None] = NOBODY_MEANT,
    file: FileChange | None = None,
    now: datetime,
) -> BrinkComment:
    """Return the comment with its new text, and its file as `file` says; what it said before is kept.

    Raises OutOfSight, NotYours, WritingPaused, CommentGone, CommentsClosed, EmptyComment, TooManyMentions
    or CommentTooLong.
    """
    comment, target = _own_comment(editor, comment)
    refuse_paused(editor, now)
    if not comment.stands:
        raise CommentGone
    if (closed := target.closed_to(editor)) is not None:
        raise CommentsClosed(closed)
    longest = LONGEST_OPENING if comment.is_opening else LONGEST_COMMENT
    written = written_by(editor, text, meant, kept=keys_in(comment.comment), longest=longest)
    if written.text != comment.comment:
        CommentEdit.objects.create(comment=comment, text=comment.comment, replaced_at=now)
        give(comment, {"comment": written.text, "edited_at": now})
        keep_mentions(comment, target, written.people.values(), now)
        words_changed.send(sender=BrinkComment, comment=comment)
    if file is not None and change_file(comment, file, now=now):
        give(comment, {"edited_at": now})
    throw_away(user=editor, target=target, form=edit_form(comment.pk))
    return comment


@transaction.atomic
def withdraw_comment(*, author: User, comment: BrinkComment, now: datetime) -> BrinkComment:
    """Return the comment, taken back: its words are gone, its place stays while it has answers.

    What was reported before stays with the report. Withdrawing again changes nothing.
    Raises OutOfSight or NotYours.
    """
    comment, target = _own_comment(author, comment)
    if comment.withdrawn_at is None:
        comment.edits.all().delete()
        comment.mentions.all().delete()
        drop_of_comment(comment)
        throw_away(user=author, target=target, form=edit_form(comment.pk))
        KeptWords.objects.filter(decision__comment=comment).delete()
        answer_is_gone(comment, target, now)
        give(comment, {"comment": "", "withdrawn_at": now, "helped_at": None, **waits(None)})
        waiting_changed.send(sender=BrinkComment, comment_ids=[comment.pk])
        sum_up(comment.thread_id)
        comments_changed.send(sender=BrinkComment, comment_ids=[comment.pk], are_new=False)
        reckon(comment)
    return comment


def _twin(
    author: User,
    target: Target,
    text: str,
    parent: BrinkComment | None,
    submission_key: UUID | None,
    now: datetime,
) -> BrinkComment | None:
    mine = BrinkComment.objects.under(target.content_type.pk, target.key).filter(user=author)
    if submission_key is not None:
        sent_before: BrinkComment | None = mine.filter(submission_key=submission_key).first()
        if sent_before is not None:
            return sent_before
    just_now = mine.standing().filter(comment=text, submit_date__gt=now - DOUBLE_SUBMIT, submit_date__lte=now)
    answered = parent.pk if parent is not None else None
    twins: list[BrinkComment] = [comment for comment in just_now if _answered_by(comment) == answered]
    return twins[0] if twins else None


def _answered_by(comment: BrinkComment) -> int | None:
    if comment.is_first:
        return None
    answered_id: int | None = comment.answers_id or comment.parent_id
    return answered_id


def _place_first(target: Target) -> dict[str, object]:
    """Return the place of a comment that begins a conversation: it answers what opens the thing."""
    if target.opening_id is None:
        return {}
    # One answer at a time, so that each finds whether the question still waits.
    lock_thread(target.opening_id)
    opening = BrinkComment.objects.select_related(None).get(pk=target.opening_id)
    if not opening.stands:
        raise CommentGone
    return {"answers": opening}


def _place_under(target: Target, parent: BrinkComment) -> dict[str, object]:
    if (parent.content_type_id, parent.object_pk, parent.site_id) != (
        target.content_type.pk,
        target.key,
        settings.SITE_ID,
    ):
        raise ParentElsewhere
    # The package counts and renumbers the rows of a thread; one answer at a time keeps them in order.
    lock_thread(parent.thread_id)
    parent = BrinkComment.objects.select_related(None).get(pk=parent.pk)
    if not parent.stands:
        raise CommentGone
    if parent.level >= max_thread_level_for_content_type(target.content_type):
        return {"parent_id": parent.parent_id, "answers": parent}
    return {"parent_id": parent.pk}


def _spoken_for(author: User, target: Target, answered: BrinkComment | None) -> Person | None:
    # What a delegate says unasked, or to themselves, are their own words.
    if answered is None or answered.user_id == author.pk:
        return None
    return target.spoken_for(author)


def _own_comment(user: User, comment: BrinkComment) -> tuple[BrinkComment, Target]:
    comment, target = lock_in_sight(user, comment)
    if comment.user_id != user.pk:
        raise NotYours
    return comment, target
