"""The form with which a unit's editor keeps its page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.models import User
from directory.models import Location, Person, Unit
from directory.visibility import who_show


class UnitPageForm(forms.Form):
    """What a unit is for, who leads it, and where it is."""

    purpose = forms.CharField(
        label=gettext_lazy("What is this unit for?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        required=False,
        help_text=gettext_lazy(
            "One or two sentences, in your own words: what can colleagues come to you for?"
        ),
    )
    leader = forms.CharField(
        label=gettext_lazy("Who leads it?"),
        max_length=254,
        required=False,
        help_text=gettext_lazy("The full name or the e-mail address of a colleague."),
    )
    location = forms.ModelChoiceField(
        label=gettext_lazy("Where is it?"),
        queryset=Location.objects.order_by("name", "pk"),
        required=False,
        empty_label=gettext_lazy("Nowhere in particular"),
    )

    # Any: Django's own.
    def __init__(self, data: Any = None, *, unit: Unit, editor: User, **kwargs: Any) -> None:
        leader = unit.leader
        initial = {
            "purpose": unit.purpose,
            "leader": leader.name if leader else "",
            "location": unit.location_id,
        }
        super().__init__(data, initial=initial, **kwargs)
        self.unit, self.editor = unit, editor

    def clean_leader(self) -> Person | None:
        """Return the colleague who is meant, by what the editor sees of them."""
        typed = self.cleaned_data["leader"].strip()
        if not typed:
            return None
        now: Person | None = self.unit.leader
        if now is not None and typed == now.name:
            return now
        colleagues = Person.objects.visible_to(self.editor).working_here()
        found: list[Person] = list(colleagues.filter(name__iexact=typed)[:2])
        found = found or list(who_show(colleagues, "email", self.editor).filter(email__iexact=typed)[:2])
        if not found:
            raise ValidationError(_("We know no colleague of that name. Write it as on their profile."))
        if len(found) > 1:
            raise ValidationError(_("More colleagues are called that. Write the e-mail address."))
        return found[0]
