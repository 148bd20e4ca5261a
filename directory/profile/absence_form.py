"""The days on which a colleague is away, and who stands in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.models import User
from directory.models import Absence, Person
from directory.profile.named import ChoosesByName, colleagues_for

DAY = {"type": "date"}


class AbsenceForm(ChoosesByName, forms.Form):
    starts_on = forms.DateField(label=_("From"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    ends_on = forms.DateField(
        label=_("Until and including"),
        required=False,
        help_text=_("Leave empty if you do not know yet."),
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
    )

    # Any: as any form.
    def __init__(self, person: Person, actor: User, absence: Absence | None, data: Any = None) -> None:
        initial = {"starts_on": absence.starts_on, "ends_on": absence.ends_on} if absence else {}
        super().__init__(data, initial=initial)
        self.person, self.absence = person, absence
        self.add_named(
            "stand_in",
            label=_("Who stands in"),
            finder=colleagues_for(actor, person),
            current=absence.stand_in if absence else None,
            hint=_("Type a name. Tell your colleague too."),
        )

    def clean(self) -> None:
        super().clean()
        starts, ends = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Choose a day that is not before the first one."))
        self.stand_in: Person | None = self.choose_named("stand_in")
        if starts and self._overlaps():
            self.add_error(
                "starts_on", _("You are away then already. Change that absence, or choose other days.")
            )

    def _overlaps(self) -> bool:
        starts, ends = self.cleaned_data["starts_on"], self.cleaned_data.get("ends_on")
        others = self.person.absences.exclude(pk=self.absence.pk if self.absence else 0)
        others = others.exclude(ends_on__lt=starts)
        return bool((others.filter(starts_on__lte=ends) if ends else others).exists())
