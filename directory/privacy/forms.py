"""What is asked before someone takes along or erases what is kept of a person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms import password_field
from access.traces import Policy
from directory.models import Person


class DownloadForm(forms.Form):
    """The password again: the archive holds more than the screen on which it is asked for."""

    password = password_field(_("Your password"))


class ErasureForm(forms.Form):
    """By which policy, and whether it is meant: the name is typed once more."""

    policy = forms.ChoiceField(
        label=_("What they wrote"),
        choices=[
            (Policy.ANONYMISE.value, _("Stays, as words of a former colleague")),
            (Policy.REMOVE.value, _("Is removed too")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why, though they still work here"),
        help_text=_("Stands in the audit log. Erasing closes the account at once."),
        max_length=200,
    )
    name = forms.CharField(label=_("Type the name of the colleague"), max_length=200)

    # Any: as any form.
    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if person.left_on is not None:
            del self.fields["reason"]

    def clean_name(self) -> str:
        """Return the name as typed, if it is theirs."""
        typed = " ".join(str(self.cleaned_data["name"]).split())
        if typed.casefold() != " ".join(self.person.name.split()).casefold():
            raise forms.ValidationError(
                _("Type the name as it stands above: %(name)s.") % {"name": self.person.name}
            )
        return typed
