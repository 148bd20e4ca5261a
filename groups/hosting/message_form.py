"""What a host fills in to reach all members."""

from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogue.drafts import submission_key_in
from notices.models import Announcement

LONGEST_REASON = Announcement._meta.get_field("reason").max_length


class MessageForm(forms.Form):
    """A message, and why everybody must know."""

    title = forms.CharField(label=_("What is it about?"), max_length=150)
    text = forms.CharField(
        label=_("What do you want to say?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )
    reason = forms.CharField(
        label=_("Why must everybody know?"),
        max_length=LONGEST_REASON,
        help_text=_("In one sentence. Each member reads it with the notice."),
    )
    # What the host was shown, so that nobody reaches more people than that.
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    # Made with the form: the same form sent twice is one message.
    submission_key = forms.CharField(required=False, initial=lambda: str(uuid4()), widget=forms.HiddenInput)

    def clean_submission_key(self) -> UUID | None:
        """Return the key, or None for one that we did not make."""
        return submission_key_in(self.cleaned_data["submission_key"])
