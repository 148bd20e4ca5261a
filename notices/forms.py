"""What a person is asked about notices."""

from datetime import time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import time_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from access.forms import DescribedChoices
from access.keys import LARGEST
from directory.models import Workday
from notices.models import Event, Preference

Level = Preference.Level

HALF_HOURS = [time(hour, minute) for hour in range(24) for minute in (0, 30)]
BUDGETS = (1, 2, 3, 5, 10)
IN_BRINK: dict[str, str | Promise] = {
    Level.NOTHING: _("Only what somebody tells many. What you follow stands in your stream."),
    Level.ME: _(
        "Someone answers you, asks you something or uses your name, or writes to many and also to you."
    ),
    Level.FOLLOWED: _("And what is new from people, subjects and pages that you follow."),
    Level.EVERYTHING: _("And everything new that you may see. That is a lot."),
}
BY_MAIL: dict[str, str | Promise] = {
    Level.NOTHING: _("No mail but the digest."),
    Level.ME: _("The same: an answer, a question, your name, or a message to many and also to you."),
    Level.FOLLOWED: _("And what is new from what you follow, as often as you allow below."),
    Level.EVERYTHING: _("And everything new that you may see, as often as you allow below."),
}
# Of these a person may want to hear nothing. A decision about their own words is told in any case.
KINDS = [kind for kind in Event.Kind if kind is not Event.Kind.DECISION]


class NoticesForm(forms.Form):
    """What may disturb a person, how often and when, and the digest of the rest."""

    site_level = forms.ChoiceField(
        label=_("What do you get notices about in Brink?"),
        choices=Level.choices,
        widget=DescribedChoices(IN_BRINK),
    )
    mail_level = forms.ChoiceField(
        label=_("What do you get mail about?"), choices=Level.choices, widget=DescribedChoices(BY_MAIL)
    )
    budget = forms.TypedChoiceField(label=_("At most"), coerce=int)
    quiet_from = forms.TypedChoiceField(label=_("Quiet from"), coerce=time.fromisoformat)
    quiet_until = forms.TypedChoiceField(label=_("Until"), coerce=time.fromisoformat)
    is_quiet_when_free = forms.BooleanField(
        label=_("Also quiet on my days off and when I am away"), required=False
    )
    digest_rhythm = forms.ChoiceField(
        label=_("How often do you get the digest?"),
        choices=Preference.Rhythm.choices,
        widget=forms.RadioSelect,
    )
    digest_weekday = forms.TypedChoiceField(
        label=_("On which day?"),
        coerce=int,
        choices=Workday.Weekday.choices,
        # Under its short name, with the whole one for who cannot see it.
        widget=DescribedChoices({str(day + 1): name for day, name in WEEKDAYS_ABBR.items()}),
    )
    digest_at = forms.TypedChoiceField(label=_("At what time?"), coerce=time.fromisoformat)
    kinds = forms.MultipleChoiceField(
        label=_("Which kinds do you want to hear of?"),
        choices=[(kind.value, kind.label) for kind in KINDS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    # Any: as any form.
    def __init__(self, data: Any, *, kept: Preference, muted_kinds: frozenset[str]) -> None:
        names = [name for name in self.base_fields if name != "kinds"]
        initial = {name: getattr(kept, name) for name in names}
        for name in ("quiet_from", "quiet_until", "digest_at"):
            initial[name] = initial[name].isoformat("minutes")
        initial["kinds"] = [kind.value for kind in KINDS if kind.value not in muted_kinds]
        super().__init__(data, initial=initial)
        self._offer("budget", [(number, _times_a_day(number)) for number in _with(kept.budget, BUDGETS)])
        for name in ("quiet_from", "quiet_until", "digest_at"):
            moments = _with(getattr(kept, name), HALF_HOURS)
            self._offer(name, [(at.isoformat("minutes"), time_format(at)) for at in moments])

    def _offer(self, name: str, choices: list[tuple[Any, str]]) -> None:  # Any: whatever the field holds
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # of a ChoiceField


class NumberForm(forms.Form):
    """One row that was chosen, by its key."""

    number = forms.IntegerField(min_value=1, max_value=LARGEST)


class InterruptedForm(forms.Form):
    """One of the notices that disturbed, and which of its ways to mute; neither where nothing is muted."""

    number = forms.IntegerField(min_value=1, max_value=LARGEST, required=False)
    what = forms.CharField(max_length=10, required=False)
    is_heard = forms.BooleanField(required=False)


def _with(own: Any, offered: Any) -> list[Any]:  # Any: numbers, or times
    """Return what is offered, and what was kept where that is something else."""
    return sorted({*offered, own})


def _times_a_day(number: int) -> str:
    return ngettext("%(count)d time a day", "%(count)d times a day", number) % {"count": number}
