"""What a writer does before placing: keep what is typed, keep a file with it, throw it away."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from access.models import User
from dialogue.drafts import EDIT, POST_FORM, Drafts, act_and_comment, drafts_under
from dialogue.files.keeping import FileChange, drop_of_draft, keep_with_draft
from dialogue.mentions import in_typed_words
from dialogue.models import BrinkComment, Draft, DraftFile
from dialogue.services.refusals import DraftTooLong, OutOfSight
from dialogue.targets import Target

# Far more than a comment may have: what is too long for one is kept, to be made shorter.
LONGEST_DRAFT = 50_000
KEPT = timedelta(days=60)
# Removed at a time, so that a worker never holds many rows.
BATCH = 500


@transaction.atomic
def save_draft(
    *,
    user: User,
    target: Target,
    form: str,
    text: str,
    is_question: bool = False,
    submission_key: UUID | None = None,
    now: datetime,
) -> Draft | None:
    """Return what `user` wrote in a form under `target`, kept; None once there is nothing to keep.

    That is when there are no words and no file, when the words are those that the comment has already, and
    when the form with this `submission_key` was placed. Raises OutOfSight or DraftTooLong.
    """
    text = _as_typed(text)
    mine = _locked(user, target, form)
    is_empty = not text.strip() or _stands_already(form, text, user)
    if _is_placed(user, submission_key) or (is_empty and not mine.filter(file__isnull=False).exists()):
        mine.delete()
        return None
    return _write(user, target, form, {"text": text, "is_question": is_question, "saved_at": now})


@transaction.atomic
def change_draft_file(*, user: User, target: Target, form: str, change: FileChange, now: datetime) -> None:
    """Change the file that goes with a draft, which is made where there is none yet. Raises OutOfSight."""
    mine = _locked(user, target, form)
    if change.file is not None:
        draft = _write(user, target, form, {"saved_at": now})
        keep_with_draft(draft, change.file, description=change.description, now=now)
    elif change.is_dropped:
        for draft in mine:
            drop_of_draft(draft)
        mine.filter(text="").delete()
    else:
        DraftFile.objects.filter(draft__in=mine).update(description=change.description)


@transaction.atomic
def move_to_new_comment(*, user: User, target: Target, form: str) -> None:
    """Let the draft of an answer be that of a new comment, unless there is one: what it answers is gone."""
    mine = _locked(user, target, form)
    if not drafts_under(target, user).filter(form=POST_FORM).exists():
        mine.update(form=POST_FORM)


def throw_away(*, user: User, target: Target, form: str) -> None:
    """Remove what `user` wrote in a form under `target` and did not place."""
    drafts_under(target, user).filter(form=form).delete()


def purge_drafts(now: datetime) -> None:
    """Remove what nobody came back to for so long that they will not."""
    old = Draft.objects.filter(saved_at__lt=now - KEPT).order_by("saved_at")
    while batch := list(old.values_list("pk", flat=True)[:BATCH]):
        Draft.objects.filter(pk__in=batch).delete()


def _locked(user: User, target: Target, form: str) -> Drafts:
    """Return the draft of the form, while nobody else writes it or places it. Raises OutOfSight."""
    # As placing does, so that a draft that comes late finds what was placed.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if not target.is_visible_to(user) or not _is_form(form, target, user):
        raise OutOfSight
    # Bare, since what is deleted can have no order.
    return Draft.objects.filter(pk__in=drafts_under(target, user).filter(form=form).values("pk"))


def _is_form(form: str, target: Target, user: User) -> bool:
    if form == POST_FORM:
        return True
    on = act_and_comment(form)
    if on is None:
        return False
    act, comment_id = on
    comments = BrinkComment.objects.under(target.content_type.pk, target.key).filter(pk=comment_id)
    return bool(comments.filter(user=user).exists() if act == EDIT else comments.exists())


def _stands_already(form: str, text: str, user: User) -> bool:
    on = act_and_comment(form)
    if on is None or on[0] != EDIT:
        return False
    comment = BrinkComment.objects.get(pk=on[1])
    return text.strip() == in_typed_words(comment.comment, user)


def _is_placed(user: User, submission_key: UUID | None) -> bool:
    if submission_key is None:
        return False
    return bool(BrinkComment.objects.filter(user=user, submission_key=submission_key).exists())


def _as_typed(text: str) -> str:
    # The first is nothing that anybody types, and PostgreSQL keeps no text with it.
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST_DRAFT:
        raise DraftTooLong(limit=LONGEST_DRAFT)
    return text


def _write(user: User, target: Target, form: str, values: dict[str, object]) -> Draft:
    draft, _created = Draft.objects.update_or_create(
        user=user, content_type=target.content_type, object_pk=target.key, form=form, defaults=values
    )
    return draft
