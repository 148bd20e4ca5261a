"""Days as readers see them, and the moments at which they begin."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

SECOND_DAY = date.min + timedelta(days=1)


def midnight(day: date) -> datetime:
    """Return the moment at which `day` begins where the organisation is.

    The first day that there is begins before the first moment that can be stored: then it is the second one.
    """
    return timezone.make_aware(datetime.combine(max(day, SECOND_DAY), time()))


def day_to_show(page: Any) -> date | None:
    """Return the day that readers see: what stands in `published_on`, or when they could first read it.

    Any: a page with that field, and Wagtail's pages have no types.
    """
    if page.published_on is None and page.live and page.first_published_at is not None:
        return timezone.localdate(page.first_published_at)
    day: date | None = page.published_on
    return day
