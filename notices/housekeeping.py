"""Notices that are told and old, cleared away."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from notices.models import Event, Notice, Preference
from notices.reading import KEPT_FOR

# No digest comes later than this, such as of somebody who is ill for long.
KEPT_UNTOLD_FOR = timedelta(days=90)
BATCH = 5_000


def clear_away(now: datetime) -> None:
    """Delete notices older than thirty days, and what happened of which nobody has a notice any more.

    What waits for somebody's digest stays until one told of it, or until nobody can expect that any more.
    """
    no_digest = Preference.objects.filter(user=OuterRef("receiver"), digest_rhythm=Preference.Rhythm.NEVER)
    is_told = Q(read_at__isnull=False) | Q(digest__isnull=False) | Q(Exists(no_digest))
    old = Notice.objects.filter(made_at__lt=now - KEPT_FOR)
    _delete(old.filter(is_told | Q(made_at__lt=now - KEPT_UNTOLD_FOR)))
    notices = Notice.objects.filter(event=OuterRef("pk"))
    passed_on = Event.objects.filter(passed_on_at__lt=now - KEPT_FOR)
    _delete(passed_on.filter(~Exists(notices)))


def _delete(rows: "QuerySet[Notice] | QuerySet[Event]") -> None:
    """Delete rows a batch at a time, so that no transaction is long."""
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        rows.model._default_manager.filter(pk__in=keys).delete()
