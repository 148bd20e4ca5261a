"""Asking for all that is kept of oneself: made by a worker, for its owner alone, and thrown away in time."""

import tempfile
from datetime import datetime, timedelta
from functools import partial

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from access.audit import record
from access.models import User
from background.queue import task
from directory.models import DataArchive, PrivacySettings
from directory.privacy.archive import write_archive
from directory.privacy.whose import someone_of

# So long a click gives the archive that was asked for before, and a worker has to make it.
PROMISED = timedelta(hours=1)


class NoArchive(LookupError):
    """There is nothing to download: it was never asked for, is not ready, or has been thrown away."""


@transaction.atomic
def ask_for_archive(*, user: User, language: str = "", now: datetime) -> DataArchive:
    """Return the archive that will be made for `user`; one asked for within the hour is the same.

    It will be in `language`, or else in the one that the person chose.
    """
    # Of two clicks at once the second finds what the first asked for.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    known = DataArchive.objects.filter(user=user).first()
    if known is not None and now - known.requested_at < PROMISED:
        return known
    if known is not None:
        drop_archive(known)
    archive = DataArchive.objects.create(user=user, requested_at=now)
    record(actor=user, action="my_data.asked", thing=user, now=now)
    transaction.on_commit(partial(make_data_archive.enqueue, archive.pk, language))
    return archive


@task(idempotent=True)
def make_data_archive(archive_id: int, language: str) -> None:
    """Let a worker make it: a person may have written for years."""
    make_archive(archive_id=archive_id, language=language, now=timezone.now())


def make_archive(*, archive_id: int, language: str = "", now: datetime) -> None:
    """Make the archive ready, unless it is or nobody waits for it any more."""
    archive = DataArchive.objects.select_related("user").filter(pk=archive_id, ready_at=None).first()
    if archive is None or not archive.user.is_active:
        return
    with tempfile.TemporaryFile() as file:
        write_archive(someone=someone_of(archive.user), language=language, out=file, now=now)
        with transaction.atomic():
            waiting = DataArchive.objects.select_for_update().filter(pk=archive_id, ready_at=None).first()
            if waiting is None:
                return
            waiting.ready_at = now
            waiting.expires_at = now + timedelta(days=PrivacySettings.load().keep_archives_days)
            waiting.file.save("my-data.zip", File(file), save=True)


def archive_to_download(*, user: User, now: datetime) -> DataArchive:
    """Return the archive of `user`, and note that it is taken along. Raises NoArchive."""
    archive = DataArchive.objects.filter(user=user).first()
    if archive is None or not archive.can_be_downloaded(now):
        raise NoArchive
    record(actor=user, action="my_data.downloaded", thing=user, now=now)
    return archive


@transaction.atomic
def drop_archive(archive: DataArchive) -> None:
    """Throw an archive away, with its file."""
    storage, name = archive.file.storage, str(archive.file.name or "")
    archive.delete()
    if name:
        transaction.on_commit(partial(storage.delete, name))


def drop_expired(now: datetime) -> int:
    """Throw away the archives whose time is over, and return how many."""
    expired = list(DataArchive.objects.filter(expires_at__lte=now))
    for archive in expired:
        drop_archive(archive)
    return len(expired)
