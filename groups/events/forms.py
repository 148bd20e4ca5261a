"""What is asked of who plans an event."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.template.defaultfilters import capfirst
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.events.moments import ZONES, NoSuchMoment, day_of, moment_at, name_of_zone, zone_of
from groups.events.planning import Plan
from groups.models import GroupEvent

QUARTERS = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
MOST_PLACES = 100_000
# Nobody plans further, and a year of another century is a slip of the finger.
AHEAD = timedelta(days=366 * 3)
WRITTEN = "%H:%M"


class EventForm(forms.Form):
    """When and where, and for how many."""

    day = forms.DateField(
        label=gettext_lazy("Which day?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    starts = forms.ChoiceField(label=gettext_lazy("From"))
    ends = forms.ChoiceField(label=gettext_lazy("Until"))
    last_day = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Only if it takes more than one day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("By the clock of"),
        help_text=gettext_lazy("Colleagues elsewhere see when that is for them."),
    )
    place = forms.CharField(
        label=gettext_lazy("Where?"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("A room, an address, or nothing if it is only online."),
    )
    link = forms.URLField(
        label=gettext_lazy("Address to join online"),
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={
            "invalid": gettext_lazy("Write the whole address, such as https://example.org/room.")
        },
    )
    takes_sign_up = forms.BooleanField(
        label=gettext_lazy("Colleagues sign up"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Who signs up is reminded, and hears of changes."),
    )
    place_count = forms.IntegerField(
        label=gettext_lazy("How many places?"),
        required=False,
        min_value=1,
        max_value=MOST_PLACES,
        help_text=gettext_lazy("Empty if everybody fits. Who comes too late waits for a place."),
    )
    sign_up_until = forms.DateField(
        label=gettext_lazy("Sign up until"),
        required=False,
        help_text=gettext_lazy("The last day. Empty until it begins."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: QueryDict | None = None, *, event: GroupEvent | None, now: datetime) -> None:
        super().__init__(data, prefix="event", initial=_initial(event))
        self.event, self.now = event, now
        times = sorted({*QUARTERS, *_times_of(event)})
        choices = [("", "…"), *((f"{at:{WRITTEN}}", time_format(at, "TIME_FORMAT")) for at in times)]
        zones = [settings.TIME_ZONE, *ZONES, *([event.time_zone] if event else [])]
        for name in ("starts", "ends"):
            self._field(name).choices = choices
        self._field("time_zone").choices = [
            (name, capfirst(name_of_zone(name))) for name in dict.fromkeys(zones)
        ]

    def clean(self) -> dict[str, Any]:  # Any: cleaned values of every kind
        answers = super().clean() or {}
        if {"day", "starts", "ends", "time_zone"} <= answers.keys() and "last_day" in answers:
            self._find_moments(answers)
        until, day = answers.get("sign_up_until"), answers.get("day")
        if until and day and until > day:
            self.add_error("sign_up_until", _("That is after it begins. Choose a day before it."))
        return answers

    @property
    def plan(self) -> Plan:
        """What was chosen, once the form is valid."""
        answers = self.cleaned_data
        until: date | None = answers["sign_up_until"]
        moment = moment_at(until + timedelta(days=1), time(), answers["time_zone"]) if until else None
        return Plan(
            starts_at=answers["starts_at"],
            ends_at=answers["ends_at"],
            time_zone=answers["time_zone"],
            place=answers["place"].strip(),
            link=answers["link"],
            place_count=answers["place_count"],
            takes_sign_up=answers["takes_sign_up"],
            sign_up_until=min(moment, answers["starts_at"]) if moment else None,
        )

    def _find_moments(self, answers: dict[str, Any]) -> None:  # Any: as above
        day, last_day = answers["day"], answers["last_day"] or answers["day"]
        starts_at = self._moment("starts", day, answers)
        ends_at = self._moment("ends", last_day, answers)
        if starts_at is None or ends_at is None:
            return
        answers |= {"starts_at": starts_at, "ends_at": ends_at}
        is_moved = self.event is None or self.event.starts_at != starts_at
        if is_moved and starts_at <= self.now:
            self.add_error("day", _("That is past. Choose a moment that is still to come."))
        elif starts_at > self.now + AHEAD:
            self.add_error("day", _("That is more than three years away. Choose a day before that."))
        if last_day < day:
            self.add_error("last_day", _("That is before the first day. Choose a later one."))
        elif ends_at <= starts_at:
            self.add_error("ends", _("That is before it begins. Choose a later time."))

    def _moment(self, name: str, day: date, answers: dict[str, Any]) -> datetime | None:  # Any: as above
        at = datetime.strptime(answers[name], WRITTEN).time()  # noqa: DTZ007  # its zone is chosen beside it
        try:
            return moment_at(day, at, answers["time_zone"])
        except NoSuchMoment as refusal:
            self.add_error(name, refusal.sentence)
        except OverflowError:
            self.add_error("day", _("Choose another day."))
        return None

    def _field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field


def _initial(event: GroupEvent | None) -> dict[str, Any]:  # Any: values of every kind
    if event is None:
        return {"time_zone": settings.TIME_ZONE}
    starts, ends = event.starts_at.astimezone(zone_of(event)), event.ends_at.astimezone(zone_of(event))
    until = event.sign_up_until
    return {
        "day": day_of(event),
        "starts": f"{starts:{WRITTEN}}",
        "ends": f"{ends:{WRITTEN}}",
        "last_day": ends.date() if ends.date() != starts.date() else None,
        "time_zone": event.time_zone,
        "place": event.place,
        "link": event.link,
        "takes_sign_up": event.takes_sign_up,
        "place_count": event.place_count,
        "sign_up_until": (until - timedelta(seconds=1)).astimezone(zone_of(event)).date() if until else None,
    }


def _times_of(event: GroupEvent | None) -> list[time]:
    if event is None:
        return []
    return [moment.astimezone(zone_of(event)).time() for moment in (event.starts_at, event.ends_at)]
