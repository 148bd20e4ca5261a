"""What a worker reads of files, after what cannot wait."""

from django.utils import timezone

from background.queue import task
from search.files.reading import is_something_waiting, read_waiting

# After pages that are published and mail that is sent: a shelf of files takes long.
PRIORITY = -50


@task(idempotent=True, priority=PRIORITY)
def read_files() -> None:
    """Read some of the files that wait, and let others of the queue go before the next."""
    if read_waiting(timezone.now()) and is_something_waiting():
        read_files.enqueue()
