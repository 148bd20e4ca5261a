"""The worker of the simulated week: it takes tasks of the real queue, and is killed now and then."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django_tasks_db.models import DBTaskResult

from background import due
from background.lost import take_up_lost
from tests.week.post_office import WorkerKilled


@dataclass
class Worker:
    """Does what is due and what waits, at the moment of the clock. One that dies is replaced."""

    kills: int = 0
    taken_up: int = 0
    done: int = 0

    def turn(self, now: datetime) -> None:
        """Take up what a worker left that was killed, and do what falls due at `now`."""
        self.taken_up += len(take_up_lost(now))
        due.enqueue_due(now)
        self.work(now)

    def work(self, now: datetime) -> None:
        """Do all that waits, until there is nothing or the worker is killed."""
        while (task := DBTaskResult.objects.ready().first()) is not None:
            task.claim(f"worker-{self.kills}")
            try:
                self._run(task)
            except WorkerKilled:
                # The task stays as it was at that moment, in the hands of a worker that is no more.
                self.kills += 1
                return

    def _run(self, task: "DBTaskResult[Any, Any]") -> None:  # Any: what a task takes and returns is its own
        result = task.task_result
        task.set_successful(task.task.call(*result.args, **result.kwargs))
        self.done += 1
