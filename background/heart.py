"""Who works: each worker tells now and then that it is there."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from background.models import Heartbeat

BEAT_SECONDS = 10
# Long enough for a worker that waits for a database under load, or for a laptop that dozes.
SILENCE = timedelta(minutes=1)


def beat(worker_id: str, *, now: datetime) -> None:
    """Note that the worker is there."""
    Heartbeat.objects.update_or_create(
        worker_id=worker_id,
        defaults={"beaten_at": now},
        create_defaults={"beaten_at": now, "started_at": now},
    )


def stop(worker_id: str) -> None:
    """Note that the worker went home."""
    Heartbeat.objects.filter(worker_id=worker_id).delete()


def beating(now: datetime) -> QuerySet[Heartbeat]:
    """Return the heartbeats of the workers that are alive."""
    return Heartbeat.objects.filter(beaten_at__gt=now - SILENCE)
