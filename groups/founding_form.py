"""The form in which somebody founds a group."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from access.models import User
from directory.models import Person
from directory.profile.named import ChoosesByName, colleagues_for
from groups.models import Group
from groups.services.founding import NewGroup
from groups.subject_field import SubjectsField
from groups.wording import ACCESS_CHOICES, TYPE_CHOICES

REVIEW_IN = timedelta(days=182)
LATEST_REVIEW = timedelta(days=366 * 2)
MOST_SUBJECTS = 5


class FoundingForm(ChoosesByName, forms.Form):
    """What a new group is for, who comes in, and how long until one looks whether it helps."""

    name = forms.CharField(
        label=gettext_lazy("What is the group called?"),
        max_length=80,
        error_messages={"required": gettext_lazy("Give the group a name.")},
    )
    purpose = forms.CharField(
        label=gettext_lazy("What is it for?"),
        max_length=200,
        help_text=gettext_lazy("In one sentence, so that a colleague knows whether it is for them."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Say in one sentence what the group is for.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What type of group is it?"), choices=TYPE_CHOICES, widget=forms.RadioSelect
    )
    access = forms.ChoiceField(
        label=gettext_lazy("Who can come in?"), choices=ACCESS_CHOICES, widget=forms.RadioSelect
    )
    brings = forms.CharField(
        label=gettext_lazy("What do you bring? You can leave this empty"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("One thing on each line."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    gets = forms.CharField(
        label=gettext_lazy("What do you get? You can leave this empty"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("One thing on each line."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    rhythm = forms.CharField(
        label=gettext_lazy("When do you meet? You can leave this empty"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Such as: every first Tuesday at noon."),
    )
    house_rules = forms.CharField(
        label=gettext_lazy("House rules. You can leave this empty"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    subjects = SubjectsField(
        label=gettext_lazy("Subjects. You can leave this empty"),
        most=MOST_SUBJECTS,
        max_length=300,
        required=False,
        help_text=gettext_lazy("At most five, with commas between them. They lead colleagues here."),
    )
    language = forms.ChoiceField(label=gettext_lazy("In which language do you mostly write?"), choices=[])
    review_on = forms.DateField(
        label=gettext_lazy("When do you look together whether the group still helps?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("A group that has done its work may end. Within two years."),
    )
    # Set by the button below the groups that are like this one.
    is_other = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, founder: User, person: Person, today: date) -> None:
        # Any: Django's own.
        initial = {
            "kind": Group.Kind.PRACTICE,
            "access": Group.Access.OPEN,
            "language": get_language() or settings.LANGUAGE_CODE,
            "review_on": today + REVIEW_IN,
        }
        super().__init__(data, initial=initial)
        self.today = today
        self.fields["language"].choices = settings.LANGUAGES  # type: ignore[attr-defined]  # a choice field
        self.add_named(
            "co_host",
            label=gettext_lazy("Who hosts it with you? You can name them later, within 14 days"),
            hint=gettext_lazy("The name of a colleague. They get an invitation."),
            finder=colleagues_for(founder, without=person),
            current=None,
        )
        for name in ("name", "purpose"):
            # Groups that are like it show while it is typed.
            self.fields[name].widget.attrs |= {
                "data-hx-get": reverse("groups:similar"),
                "data-hx-trigger": "input changed delay:500ms",
                "data-hx-target": "#similar",
                "data-hx-include": "[name=name],[name=purpose]",
                "data-hx-sync": "closest form:replace",
            }

    def clean_name(self) -> str:
        """Return the name on one line."""
        name = " ".join(self.cleaned_data["name"].split())
        if not any(letter.isalnum() for letter in name):
            raise forms.ValidationError(_("Give the group a name in letters."))
        return name

    def clean_purpose(self) -> str:
        return " ".join(self.cleaned_data["purpose"].split())

    def clean_review_on(self) -> date:
        """Return a day that is still to come, and not too far away."""
        day: date = self.cleaned_data["review_on"]
        if not self.today < day <= self.today + LATEST_REVIEW:
            raise forms.ValidationError(_("Choose a day after today and within two years."))
        return day

    def clean(self) -> None:
        self.cleaned_data["co_host"] = self.choose_named("co_host")

    @property
    def new_group(self) -> NewGroup:
        """What was filled in, once it is valid."""
        said = self.cleaned_data
        names = [name for name in NewGroup.__dataclass_fields__ if name in said]
        return NewGroup(**{name: said[name] for name in names})
