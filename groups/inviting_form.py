"""The forms with which hosts invite colleagues and say who is a member by rule."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.models import User
from directory.models import Duty, Location, Person, Unit
from directory.profile.named import ChoosesByName, colleagues_for


class InvitingForm(ChoosesByName, forms.Form):
    """Whom a host invites, and with which words."""

    words = forms.CharField(
        label=gettext_lazy("A word with it. You can leave this empty"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_host_too = forms.BooleanField(label=gettext_lazy("Ask them to host it with me"), required=False)

    def __init__(self, data: Any = None, *, host: User, person: Person, name: str = "") -> None:
        # Any: Django's own.
        super().__init__(data)
        self.add_named(
            "colleague",
            label=gettext_lazy("Whom do you invite?"),
            hint=gettext_lazy("The name of a colleague."),
            finder=colleagues_for(host, without=person),
            current=None,
        )
        self.initial["colleague"] = name
        self.order_fields(["colleague", "colleague_meant", "words", "is_host_too"])

    def clean(self) -> None:
        chosen = self.choose_named("colleague")
        if chosen is None and "colleague" not in self.errors:
            self.add_error("colleague", _("Write the name of the colleague whom you invite."))
        self.cleaned_data["colleague"] = chosen


class RuleForm(forms.Form):
    """One thing by which colleagues are members by themselves."""

    unit = forms.ModelChoiceField(
        label=gettext_lazy("Everyone who works for a unit"),
        queryset=Unit.objects.filter(closed_on=None).order_by("name", "pk"),
        required=False,
        empty_label=gettext_lazy("No unit"),
    )
    duty = forms.ModelChoiceField(
        label=gettext_lazy("Everyone with a duty"),
        queryset=Duty.objects.all(),
        required=False,
        empty_label=gettext_lazy("No duty"),
    )
    location = forms.ModelChoiceField(
        label=gettext_lazy("Everyone at a location"),
        queryset=Location.objects.order_by("name", "pk"),
        required=False,
        empty_label=gettext_lazy("No location"),
    )

    def clean(self) -> None:
        chosen = [name for name in ("unit", "duty", "location") if self.cleaned_data.get(name)]
        if len(chosen) != 1 and not self.errors:
            raise forms.ValidationError(_("Choose one: a unit, a duty or a location."))
