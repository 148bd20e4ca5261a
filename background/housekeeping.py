"""What background work leaves behind, thrown away in time."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django_tasks_db.models import DBTaskResult

from background.models import DueRun, Heartbeat

# Failures stay long enough to be read after a holiday.
KEEP_DONE = timedelta(days=1)
KEEP_FAILED = timedelta(days=30)


def prune(now: datetime) -> None:
    """Delete results and runs that nobody will ask for any more, and workers that died long ago."""
    DBTaskResult.objects.successful().filter(finished_at__lt=now - KEEP_DONE).delete()
    DBTaskResult.objects.failed().filter(finished_at__lt=now - KEEP_FAILED).delete()
    # The last run of a job stays, however old: it says that its slot was taken.
    later = DueRun.objects.filter(job=OuterRef("job"), slot__gt=OuterRef("slot"))
    DueRun.objects.filter(Exists(later), slot__lt=now - KEEP_DONE).delete()
    Heartbeat.objects.filter(beaten_at__lt=now - KEEP_DONE).delete()
