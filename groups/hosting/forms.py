"""What hosts say to the people in their group."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groups.hosting.room import Someone

LONGEST = 1000


class WelcomeForm(forms.Form):
    """Whom a host welcomes, and with which words."""

    text = forms.CharField(
        label=_("What do you say?"),
        max_length=LONGEST,
        help_text=_("It becomes a message in the group that begins with their names: they get notice of it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    # Any: as any form.
    def __init__(self, data: Any, *, newcomers: list[Someone], chosen: list[int]) -> None:
        initial = {
            "members": chosen,
            "text": gettext("good to have you here. What are you working on just now?"),
        }
        super().__init__(data, initial=initial)
        self.fields["members"] = forms.TypedMultipleChoiceField(
            label=_("Whom do you welcome?"),
            choices=[(someone.membership.pk, someone.author.name) for someone in newcomers],
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(["members", "text"])


class ThanksForm(forms.Form):
    """The words of thanks under an answer."""

    text = forms.CharField(
        label=_("What do you say?"),
        max_length=LONGEST,
        help_text=_("Everybody who can read the answer reads it too."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RemovalForm(forms.Form):
    """Why somebody is taken out."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=300,
        help_text=_("In one sentence. Your colleague reads it."),
    )


class RequestForm(forms.Form):
    """Why somebody does not come in."""

    reason = forms.CharField(
        label=_("Why not?"),
        max_length=300,
        help_text=_("In one sentence. Whoever asked reads it."),
    )
