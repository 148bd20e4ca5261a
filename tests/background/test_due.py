from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from background import due
from background.models import DueRun

NOW = datetime(2026, 11, 25, 9, 7, 30, tzinfo=UTC)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The times at which the one registered job ran: every quarter of an hour."""
    monkeypatch.setattr(due, "_jobs", {})
    times: list[datetime] = []
    due.register("count", every=timedelta(minutes=15), run=times.append)
    return times


def test_a_job_runs_once_in_its_slot(runs: list[datetime]) -> None:
    taken = [due.enqueue_due(NOW), due.enqueue_due(NOW + timedelta(minutes=7))]

    assert taken == [["count"], []]
    assert len(runs) == 1


def test_a_job_runs_again_in_the_next_slot(runs: list[datetime]) -> None:
    due.enqueue_due(NOW)
    due.enqueue_due(NOW + timedelta(minutes=15))

    slots = list(DueRun.objects.order_by("slot").values_list("slot", flat=True))
    assert slots == [NOW.replace(minute=0, second=0), NOW.replace(minute=15, second=0)]
    assert len(runs) == 2


def test_a_finished_run_is_noted(runs: list[datetime]) -> None:
    due.enqueue_due(NOW)

    run = DueRun.objects.get()
    assert run.finished_at is not None
    assert run.finished_at >= runs[0]


def test_coming_too_late_writes_nothing(
    runs: list[datetime], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    due.enqueue_due(NOW)

    with django_assert_num_queries(1):
        due.enqueue_due(NOW)


def test_two_jobs_cannot_have_one_name(runs: list[datetime]) -> None:
    with pytest.raises(ValueError, match="count"):
        due.register("count", every=timedelta(hours=1), run=runs.append)
