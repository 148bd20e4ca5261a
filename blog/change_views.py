"""“We changed this”: what came of a comment, told by who answers for the blog."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from blog.changing import change_of, is_told_by, tell_change
from blog.models import BlogChange
from dialogue.models import BrinkComment
from dialogue.views.acts import CommentAct


class ChangeForm(forms.Form):
    """What came of a comment."""

    what = forms.CharField(
        label=_("What changed, or why did it not?"),
        help_text=_("One sentence. Readers see it with the name of who asked for it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in one sentence what changed.")},
    )
    outcome = forms.ChoiceField(
        label=_("How does it stand?"),
        choices=BlogChange.Outcome.choices,
        initial=BlogChange.Outcome.DONE,
        widget=forms.RadioSelect,
    )
    on = forms.DateField(
        label=_("Since when? (optional)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_what(self) -> str:
        """Return the sentence on one line."""
        what = " ".join(self.cleaned_data["what"].split())
        longest = BlogChange._meta.get_field("what").max_length or 0
        if len(what) > longest:
            raise forms.ValidationError(
                _("Make it shorter: at most %(limit)s characters.") % {"limit": longest}, code="long"
            )
        return what


class ChangeView(CommentAct):
    form_class = ChangeForm
    title = _("What we changed because of this")
    button = _("Tell everyone")
    done = _("It stands under “What we changed because of you”.")

    def may_open(self) -> bool:
        return super().may_open() and is_told_by(self.reader, self.target)

    def initial(self) -> dict[str, Any]:  # Any: a date, besides words
        told = change_of(self.comment)
        return {"what": told.what, "outcome": told.outcome, "on": told.on} if told else {}

    def run(self, answers: dict[str, Any]) -> BrinkComment:  # Any: cleaned values of every kind
        tell_change(
            writer=self.reader,
            comment=self.comment,
            what=answers["what"],
            outcome=BlogChange.Outcome(answers["outcome"]),
            on=answers["on"],
        )
        return self.comment
