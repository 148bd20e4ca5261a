from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from background import heart
from background.housekeeping import prune
from background.models import DueRun, Heartbeat

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def finished(status: str, *, days_ago: int) -> None:
    DBTaskResult.objects.create(
        status=status,
        finished_at=NOW - timedelta(days=days_ago),
        args_kwargs={"args": [], "kwargs": {}},
        task_path=f"{status} {days_ago}",
        run_after=timezone.now(),
    )


def test_results_are_kept_for_a_day_and_failures_for_a_month() -> None:
    for status in ("SUCCESSFUL", "FAILED"):
        for days_ago in (0, 2, 31):
            finished(status, days_ago=days_ago)

    prune(NOW)

    kept = set(DBTaskResult.objects.values_list("task_path", flat=True))
    assert kept == {"SUCCESSFUL 0", "FAILED 0", "FAILED 2"}


def test_the_last_run_of_a_job_is_kept_however_old() -> None:
    for job, days_ago in (("yearly", 300), ("daily", 3), ("daily", 2)):
        DueRun.objects.create(job=job, slot=NOW - timedelta(days=days_ago), started_at=NOW)

    prune(NOW)

    kept = set(DueRun.objects.values_list("job", "slot"))
    assert kept == {("yearly", NOW - timedelta(days=300)), ("daily", NOW - timedelta(days=2))}


def test_workers_that_died_long_ago_are_forgotten() -> None:
    heart.beat("dead", now=NOW - timedelta(days=2))
    heart.beat("here", now=NOW)

    prune(NOW)

    assert Heartbeat.objects.get().worker_id == "here"
