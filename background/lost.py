"""Tasks whose worker died in the middle."""

from datetime import datetime
from typing import Any, TypeAlias

from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from background import heart
from background.queue import WorkerLost, is_idempotent

# A task that kills its worker each time must not go round for ever.
ATTEMPTS = 3

# Any: what a task takes and returns is its own.
QueuedTask: TypeAlias = "DBTaskResult[Any, Any]"


def take_up_lost(now: datetime) -> list[QueuedTask]:
    """Return the tasks whose worker fell silent, queued again or, if they may not run twice, failed.

    Only `./run worker` beats: a task that Django's own `db_worker` runs for over a minute counts as lost.
    """
    alive = set(heart.beating(now).values_list("worker_id", flat=True))
    running = DBTaskResult.objects.running().filter(started_at__lt=now - heart.SILENCE)
    return [task for task in running if task.worker_ids[-1] not in alive and _release(task, now)]


def hand_over(worker_id: str, *, now: datetime) -> list[QueuedTask]:
    """Return what this worker has in hand and cannot finish, queued again or failed in the same way."""
    running = DBTaskResult.objects.running()
    return [task for task in running if task.worker_ids[-1] == worker_id and _release(task, now)]


def _release(task: QueuedTask, now: datetime) -> bool:
    # Compared with the claim that was read: another worker may have released it, and it may run again.
    claim = DBTaskResult.objects.filter(pk=task.pk, status="RUNNING", started_at=task.started_at)
    if _may_run_again(task):
        return bool(claim.update(status="READY", started_at=None))
    return bool(
        claim.update(
            status="FAILED",
            finished_at=now,
            exception_class_path=f"{WorkerLost.__module__}.{WorkerLost.__qualname__}",
            traceback=f"{WorkerLost.__name__}: the worker {task.worker_ids[-1]} died while it ran this task.",
        )
    )


def _may_run_again(task: QueuedTask) -> bool:
    try:
        # Loads the task's module, in which it says whether it is idempotent.
        import_string(task.task_path)
    except ImportError:
        return False
    return len(task.worker_ids) < ATTEMPTS and is_idempotent(task.task_path)
