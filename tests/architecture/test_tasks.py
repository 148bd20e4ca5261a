import importlib
import pkgutil

from django_tasks.base import Task

from background.queue import is_idempotent
from tests.architecture.rooms import ROOMS


def test_every_task_may_run_twice() -> None:
    # A worker can die after the work and before it says so.
    tasks = {task.module_path for room in ROOMS for task in tasks_of(room)}

    assert "background.due.run_job" in tasks
    assert [path for path in sorted(tasks) if not is_idempotent(path)] == []


def tasks_of(room: str) -> list[Task]:  # type: ignore[type-arg]  # whatever each takes and returns
    """Return the tasks that the modules of a room define."""
    package = importlib.import_module(room)
    names = [
        info.name
        for info in pkgutil.walk_packages(package.__path__, f"{room}.")
        if ".migrations" not in info.name and ".settings" not in info.name and not info.name.endswith(".wsgi")
    ]
    members = [member for name in names for member in vars(importlib.import_module(name)).values()]
    return [member for member in members if isinstance(member, Task)]
