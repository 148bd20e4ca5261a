"""What a sender says of a message to many."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import Audience
from directory.profile.forms import TickedRows
from notices.models import Announcement

LONGEST = Announcement._meta.get_field("reason").max_length


class AnnounceForm(forms.Form):
    """For whom it is, and why they must know."""

    audiences = TickedRows(
        label=_("For whom is it?"),
        queryset=Audience.objects.prefetch_related("units", "locations", "groups"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "None chosen: everyone who may see the page. Of several, whoever belongs to one of them."
        ),
    )
    reason = forms.CharField(
        label=_("Why must they know?"),
        max_length=LONGEST,
        help_text=_("In one sentence. Each receiver reads it."),
    )
    why_again = forms.CharField(label=_("Why once more?"), max_length=LONGEST, required=False)
    # What the sender was shown, so that nobody sends to more people than that.
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    # Any: as any form.
    def __init__(self, data: Any, *, is_again: bool) -> None:
        super().__init__(data)
        if not is_again:
            del self.fields["why_again"]

    @property
    def chosen(self) -> Collection[Audience]:
        """The audiences; asked of a valid form."""
        return list(self.cleaned_data["audiences"])
