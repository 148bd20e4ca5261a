"""Keeping the file of a comment or of a draft: one each, and no file outlives its row."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from uuid import uuid4

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.db import transaction
from django.utils import timezone

from dialogue.files.reading import ReadFile
from dialogue.models import BrinkComment, CommentFile, Draft, DraftFile
from dialogue.models.attached_file import AttachedFile

FOLDER = "comments"
# A file of which the row was never written is looked for among those of these days: not of today, while
# it may still be on its way, and for a week, in case no worker ran.
SWEPT_DAYS = range(2, 9)


@dataclass(frozen=True)
class FileChange:
    """What an edit does to the file of a comment: another one, none any more, or other words about it."""

    file: ReadFile | None = None
    description: str = ""
    is_dropped: bool = False


def change_file(comment: BrinkComment, change: FileChange, *, now: datetime) -> bool:
    """Change the file of a comment, and return whether readers see a difference."""
    if change.file is not None:
        keep_with_comment(comment, change.file, description=change.description, now=now)
        return True
    kept = CommentFile.objects.filter(comment=comment)
    if change.is_dropped:
        was_there = kept.exists()
        drop_of_comment(comment)
        return was_there
    return bool(kept.exclude(description=change.description).update(description=change.description))


def keep_with_comment(
    comment: BrinkComment, file: ReadFile, *, description: str, now: datetime
) -> CommentFile:
    """Return the file, kept with the comment; call it in the transaction that changes the comment."""
    drop_of_comment(comment)
    kept = CommentFile(comment=comment, description=description)
    write(kept, file, now)
    return kept


def keep_with_draft(draft: Draft, file: ReadFile, *, description: str, now: datetime) -> DraftFile:
    """Return the file, kept until the draft is placed or thrown away."""
    drop_of_draft(draft)
    kept = DraftFile(draft=draft, description=description)
    write(kept, file, now)
    return kept


def drop_of_comment(comment: BrinkComment) -> None:
    """Remove the file of a comment, if it has one."""
    CommentFile.objects.filter(comment=comment).delete()
    comment._state.fields_cache.pop("file", None)


def drop_of_draft(draft: Draft) -> None:
    """Remove the file of a draft, if it has one."""
    DraftFile.objects.filter(draft=draft).delete()
    draft._state.fields_cache.pop("file", None)


def read_kept(kept: AttachedFile) -> ReadFile:
    """Return a kept file as it was read. Raises FileNotFoundError if the store has lost it."""
    with kept.file.open("rb") as file:
        return ReadFile(file.read(), kept.name, kept.width, kept.height)


def remove_later(kept: AttachedFile) -> None:
    """Remove the file of a row that is gone, once that is certain."""
    if kept.file.name:
        transaction.on_commit(partial(kept.file.storage.delete, kept.file.name))


def sweep(now: datetime) -> int:
    """Remove files of which the row was never written, and return how many; a worker may die in between."""
    today = timezone.localdate(now)
    return sum(_sweep_day(default_storage, today - timedelta(days=age)) for age in SWEPT_DAYS)


def kept_models() -> list[type[AttachedFile]]:
    """Return every kind of row that keeps a file in the same folder; rooms above have theirs."""
    return [model for model in apps.get_models() if issubclass(model, AttachedFile)]


def write(kept: AttachedFile, file: ReadFile, now: datetime) -> None:
    """Keep `file` with its new row, which is stored with it."""
    kept.name, kept.size_bytes = file.name, len(file.content)
    kept.width, kept.height = file.width, file.height
    name = f"{timezone.localdate(now).isoformat()}/{uuid4().hex}{file.suffix}"
    kept.file.save(name, ContentFile(file.content), save=False)
    kept.save(force_insert=True)


def _sweep_day(storage: Storage, day: date) -> int:
    folder = f"{FOLDER}/{day.isoformat()}"
    try:
        _folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return 0
    found = {f"{folder}/{name}" for name in names}
    for model in kept_models():
        found.difference_update(
            model._default_manager.filter(file__startswith=f"{folder}/").values_list("file", flat=True)
        )
    for name in found:
        storage.delete(name)
    return len(found)
