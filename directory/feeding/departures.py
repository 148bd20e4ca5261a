"""Who leaves and who comes back, as a file says it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from directory.feeding.report import Report, Tell
from directory.feeding.rows import Row
from directory.feeding.storing import Changer, Standing, batches
from directory.leaving import leave_together, rejoin_together
from directory.models import Person, Source
from directory.provisioning import may_bring_back


class Departures:
    """Lets people leave and come back for one import, where no other source says who works here."""

    def __init__(
        self, source: Source, report: Report, *, has_days: bool, now: datetime, tell: Tell | None
    ) -> None:
        """`has_days` tells whether the file has a column for the day of leaving."""
        self.source, self.report, self.has_days = source, report, has_days
        self.now, self.today, self.tell = now, timezone.localdate(now), tell

    def follow(self, rows: Mapping[int, Row], standing: Mapping[int, Standing], changer: Changer) -> set[int]:
        """Let the people of `rows`, by key, leave and come back; return for whom that is news."""
        mine = self._ours(rows, changer)
        back = [
            pk for pk in mine if standing[pk].left_on is not None and not self._has_passed(rows[pk].left_on)
        ]
        called_off = [
            pk
            for pk in mine
            if self.has_days and rows[pk].left_on is None and standing[pk].leaves_on is not None
        ]
        returned = self._return(Person.objects.filter(pk__in=[*back, *called_off]).order_by("pk"))
        self.report.counts["back"] += sum(pk in returned for pk in back)
        return returned | self.plan({pk: rows[pk] for pk in mine})

    def plan(self, rows: Mapping[int, Row]) -> set[int]:
        """Let the people of `rows` leave on the day that their row says; return for whom that is news."""
        days = {pk: row.left_on for pk, row in rows.items() if row.left_on is not None}
        people = Person.objects.filter(pk__in=days).order_by("pk")
        departures = [(person, day) for person in people if (day := days[person.pk])]
        leaving = [person for person, day in departures if person.left_on is None and self._has_passed(day)]
        self.report.counts["left"] += len(leaving)
        left = leave_together(departures=departures, source=self.source, now=self.now)
        return {person.pk for person in left}

    def let_go(self, pks: Iterable[int]) -> None:
        """Let those leave who are not in the file, all at once, so that nothing goes from one to another."""
        changer = Changer(self.source, {}, self.now)
        departures = [
            (person, self.today)
            for batch in batches(pks)
            for person in Person.objects.filter(pk__in=self._ours(batch, changer)).order_by("pk")
        ]
        left = leave_together(departures=departures, source=self.source, now=self.now)
        self.report.counts["left"] += len(left)
        if self.tell:
            for person in left:
                self.tell(_("Leaves: %(name)s") % {"name": person.name})

    def _return(self, people: Iterable[Person]) -> set[int]:
        returning = []
        for person in people:
            if person.left_on is None or may_bring_back(person, self.source):
                returning.append(person)
            else:
                words = _("%(name)s was let go by hand, and comes back by hand.")
                self.report.remarks.append(words % {"name": person.name})
        returned = rejoin_together(people=returning, source=self.source, now=self.now)
        return {person.pk for person in returned}

    def _ours(self, pks: Iterable[int], changer: Changer) -> list[int]:
        pks = list(pks)
        locks = changer.locks_of(pks)
        return [pk for pk in pks if locks[pk].get("left_on", self.source) == self.source]

    def _has_passed(self, day: date | None) -> bool:
        return day is not None and day <= self.today
