"""How a group looks to others, and who may come in: what its hosts fill in."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from access.forms import DescribedChoices, in_their_own_words
from directory.models import Subject
from groups.founding_form import LATEST_REVIEW
from groups.models import Group
from groups.services.describing import DESCRIBED
from groups.subject_field import SubjectsField

# The calm papers of the look; without a choice it follows from the name.
ACCENTS = [
    ("", _("chosen from the name")),
    ("leaf", _("leaf green")),
    ("canal", _("canal blue")),
    ("brick", _("brick red")),
    ("straw", _("straw yellow")),
    ("plum", _("plum")),
    ("stone", _("stone grey")),
]
# In working hours.
PROMISES = [
    (4, _("half a working day")),
    (8, _("one working day")),
    (16, _("two working days")),
    (24, _("three working days")),
    (40, _("a working week")),
]
MEANINGS: dict[str, str | Promise] = {
    Group.Access.OPEN: _("Every colleague reads along and comes in at once."),
    Group.Access.ON_REQUEST: _("Every colleague reads along; a host decides who comes in."),
    Group.Access.CLOSED: _(
        "Colleagues see name, purpose and hosts. Only members read the rest; a host decides who comes in."
    ),
    Group.Access.SECRET: _(
        "Only members know that it is there. It appears in no list, search or count of anybody else."
    ),
}


class AppearanceForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's takes no type when it runs
    """All that a group says of itself."""

    accent = forms.ChoiceField(label=_("Colour"), choices=ACCENTS, required=False)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=lambda: [("", _("several languages")), *in_their_own_words()],
        required=False,
        help_text=_("In which language people mostly write here."),
    )
    subjects = SubjectsField(
        label=_("Subjects"),
        required=False,
        help_text=_("With commas between them. Who follows a subject is shown this group."),
        widget=forms.TextInput(attrs={"list": "subject-names", "autocomplete": "off"}),
    )
    field_order = [
        "name",
        "kind",
        "purpose",
        "brings",
        "gets",
        "rhythm",
        "welcome",
        "house_rules",
        "subjects",
        "promised_hours",
        "review_on",
        "language",
        "accent",
    ]

    class Meta:
        model = Group
        fields = DESCRIBED
        labels = {
            "name": _("Name"),
            "kind": _("Type"),
            "purpose": _("Purpose"),
            "brings": _("What you bring"),
            "gets": _("What you get"),
            "rhythm": _("Rhythm"),
            "house_rules": _("House rules"),
            "welcome": _("Welcome"),
            "promised_hours": _("Answer promise"),
            "review_on": _("Review"),
        }
        help_texts = {
            "brings": _("One thing on each line: what members put in."),
            "gets": _("One thing on each line: what they take home."),
        }
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 2}),
            "brings": forms.Textarea(attrs={"rows": 3}),
            "gets": forms.Textarea(attrs={"rows": 3}),
            "house_rules": forms.Textarea(attrs={"rows": 5}),
            "welcome": forms.Textarea(attrs={"rows": 4}),
            "review_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    # Any: as any form.
    def __init__(self, data: Any, *, group: Group) -> None:
        # A copy, so that what is refused is not shown as what the group is called.
        super().__init__(data, instance=Group.objects.get(pk=group.pk))
        self.initial["subjects"] = list(group.subjects.all())
        kept = group.promised_hours
        choices = PROMISES if kept in dict(PROMISES) else [*PROMISES, (kept, _("as it is now"))]
        self.fields["promised_hours"] = forms.TypedChoiceField(
            label=_("Answer promise"),
            choices=choices,
            coerce=int,
            help_text=_("Within which time a question gets an answer. It holds from the next question on."),
        )

    def clean_name(self) -> str:
        """Return the name on one line."""
        name = " ".join(self.cleaned_data["name"].split())
        if not any(letter.isalnum() for letter in name):
            raise forms.ValidationError(_("Give the group a name in letters."))
        return name

    def clean_review_on(self) -> date:
        """Return a day to come, and not too far away; what stood there may stay."""
        day: date = self.cleaned_data["review_on"]
        today = timezone.localdate()
        if "review_on" in self.changed_data and not today < day <= today + LATEST_REVIEW:
            raise forms.ValidationError(_("Choose a day after today and within two years."))
        return day

    @property
    def subject_names(self) -> list[str]:
        """All subjects in the reader's language, to choose from while typing."""
        return [str(subject) for subject in Subject.objects.all()]


class AccessForm(forms.Form):
    """Who may come in, each with what it means, and a yes for what cannot be unseen."""

    access = forms.ChoiceField(
        label=_("Who can come in?"),
        choices=lambda: [(access.value, capfirst(access.label)) for access in Group.Access],
        widget=DescribedChoices(MEANINGS),
    )
    is_sure = forms.BooleanField(
        label=_("I know who reads it then"),
        required=False,
        help_text=_("Everything that was ever written here goes along."),
    )

    # Any: as any form.
    def __init__(self, data: Any, *, group: Group) -> None:
        super().__init__(data, initial={"access": group.access})
        self.group = group

    def clean(self) -> None:
        super().clean()
        access = self.cleaned_data.get("access")
        if access not in (None, self.group.access) and not self.cleaned_data.get("is_sure"):
            self.add_error("is_sure", _("Tick this: others read here, or no longer, from that moment on."))
