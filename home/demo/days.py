"""When things happened in Lindewaard: always lately, and during working hours."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone, translation
from django.utils.formats import date_format

SATURDAY = 5
A_MOMENT = timedelta(minutes=1)
OFFSET = re.compile(r"\{([+-]\d+)\}")


@dataclass(frozen=True)
class Days:
    """Days told from `now`, so that the demonstration is fresh whenever it is loaded."""

    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def worked(self, ago: int) -> date:
        """Return today for 0, or the Friday before in a weekend, and so many working days before that."""
        day = self.today
        while day.weekday() >= SATURDAY or ago > 0:
            if day.weekday() < SATURDAY:
                ago -= 1
            day -= timedelta(days=1)
        return day

    def moment(self, written: str) -> datetime:
        """Return the moment that is written as `2 15:10`: ten past three, two working days ago.

        What would lie ahead, early in the morning, has just happened.
        """
        ago, clock = written.split()
        moment = timezone.make_aware(datetime.combine(self.worked(int(ago)), time.fromisoformat(clock)))
        return min(moment, self.now - A_MOMENT)

    def calendar(self, offset: int) -> date:
        """Return the first working day from `offset` days after today."""
        day = self.today + timedelta(days=offset)
        while day.weekday() >= SATURDAY:
            day += timedelta(days=1)
        return day

    def ahead(self, written: str) -> datetime:
        """Return the moment that is written as `4 09:00`: nine, on the first working day in four days."""
        offset, clock = written.split()
        return timezone.make_aware(datetime.combine(self.calendar(int(offset)), time.fromisoformat(clock)))

    def fill(self, text: str, language: str) -> str:
        """Return `text` with each `{+40}` written as a day, such as “maandag 4 januari”."""
        with translation.override(language):
            return OFFSET.sub(lambda found: date_format(self.calendar(int(found[1])), "l j F"), text)
