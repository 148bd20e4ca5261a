"""On which days the organisation works: not on public holidays and its own closing days."""

from datetime import date, timedelta
from functools import cache

import holidays
from django.conf import settings

from directory.models import ClosingDay


def is_closed(day: date) -> bool:
    """Tell whether nobody is expected to work on `day`; a weekend is not closed, as some work then."""
    return day in closed_days(day, day)


def closed_days(first: date, last: date) -> set[date]:
    """Return the closed days from `first` to `last`; one query."""
    own = dict(ClosingDay.objects.filter(on__range=(first, last)).values_list("on", "is_open"))
    public: set[date] = set()
    for year in range(first.year, last.year + 1):
        public |= _public_holidays(settings.PHONENUMBER_DEFAULT_REGION, year)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return {day for day in days if not own.get(day, day not in public)}


# Reckoned once: it costs more than all else that is asked of a day.
@cache
def _public_holidays(region: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(region, years=year))
