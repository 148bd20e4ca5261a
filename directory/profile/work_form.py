"""Where and when a colleague works: a line for each day of the week."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from django import forms
from django.utils.formats import time_format
from django.utils.translation import gettext_lazy as _

from directory.models import Location, Person, Workday
from directory.profile.forms import SectionForm
from directory.profile.saving import Draft

HALF_HOURS = [time(hour, minute) for hour in range(5, 24) for minute in (0, 30)]


@dataclass(frozen=True)
class DayLine:
    """The fields of one day of the week."""

    label: str
    place: forms.BoundField
    location: forms.BoundField | None
    starts_at: forms.BoundField
    ends_at: forms.BoundField


class WorkForm(SectionForm):
    hides = {"place": "room", "workdays": ""}

    class Meta:
        model = Person
        fields = ["location", "room"]

    def add_fields(self) -> None:
        stored = {row.weekday: row for row in self.person.workdays.all()}
        locations = [(str(row.pk), row.name) for row in Location.objects.all()]
        for weekday, day in Workday.Weekday.choices:
            row = stored.get(weekday)
            self.fields[f"place_{weekday}"] = forms.ChoiceField(
                label=_("%(day)s: where") % {"day": day},
                choices=[("", _("off")), *Workday.Place.choices],
                required=False,
                initial=row.place if row else "",
            )
            if len(locations) > 1:
                self.fields[f"location_{weekday}"] = forms.ChoiceField(
                    label=_("%(day)s: which office") % {"day": day},
                    choices=[("", _("the usual office")), *locations],
                    required=False,
                    initial=str(row.location_id or "") if row else "",
                )
            for name, label, empty in (
                ("starts_at", _("%(day)s: from"), _("from …")),
                ("ends_at", _("%(day)s: until"), _("until …")),
            ):
                at: time | None = getattr(row, name) if row else None
                self.fields[f"{name}_{weekday}"] = forms.TypedChoiceField(
                    label=label % {"day": day},
                    choices=[("", empty), *_times(at)],
                    coerce=time.fromisoformat,
                    empty_value=None,
                    required=False,
                    initial=at.isoformat("minutes") if at else "",
                )

    def day_lines(self) -> Iterator[DayLine]:
        """Yield a line for each day of the week."""
        for weekday, day in Workday.Weekday.choices:
            location = f"location_{weekday}"
            yield DayLine(
                label=str(day).capitalize(),
                place=self[f"place_{weekday}"],
                location=self[location] if location in self.fields else None,
                starts_at=self[f"starts_at_{weekday}"],
                ends_at=self[f"ends_at_{weekday}"],
            )

    def clean(self) -> None:
        super().clean()
        for weekday in Workday.Weekday.values:
            starts, ends = (self.cleaned_data.get(f"{name}_{weekday}") for name in ("starts_at", "ends_at"))
            # The times of a day off are shown to nobody, so are not kept either.
            if self.cleaned_data.get(f"place_{weekday}") and starts and ends and ends <= starts:
                self.add_error(f"ends_at_{weekday}", _("Choose a time after the beginning of the day."))

    def draft(self) -> Draft:
        own = super().draft()
        return Draft(fields=own.fields, rows={"workdays": self._workdays()}, levels=own.levels)

    def _workdays(self) -> list[Workday]:
        told = self.cleaned_data
        return [
            Workday(
                weekday=weekday,
                place=told[f"place_{weekday}"],
                location_id=int(told.get(f"location_{weekday}") or 0) or None
                if told[f"place_{weekday}"] == Workday.Place.OFFICE
                else None,
                starts_at=told[f"starts_at_{weekday}"],
                ends_at=told[f"ends_at_{weekday}"],
            )
            for weekday in Workday.Weekday.values
            if told[f"place_{weekday}"]
        ]


def _times(own: time | None) -> list[tuple[str, str]]:
    """Return the half hours of a day, and the time that was kept where that is another."""
    times = sorted({*HALF_HOURS, *([own] if own else [])})
    return [(at.isoformat("minutes"), time_format(at)) for at in times]
