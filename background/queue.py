"""The one door to the task queue, so that moving to Django's own tasks is one import."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, overload

from django_tasks import task as _queue_task
from django_tasks.base import Task

P = ParamSpec("P")
T = TypeVar("T")

# Tasks of the packages we stand on that only bring something up to date: doing so twice does no harm.
_idempotent = {
    "modelsearch.tasks.insert_or_update_object_task",
    "wagtail.tasks.delete_file_from_storage_task",
    "wagtail.tasks.update_reference_index_task",
    "wagtail.contrib.frontend_cache.tasks.purge_urls_from_cache_task",
    "wagtail.images.tasks.set_image_focal_point_task",
}


class WorkerLost(Exception):
    """The worker that ran a task died, and the task may not be done a second time."""


@overload
def task(function: Callable[P, T], /) -> Task[P, T]: ...


@overload
def task(*, idempotent: bool = False, priority: int = 0) -> Callable[[Callable[P, T]], Task[P, T]]: ...


def task(
    function: Callable[P, T] | None = None, /, *, idempotent: bool = False, priority: int = 0
) -> Task[P, T] | Callable[[Callable[P, T]], Task[P, T]]:
    """Return `function` as a task of the queue: `function.enqueue(...)` lets a worker run it.

    Say `idempotent=True` when running it twice does no harm: it is then taken up again if its worker dies
    in the middle; any other task is marked failed. Tasks of a higher `priority` (-100 to 100) go first.
    """

    def queued(function: Callable[P, T]) -> Task[P, T]:
        if idempotent:
            _idempotent.add(f"{function.__module__}.{function.__qualname__}")
        return _queue_task(priority=priority)(function)

    return queued(function) if function else queued


def is_idempotent(task_path: str) -> bool:
    """Tell whether the task that lives at `task_path` may run a second time; its module must be loaded."""
    return task_path in _idempotent
