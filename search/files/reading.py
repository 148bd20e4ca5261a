"""Reads the files that wait, each once, and lets them be found by what stands in them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import PurePosixPath

from django.db import transaction
from django.db.models import F
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from content.files import FileKind
from content.models import BrinkDocument
from search import services
from search.files.asking import Reading, read_file
from search.files.readers.answer import Reason
from search.files.words import FILE, documents_to_find
from search.models import FileText

State = FileText.State
MOST_AT_ONCE = 10
# Longer than reading may take: its worker has died, perhaps of the file.
LOST_AFTER = timedelta(minutes=10)
MOST_TRIES = 2


def is_something_waiting() -> bool:
    """Tell whether a file waits to be read."""
    return FileText.objects.filter(state=State.WAITING).exists()


def read_waiting(now: datetime) -> int:
    """Read some files that wait, the first ones first, and return how many."""
    waiting = FileText.objects.filter(state=State.WAITING).order_by("pk").values_list("pk", flat=True)
    return sum(_read(pk, now) for pk in list(waiting[:MOST_AT_ONCE]))


def give_up_lost(now: datetime) -> None:
    """Let files that a worker died on wait for another one, but not for ever."""
    lost = FileText.objects.filter(state=State.READING, begun_at__lt=now - LOST_AFTER)
    lost.filter(begun_count__gte=MOST_TRIES).update(state=State.REFUSED, reason=Reason.BROKEN, read_at=now)
    lost.filter(begun_count__lt=MOST_TRIES).update(state=State.WAITING)


def _read(pk: int, now: datetime) -> bool:
    """Read one file, unless another worker does; in no transaction, as it may take minutes."""
    waiting = FileText.objects.filter(pk=pk, state=State.WAITING)
    if not waiting.update(state=State.READING, begun_at=now, begun_count=F("begun_count") + 1):
        return False
    text = FileText.objects.get(pk=pk)
    document = BrinkDocument.objects.filter(pk=text.file_id).first()
    if document is None:
        text.delete()
        return False
    _keep(text, _reading_of(document.file))
    return True


def _reading_of(file: FieldFile) -> Reading:
    try:
        return read_file(_chunks(file), PurePosixPath(file.name or "").suffix.lower())
    except FileNotFoundError:
        return Reading([], Reason.GONE)


def _chunks(file: FieldFile) -> Iterator[bytes]:
    # Opened anew, and closed: an open file in the store would stay so with its worker.
    with file.storage.open(file.name or "", "rb") as opened:
        yield from opened.chunks()


@transaction.atomic
def _keep(text: FileText, reading: Reading) -> None:
    """Store what was read, unless the file was replaced meanwhile."""
    # Held as who follows the pages that show it holds it: each of the two writes its entry.
    held = BrinkDocument.objects.select_for_update(no_key=True).filter(pk=text.file_id)
    kept = FileText.objects.filter(pk=text.pk, state=State.READING, name=text.name)
    if not held or not kept.update(
        state=State.READ if reading.parts else State.REFUSED,
        reason=reading.reason,
        parts=[list(part) for part in reading.parts],
        digest=reading.digest,
        read_at=timezone.now(),
    ):
        return
    assert text.file_kind == FileKind.DOCUMENT
    found = documents_to_find().filter(pk=text.file_id)
    services.keep(FILE, found, [text.file_id], now=timezone.now())
