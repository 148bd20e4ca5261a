import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.db.models import F
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from background.models import Heartbeat

Worker = subprocess.Popen[str]


@pytest.fixture
def queue(transactional_db: None, settings: Settings) -> None:
    """The queue of the product instead of tasks that run at once; rows are committed, for other processes."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


@pytest.fixture
def start_worker(queue: None) -> Iterator[Callable[..., Worker]]:
    """Starts workers as processes of their own, and ends what is left of them."""
    workers: list[Worker] = []

    def start(*arguments: str, **environment: str) -> Worker:
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "worker", *arguments],
            cwd=django_settings.BASE_DIR,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "tests.background.worker_settings",
                "BRINK_TEST_DATABASE_NAME": str(connection.settings_dict["NAME"]),
                **environment,
            },
            stderr=subprocess.PIPE,
            text=True,
        )
        workers.append(worker)
        return worker

    yield start

    for worker in workers:
        if worker.poll() is None:
            worker.kill()
        worker.communicate()


def until(holds: Callable[[], object], *, seconds: float = 120) -> None:
    """Wait until it holds; on a busy machine a worker needs a minute to begin."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"does not hold after {seconds} seconds"
        time.sleep(0.1)


def kill(worker: Worker) -> None:
    """Kill the worker and make all that is known of it five minutes old, so that it looks dead at once."""
    worker.kill()
    worker.wait()
    passed = timedelta(minutes=5)
    own_id = f"-{worker.pid}-"
    Heartbeat.objects.filter(worker_id__contains=own_id).update(beaten_at=F("beaten_at") - passed)
    for task in DBTaskResult.objects.running():
        if own_id in task.worker_ids[-1]:
            DBTaskResult.objects.filter(pk=task.pk).update(started_at=F("started_at") - passed)
