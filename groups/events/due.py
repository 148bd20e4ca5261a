"""What becomes due around events: a reminder on the working day before, and places that came free."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from groups.events.moments import day_of, working_day_before
from groups.events.places import drop_who_no_longer_see_it, fill_places
from groups.events.telling import tell_that_it_is_soon
from groups.models import GroupEvent

# The working day before is never further away than the longest holiday.
AHEAD = timedelta(days=14)
DAY_BEGINS = time(9)


def remind(now: datetime) -> None:
    """Remind who comes to what begins on the next working day, or sooner; each once."""
    today = timezone.localtime(now, timezone.get_default_timezone())
    if today.time() < DAY_BEGINS:
        return
    coming = _to_come(now).filter(starts_at__gt=now, starts_at__lt=now + AHEAD)
    for event in coming.order_by("starts_at", "pk"):
        if working_day_before(day_of(event)) <= today.date():
            tell_that_it_is_soon(event, now)


def settle_lists(now: datetime) -> None:
    """Take off the lists who left or may no longer read along, and give their places to who waits."""
    for pk in _to_come(now).filter(sign_ups__isnull=False).values_list("pk", flat=True).distinct():
        with transaction.atomic():
            events = GroupEvent.objects.select_for_update(of=("self",)).select_related("post")
            event = events.filter(pk=pk, cancelled_at=None).first()
            if event is not None:
                drop_who_no_longer_see_it(event)
                fill_places(event, now)


def _to_come(now: datetime) -> "QuerySet[GroupEvent]":
    return GroupEvent.objects.filter(post__stands=True, cancelled_at=None, ends_at__gt=now).select_related(
        "post__opening"
    )
