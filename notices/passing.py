"""Telling everyone whom an event concerns, a batch at a time, each exactly once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from background.queue import task
from notices.announcing.audience import audience_after
from notices.concerned import concerned_by
from notices.followers import Batch, followers_after
from notices.giving import Candidate, give
from notices.models import Event

# By then a worker would have begun, or have died.
PATIENCE = timedelta(minutes=1)
# As many as one round takes up.
MOST_AT_ONCE = 500


@task(idempotent=True)
def pass_on(event_id: int) -> None:
    """Tell everyone whom the event concerns."""
    tell_all(event_id, now=timezone.now())


def tell_all(event_id: int, *, now: datetime) -> None:
    """Tell everyone whom the event concerns; who was told before is not told again.

    Each batch is a transaction of its own: a worker that dies loses what it had in hand, and the next goes on
    behind the last batch that is done. Several workers at one event take turns.
    """
    while _tell_batch(event_id, now=now):
        pass


def take_up(now: datetime) -> None:
    """Queue what happened and was not passed on, such as when its worker or the database went away."""
    left = Event.objects.filter(passed_on_at=None, happened_at__lt=now - PATIENCE).order_by(
        "happened_at", "pk"
    )
    unfinished = DBTaskResult.objects.exclude(status__in=("SUCCESSFUL", "FAILED"))
    in_hand = {
        kept["args"][0]
        for kept in unfinished.filter(task_path=pass_on.module_path).values_list("args_kwargs", flat=True)
    }
    for event_id in left.values_list("pk", flat=True)[: MOST_AT_ONCE + len(in_hand)]:
        if event_id not in in_hand:
            pass_on.enqueue(event_id)


@transaction.atomic
def _tell_batch(event_id: int, *, now: datetime) -> bool:
    """Tell the next batch; return whether there may be another."""
    events = Event.objects.select_for_update(of=("self",)).select_related("comment", "thing", "page")
    event = events.filter(pk=event_id, passed_on_at=None).first()
    if event is None:
        return False
    batch = _next_batch(event)
    give(event, batch.candidates, now=now)
    event.passed_on_to = batch.reached
    event.passed_on_at = now if batch.is_last else None
    event.save(update_fields=["passed_on_to", "passed_on_at"])
    return not batch.is_last


def _next_batch(event: Event) -> Batch:
    if event.thing_id is not None:
        return followers_after(event, event.passed_on_to)
    if event.announcement_id is not None:
        return audience_after(event, event.passed_on_to)
    direct = [Candidate(user_id, reason) for user_id, reason in concerned_by(event).items()]
    return Batch(direct, reached=event.passed_on_to, is_last=True)
