"""What search lets a worker do."""

from django.utils import timezone

from background.queue import task
from search.index.sending import send_dirty


@task(idempotent=True)
def send_entries() -> None:
    """Tell Elasticsearch what changed."""
    send_dirty(timezone.now())
