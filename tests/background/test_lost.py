from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult, get_date_max

from background import heart, lost
from tests.background import chores

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
LONG_AGO = NOW - timedelta(minutes=5)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def running(
    worker_id: str, *, attempts: int = 1, task_path: str = chores.note.module_path
) -> lost.QueuedTask:
    return DBTaskResult.objects.create(
        status="RUNNING",
        started_at=LONG_AGO,
        args_kwargs={"args": ["notes"], "kwargs": {}},
        task_path=task_path,
        worker_ids=[worker_id] * attempts,
        backend_name="default",
        run_after=get_date_max(),
    )


def status(task: lost.QueuedTask) -> str:
    task.refresh_from_db()
    return str(task.status)


def test_a_task_of_a_worker_that_beats_is_left_alone() -> None:
    heart.beat("here", now=NOW)
    task = running("here")

    assert lost.take_up_lost(NOW) == []
    assert status(task) == "RUNNING"


def test_a_task_of_a_worker_that_fell_silent_is_queued_again() -> None:
    heart.beat("silent", now=LONG_AGO)
    task = running("silent")

    assert lost.take_up_lost(NOW) == [task]
    assert status(task) == "READY"


def test_a_task_that_keeps_killing_its_worker_fails_at_the_third() -> None:
    task = running("silent", attempts=3)

    lost.take_up_lost(NOW)

    assert status(task) == "FAILED"
    assert task.task_result.errors[0].exception_class.__name__ == "WorkerLost"


def test_a_task_that_no_longer_exists_fails() -> None:
    task = running("silent", task_path="tests.background.gone.task")

    lost.take_up_lost(NOW)

    assert status(task) == "FAILED"


def test_a_worker_that_stops_hands_over_its_own_task_only() -> None:
    own, other = running("leaving"), running("staying")

    lost.hand_over("leaving", now=NOW)

    assert (status(own), status(other)) == ("READY", "RUNNING")
