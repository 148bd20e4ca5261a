"""The worker as the process that it is."""

import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from background.models import DueRun, Heartbeat
from tests.background import chores
from tests.background.conftest import Worker, kill, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]

StartWorker = Callable[..., Worker]


def lines(path: Path) -> int:
    return len(path.read_text().splitlines()) if path.exists() else 0


def test_a_worker_runs_what_is_queued(start_worker: StartWorker, tmp_path: Path) -> None:
    chores.note.enqueue(str(tmp_path / "notes"))

    worker = start_worker("--batch")

    assert worker.wait(40) == 0
    assert lines(tmp_path / "notes") == 1
    assert DBTaskResult.objects.get(task_path=chores.note.module_path).status == "SUCCESSFUL"


def test_a_task_that_fails_keeps_its_reason_and_stops_nothing(
    start_worker: StartWorker, tmp_path: Path
) -> None:
    chores.failing.enqueue(str(tmp_path / "failing"))
    chores.note.enqueue(str(tmp_path / "notes"))

    assert start_worker("--batch").wait(40) == 0

    assert "This chore fails." in DBTaskResult.objects.get(status="FAILED").traceback
    assert lines(tmp_path / "notes") == 1


@pytest.mark.parametrize(
    ("chore", "attempts", "status"), [(chores.repeatable, 2, "SUCCESSFUL"), (chores.once_only, 1, "FAILED")]
)
def test_a_task_whose_worker_was_killed_is_taken_up_only_if_it_may_run_twice(
    start_worker: StartWorker, tmp_path: Path, chore: chores.Chore, attempts: int, status: str
) -> None:
    chore.enqueue(str(tmp_path / "attempts"))
    killed = start_worker()
    until(lambda: lines(tmp_path / "attempts") == 1)
    kill(killed)

    assert start_worker("--batch").wait(40) == 0

    task = DBTaskResult.objects.get(task_path=chore.module_path)
    assert task.status == status
    assert lines(tmp_path / "attempts") == attempts
    assert ("WorkerLost" in task.traceback) == (status == "FAILED")


def test_two_workers_run_a_due_job_once(start_worker: StartWorker) -> None:
    workers = [start_worker(), start_worker()]
    until(lambda: Heartbeat.objects.count() == 2)
    until(lambda: DueRun.objects.filter(job="background.prune", finished_at__isnull=False).exists())
    time.sleep(3)

    runs = DBTaskResult.objects.filter(args_kwargs__args__0="background.prune")
    assert runs.count() == 1
    assert DueRun.objects.filter(job="background.prune").count() == 1
    assert all(worker.poll() is None for worker in workers)


def test_an_idle_worker_stops_at_once_and_takes_its_heartbeat_away(start_worker: StartWorker) -> None:
    worker = start_worker()
    until(
        lambda: Heartbeat.objects.exists() and not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists()
    )

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(12) == 0
    assert not Heartbeat.objects.exists()


def test_a_busy_worker_gives_its_task_back_within_seconds(start_worker: StartWorker, tmp_path: Path) -> None:
    chores.repeatable.enqueue(str(tmp_path / "attempts"))
    worker = start_worker()
    until(lambda: lines(tmp_path / "attempts") == 1)

    worker.send_signal(signal.SIGTERM)
    worker.send_signal(signal.SIGINT)

    assert worker.wait(12) == 0
    assert DBTaskResult.objects.get(task_path=chores.repeatable.module_path).status == "READY"
    assert not Heartbeat.objects.exists()


def test_a_worker_goes_on_beating_while_a_long_task_runs(start_worker: StartWorker, tmp_path: Path) -> None:
    chores.repeatable.enqueue(str(tmp_path / "attempts"))
    start_worker()
    until(lambda: lines(tmp_path / "attempts") == 1)
    began_at = timezone.now()

    until(lambda: Heartbeat.objects.filter(beaten_at__gt=began_at).exists())

    assert DBTaskResult.objects.get(task_path=chores.repeatable.module_path).status == "RUNNING"


def test_a_worker_waits_for_a_database_that_is_away_and_can_still_be_stopped(
    start_worker: StartWorker,
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"postgresql://brink@127.0.0.1:{closed.getsockname()[1]}/brink"
        worker = start_worker(DATABASE_URL=address)
        assert worker.stderr is not None
        until_told(worker.stderr, "The database is away, trying again in a moment")

        worker.send_signal(signal.SIGTERM)

        assert worker.wait(15) == 0


def until_told(lines: IO[str], words: str) -> None:
    """Wait for a line of the log."""
    assert any(words in line for line in iter(lines.readline, "")), words
