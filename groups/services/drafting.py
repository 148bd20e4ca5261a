"""What a writer does before posting: keep what is typed and a file with it, or throw it away."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.models import User
from dialogue.files.keeping import FileChange, write
from dialogue.services.drafting import BATCH, KEPT, LONGEST_DRAFT
from dialogue.services.refusals import DraftTooLong
from groups.models import Group, Post, PostDraft, PostDraftFile
from groups.services.posting import is_posted
from groups.services.refusals import NoGroup


@transaction.atomic
def save_post_draft(
    *,
    author: User,
    group: Group | None,
    kind: Post.Kind,
    title: str,
    text: str,
    file: FileChange | None = None,
    submission_key: UUID | None = None,
    now: datetime,
) -> PostDraft | None:
    """Return what `author` is writing in `group`, kept; None once there is nothing to keep.

    That is when there are no words and no file, and when the form with this `submission_key` was posted.
    Without a group it is a question for which none is chosen yet. Raises NoGroup or DraftTooLong.
    """
    title, text = _as_typed(title), _as_typed(text)
    # As posting does, so that a draft that comes late finds what was posted.
    User.objects.select_for_update(no_key=True).get(pk=author.pk)
    if group is not None and not Group.objects.readable_by(author).filter(pk=group.pk).exists():
        raise NoGroup
    if submission_key is not None and is_posted(author, submission_key):
        throw_away_draft(author=author, group=group)
        return None
    kept = {"kind": kind, "title": title, "text": text, "saved_at": now}
    draft, _is_new = PostDraft.objects.update_or_create(author=author, group=group, defaults=kept)
    if file is not None:
        _change_file(draft, file, now)
    if not (title.strip() or text.strip() or PostDraftFile.objects.filter(draft=draft).exists()):
        draft.delete()
        return None
    return PostDraft.objects.select_related("file").get(pk=draft.pk)


def draft_of(author: User, group: Group | None) -> PostDraft | None:
    """Return what `author` is writing in `group`, if anything."""
    return PostDraft.objects.filter(author=author, group=group).select_related("file").first()


def throw_away_draft(*, author: User, group: Group | None) -> None:
    """Remove what `author` is writing in `group`."""
    PostDraft.objects.filter(author=author, group=group).delete()


def purge_post_drafts(now: datetime) -> None:
    """Remove what nobody came back to for so long that they will not."""
    old = PostDraft.objects.filter(saved_at__lt=now - KEPT).order_by("saved_at")
    while batch := list(old.values_list("pk", flat=True)[:BATCH]):
        PostDraft.objects.filter(pk__in=batch).delete()


def _change_file(draft: PostDraft, change: FileChange, now: datetime) -> None:
    files = PostDraftFile.objects.filter(draft=draft)
    if change.file is not None:
        files.delete()
        write(PostDraftFile(draft=draft, description=change.description), change.file, now)
    elif change.is_dropped:
        files.delete()
    else:
        files.update(description=change.description)


def _as_typed(text: str) -> str:
    # The first is nothing that anybody types, and PostgreSQL keeps no text with it.
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST_DRAFT:
        raise DraftTooLong(limit=LONGEST_DRAFT)
    return text
