"""What search lets a worker do."""

from contextlib import suppress

from django.utils import timezone

from background.queue import task
from search.index.client import IndexAway
from search.index.filling import fill
from search.index.sending import send_dirty


@task(idempotent=True)
def send_entries() -> None:
    """Tell Elasticsearch what changed."""
    send_dirty(timezone.now())


@task(idempotent=True)
def fill_anew() -> None:
    """Fill a new index and search that one; while it is filled, the one in use answers."""
    # Why it failed stands in the log, and that it failed on the screen of the state.
    with suppress(IndexAway):
        fill(timezone.now())
