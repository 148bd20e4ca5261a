"""Many workers, many deaths: what is queued is done all the same."""

import random
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db.models import QuerySet
from django_tasks_db.models import DBTaskResult

from tests.background import chores
from tests.background.conftest import Worker, kill, until
from tests.proofs import is_large


@pytest.mark.proof("worker")
@pytest.mark.any_database
@pytest.mark.django_db(transaction=True)
def test_every_task_is_done_however_often_a_worker_is_killed(
    start_worker: Callable[..., Worker], tmp_path: Path
) -> None:
    task_count, kill_count, worker_count = (500, 20, 3) if is_large("worker") else (20, 2, 2)
    dice = random.Random(3)
    done = tmp_path / "done"
    for number in range(task_count):
        chores.sign.enqueue(str(done), number)
    workers = [start_worker() for _ in range(worker_count)]

    for _ in range(kill_count):
        until(partial(has_signed_more_than, done, len(chores.signatures(done))))
        time.sleep(dice.random() / 5)
        kill(workers.pop(0))
        workers.append(start_worker())
    until(lambda: not waiting().exists(), seconds=300)

    signatures = Counter(chores.signatures(done))
    assert set(signatures) == set(range(task_count))
    # A task is done twice only if its worker died between doing it and saying so.
    assert sum(signatures.values()) <= task_count + kill_count
    assert not DBTaskResult.objects.failed().exists()


def waiting() -> QuerySet[Any]:
    """Return the chores that are not done."""
    return DBTaskResult.objects.filter(task_path=chores.sign.module_path).exclude(status="SUCCESSFUL")


def has_signed_more_than(done: Path, count: int) -> bool:
    """Tell whether the workers went on, or have nothing left to do."""
    return len(chores.signatures(done)) > count or not waiting().exists()
