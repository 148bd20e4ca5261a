"""What is asked of who makes a poll."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.days import midnight
from groups.models import Poll, PollVote
from groups.polls.services import NewPoll

MOST_OPTIONS = 10
LONGEST_OPTION = 120
AHEAD = timedelta(days=366)


class PollForm(forms.Form):
    """The answers to choose from, and until when."""

    options = forms.CharField(
        label=gettext_lazy("What can colleagues choose?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=gettext_lazy("One answer on each line, from two to ten."),
    )
    allows_several = forms.BooleanField(label=gettext_lazy("You may choose more than one"), required=False)
    closes_on = forms.DateField(
        label=gettext_lazy("Until which day can you vote?"),
        required=False,
        help_text=gettext_lazy("Empty until you close it."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: QueryDict | None = None, *, poll: Poll | None, now: datetime) -> None:
        super().__init__(data, prefix="poll", initial=_initial(poll))
        self.poll, self.now = poll, now
        if poll is not None and PollVote.objects.filter(option__poll=poll).exists():
            # Who voted chose between these.
            for name in ("options", "allows_several"):
                self.fields[name].disabled = True
            self.fields["options"].help_text = _("Colleagues have voted: the answers stay as they are.")

    def clean_options(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["options"].splitlines()]
        options = list(dict.fromkeys(filter(None, lines)))
        if len(options) < 2:
            raise forms.ValidationError(_("Write at least two different answers, each on a line of its own."))
        if len(options) > MOST_OPTIONS:
            raise forms.ValidationError(_("These are too many to choose from. Keep ten at most."))
        if any(len(option) > LONGEST_OPTION for option in options):
            raise forms.ValidationError(_("One of the answers is longer than 120 letters. Make it shorter."))
        return options

    def clean_closes_on(self) -> Any:  # Any: a day or nothing
        day = self.cleaned_data["closes_on"]
        is_changed = "closes_on" in self.changed_data
        today = timezone.localdate(self.now)
        if day is not None and is_changed and not today <= day <= today + AHEAD:
            raise forms.ValidationError(_("Choose a day that is still to come, within a year."))
        return day

    @property
    def new(self) -> NewPoll:
        """What was chosen, once the form is valid."""
        answers = self.cleaned_data
        day = answers["closes_on"]
        closes_at = midnight(day + timedelta(days=1)) if day is not None else None
        if self.poll is not None and "closes_on" not in self.changed_data:
            closes_at = self.poll.closes_at
        return NewPoll(answers["options"], answers["allows_several"], closes_at)


def _initial(poll: Poll | None) -> dict[str, Any]:  # Any: values of every kind
    if poll is None:
        return {}
    closes_on = None
    if poll.closes_at is not None:
        closes_on = timezone.localdate(poll.closes_at - timedelta(seconds=1))
    options = poll.options.values_list("words", flat=True)
    return {
        "options": "\n".join(options),
        "allows_several": poll.allows_several,
        "closes_on": closes_on,
    }
