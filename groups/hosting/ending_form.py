"""What becomes of a group: where it goes on, by the name of another."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.models import User
from groups.models import Group

LISTED = 200


class EndingForm(forms.Form):
    """Another group, typed by name, or none."""

    goes_on_in = forms.CharField(
        label=_("Does it go on in another group?"),
        required=False,
        max_length=80,
        help_text=_("Type its name, or leave this open. What was written here stays to be read."),
        widget=forms.TextInput(attrs={"list": "group-names", "autocomplete": "off"}),
    )

    # Any: as any form.
    def __init__(self, data: Any, *, group: Group, host: User) -> None:
        super().__init__(data, initial={"goes_on_in": group.ends_in.name if group.ends_in else ""})
        self.others = (
            Group.objects.visible_to(host).active().exclude(pk=group.pk).exclude(access=Group.Access.SECRET)
        )

    @property
    def group_names(self) -> list[str]:
        """Some names to choose from while typing."""
        return list(self.others.order_by("name", "pk").values_list("name", flat=True)[:LISTED])

    def clean_goes_on_in(self) -> Group | None:
        """Return the group of that name. Says so where there is none that others may know of."""
        name = " ".join(self.cleaned_data["goes_on_in"].split())
        if not name:
            return None
        found: Group | None = self.others.filter(name__iexact=name).order_by("pk").first()
        if found is None:
            raise forms.ValidationError(_("There is no group of this name in which it can go on."))
        return found
