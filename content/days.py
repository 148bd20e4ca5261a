"""Days as readers see them, and the moments at which they begin."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone


def midnight(day: date) -> datetime:
    """Return the moment at which `day` begins where the organisation is."""
    return timezone.make_aware(datetime.combine(day, time()))


def day_to_show(page: Any) -> date | None:
    """Return the day that readers see: what stands in `published_on`, or when they could first read it.

    Any: a page with that field, and Wagtail's pages have no types.
    """
    if page.published_on is None and page.live and page.first_published_at is not None:
        return timezone.localdate(page.first_published_at)
    day: date | None = page.published_on
    return day
