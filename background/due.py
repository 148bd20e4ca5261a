"""Work that falls due by the clock: each job once per time slot, whichever worker comes first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from background.models import DueRun
from background.queue import task

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Before the ordinary work: a long queue must not keep a page from being published on time.
PRIORITY = 50


@dataclass(frozen=True)
class Job:
    """What falls due, and how often."""

    name: str
    every: timedelta
    run: Callable[[datetime], object]

    def slot(self, now: datetime) -> datetime:
        """Return the beginning of the time slot that `now` is in."""
        return EPOCH + (now - EPOCH) // self.every * self.every


_jobs: dict[str, Job] = {}


def register(name: str, *, every: timedelta, run: Callable[[datetime], object]) -> None:
    """Let a worker call `run(now)` once in each slot of `every`, from an app's `ready()`.

    The job must do no harm when it runs twice: it is taken up again when its worker dies in the middle.
    Slots that passed while no worker ran are not made up for. Raises ValueError if another job has the name.
    """
    job = Job(name, every, run)
    if _jobs.setdefault(name, job) != job:
        raise ValueError(f"There is another job called {name}.")


def enqueue_due(now: datetime) -> list[str]:
    """Queue each job whose slot nobody took, and return their names.

    A job that is still queued or running waits for its next turn.
    """
    slots = {name: job.slot(now) for name, job in _jobs.items()}
    # Asked first, so that the many workers that come too late write nothing.
    runs = DueRun.objects.filter(job__in=slots, slot__in=slots.values())
    taken = set(runs.values_list("job", "slot"))
    return [
        name for name, slot in slots.items() if (name, slot) not in taken and _take(_jobs[name], slot, now)
    ]


def _take(job: Job, slot: datetime, now: datetime) -> bool:
    if _is_under_way(job):
        return False
    try:
        with transaction.atomic():
            DueRun.objects.create(job=job.name, slot=slot, started_at=now)
            run_job.enqueue(job.name, slot.isoformat())
    except IntegrityError:
        return False
    return True


def _is_under_way(job: Job) -> bool:
    return (
        DBTaskResult.objects.exclude(status__in=("SUCCESSFUL", "FAILED"))
        .filter(task_path=run_job.module_path, args_kwargs__args__0=job.name)
        .exists()
    )


@task(idempotent=True, priority=PRIORITY)
def run_job(name: str, slot: str) -> None:
    """Run the job and note that its slot is done."""
    _jobs[name].run(timezone.now())
    DueRun.objects.filter(job=name, slot=slot).update(finished_at=timezone.now())
