from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogue.drafts import POST_FORM, submission_key_in
from dialogue.kept_form import KeptForm
from dialogue.models.attached_file import AttachedFile
from dialogue.signed_out import Desk
from dialogue.writing_form import WritingForm


class CommentForm(KeptForm, WritingForm):
    """What someone says. The service judges it, so that every way in has the same rules.

    No `maxlength`: browsers cut what is pasted, and nothing typed may get lost.
    """

    text = forms.CharField(
        label=_("What do you want to say?"),
        required=False,
        strip=False,
        help_text=_("Everyone who can read this page can read your comment."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    is_question = forms.BooleanField(
        label=_("I ask this as a question"),
        required=False,
        help_text=_("Readers see for whom it waits, until somebody has answered."),
    )
    # Made with the form: the same form sent twice is one comment.
    submission_key = forms.CharField(required=False, initial=lambda: str(uuid4()), widget=forms.HiddenInput)

    def sit_at(self, desk: Desk, *, file: AttachedFile | None = None, quote: str = "") -> None:
        """Open as `desk` was left; what is said first under a question answers it, and asks nothing."""
        super().sit_at(desk, file=file, quote=quote)
        if desk.target.asks and desk.form == POST_FORM:
            self.fields.pop("is_question", None)
            self.fields["text"].label = _("Do you know more?")
            self.fields["text"].help_text = _("Whoever asked hears of your answer.")

    def clean(self) -> dict[str, Any]:  # Any: cleaned values of every kind
        """Return the answers; where it was not asked whether it is a question, it is none."""
        return {"is_question": False, **super().clean()}

    def clean_submission_key(self) -> UUID | None:
        """Return the key, or None for one that we did not make."""
        return submission_key_in(self.cleaned_data["submission_key"])


class EditForm(KeptForm, WritingForm):
    """Better words for one's own comment."""

    text = forms.CharField(
        label=_("Your comment"),
        required=False,
        strip=False,
        help_text=_("Readers see that you edited it."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class ConfirmForm(forms.Form):
    """A question that needs a yes and no more."""

    def add_error(self, field: str | None, error: Any) -> None:  # Any: as Django has it
        super().add_error(None, error)
