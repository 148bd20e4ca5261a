from collections.abc import Sequence
from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from dialogue.focus import Radios
from dialogue.models import CommentReport

PAUSE_DAYS = (1, 3, 7, 14, 28)


class ReportForm(forms.Form):
    """Why a comment should not stand."""

    rule = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=CommentReport.Rule.choices,
        widget=Radios,
        error_messages={"required": _("Choose what is wrong."), "invalid_choice": _("Choose what is wrong.")},
    )
    reason = forms.CharField(
        label=_("What should the moderators know?"),
        required=False,
        help_text=_("The moderators read this. The author does not see who reported it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class HideForm(forms.Form):
    """Why readers no longer see a comment."""

    reason = forms.CharField(
        label=_("Why do you hide it?"),
        required=False,
        help_text=_("The author gets this reason, and readers see it in the place of the words."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RestoreForm(forms.Form):
    """Why readers see a comment again, if there is something to say."""

    reason = forms.CharField(
        label=_("Why do you put it back?"),
        required=False,
        help_text=_("The author gets this. You can leave it empty."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AppealForm(forms.Form):
    """What an author has to say against a decision."""

    text = forms.CharField(
        label=_("Why do you not agree?"),
        required=False,
        help_text=_("Another moderator reads this and looks again. You can appeal once."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class SeenForm(forms.Form):
    """A form that knows the last decision that its moderator saw."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        help_text=_("The author gets this reason. Write it so that it helps."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DecideForm(SeenForm):
    """What a moderator decides about a comment, and why."""

    field_order = ("outcome", "reason", "seen")
    outcome = forms.ChoiceField(
        label=_("What happens to the comment?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happens."), "invalid_choice": _("Choose what happens.")},
    )

    def __init__(self, *args: object, choices: Sequence[tuple[str, object]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as any form is made
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]  # a field with choices


class PauseForm(SeenForm):
    """How long an author does not write, and why."""

    field_order = ("days", "reason", "seen")
    days = forms.TypedChoiceField(
        label=_("How long?"),
        coerce=lambda number: timedelta(days=int(number)),
        choices=[
            (number, ngettext_lazy("%(number)s day", "%(number)s days", number) % {"number": number})
            for number in PAUSE_DAYS
        ],
    )


class EndPauseForm(SeenForm):
    """Why an author can write again."""


class AnswerForm(SeenForm):
    """What another moderator decides on an appeal, and why."""

    field_order = ("outcome", "reason", "seen")
    outcome = forms.ChoiceField(
        label=_("Is the author right?"),
        choices=[
            ("granted", _("Yes: undo the decision")),
            ("refused", _("No: the decision stays")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happens."), "invalid_choice": _("Choose what happens.")},
    )
