"""Handing digests that are due to the workers, a batch of people at a time."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from background.queue import task
from notices.digests.sending import send_digests
from notices.models import Preference

# People of one task: a worker that dies holds up so many.
BATCH = 100
# Who is in the hands of a worker is not handed out again so soon; and then it is, if that worker failed.
LEASE = timedelta(hours=1)
# After what somebody waits for, such as the mail about an answer.
PRIORITY = -20


def hand_out_digests(now: datetime) -> int:
    """Queue a task for each batch of people whose digest is due, and return how many people there were."""
    handed_out = 0
    while True:
        with transaction.atomic():
            user_ids = take_due(now)
            if not user_ids:
                return handed_out
            send_batch.enqueue(user_ids)
        handed_out += len(user_ids)


@transaction.atomic
def take_due(now: datetime, size: int = BATCH) -> list[int]:
    """Return at most `size` people whose digest is due, the longest waiting first, for the caller alone."""
    due = Preference.objects.select_for_update(skip_locked=True, of=("self",)).filter(next_digest_at__lte=now)
    user_ids = list(due.order_by("next_digest_at", "pk").values_list("pk", flat=True)[:size])
    Preference.objects.filter(pk__in=user_ids).update(next_digest_at=now + LEASE)
    return user_ids


# Each digest is marked on its day before it is sent, so that it never goes out a second time.
@task(idempotent=True, priority=PRIORITY)
def send_batch(user_ids: list[int]) -> None:
    """Send each person the digest that is due."""
    send_digests(user_ids, now=timezone.now())
