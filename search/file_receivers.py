"""What can be found of documents follows the pages that show them, in the same transaction."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from access.models import FileUse
from content.files import FileKey, FileKind
from content.models import BrinkDocument
from content.signals import files_shown_anew
from search.files.following import follow_documents, follow_uses, forget_document


# Any, here and below: what a signal brings along.
@receiver(files_shown_anew, sender=FileUse)
def follow_files_shown(files: set[FileKey], **kwargs: Any) -> None:
    ids = [pk for kind, pk in files if kind == FileKind.DOCUMENT]
    if ids:
        follow_uses(ids, now=timezone.now())


@receiver(post_save, sender=BrinkDocument)
def follow_document(instance: BrinkDocument, raw: bool, created: bool, **kwargs: Any) -> None:
    """A new one is shown nowhere yet."""
    if not (raw or created):
        follow_documents([instance.pk], now=timezone.now())


@receiver(m2m_changed, sender=BrinkDocument.tags.through)
def follow_tags(instance: Any, action: str, **kwargs: Any) -> None:
    if isinstance(instance, BrinkDocument) and action in {"post_add", "post_remove", "post_clear"}:
        follow_documents([instance.pk], now=timezone.now())


@receiver(post_delete, sender=BrinkDocument)
def forget_deleted_document(instance: BrinkDocument, **kwargs: Any) -> None:
    forget_document(instance.pk, now=timezone.now())
