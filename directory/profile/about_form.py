"""What a colleague knows and wants to learn, with subjects chosen by name from however many."""

import difflib
import re

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from directory.models import Person, Subject
from directory.profile.forms import SectionForm, TickedRows, words
from directory.profile.saving import Draft

MOST_SUBJECTS = 20
LONGEST_TEXT = 1000
SEPARATORS = re.compile(r"[,;\n]")


class AboutForm(SectionForm):
    """Own words, the subjects that were chosen, and a line in which others are typed."""

    hides = {"ask_me_about": "more_subjects", "wants_to_learn": "wants_to_learn"}
    ask_me_about = words(
        _("Ask me about"),
        max_length=LONGEST_TEXT,
        help_text=_("In your own words: what may colleagues come to you for?"),
    )
    wants_to_learn = words(
        _("I want to learn"), max_length=LONGEST_TEXT, help_text=_("A colleague may offer to show you.")
    )
    field_order = ["ask_me_about", "subjects", "more_subjects", "wants_to_learn"]

    class Meta:
        model = Person
        fields = ["ask_me_about", "wants_to_learn"]

    def add_fields(self) -> None:
        self.fields["subjects"] = TickedRows(
            label=_("Your subjects"),
            queryset=self.person.subjects.all(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=self.person.subjects.all(),
            help_text=_("Take away the tick of what is no longer yours."),
        )
        self.fields["more_subjects"] = forms.CharField(
            label=_("Add subjects"),
            required=False,
            max_length=400,
            help_text=_("Type their names with a comma between them."),
            widget=forms.TextInput(attrs={"list": "subject-names", "autocomplete": "off"}),
        )
        if not self.person.subjects.exists():
            del self.fields["subjects"]
        self.order_fields(self.field_order)

    @cached_property
    def subject_names(self) -> list[str]:
        """All subjects in the reader's language, to choose from while typing."""
        return [str(subject) for subject in Subject.objects.all()]

    def clean_more_subjects(self) -> list[Subject]:
        """Return the subjects that were typed. Says which one is not there, and what comes near."""
        by_name = {
            name.casefold(): subject for subject in Subject.objects.all() for name in _names_of(subject)
        }
        typed = [" ".join(part.split()) for part in SEPARATORS.split(self.cleaned_data["more_subjects"])]
        faults = [_not_there(name, by_name) for name in typed if name and name.casefold() not in by_name]
        if faults:
            raise forms.ValidationError(faults)
        return [by_name[name.casefold()] for name in typed if name]

    def clean(self) -> None:
        super().clean()
        if len(self._subjects()) > MOST_SUBJECTS:
            self.add_error(
                "more_subjects",
                _("Choose at most %(count)d subjects: those for which you want to be found.")
                % {"count": MOST_SUBJECTS},
            )

    def draft(self) -> Draft:
        own = super().draft()
        return Draft(fields=own.fields, chosen={"subjects": [*self._subjects()]}, levels=own.levels)

    def _subjects(self) -> list[Subject]:
        kept = list(self.cleaned_data.get("subjects", ()))
        return list(dict.fromkeys([*kept, *self.cleaned_data.get("more_subjects", ())]))


def _names_of(subject: Subject) -> set[str]:
    return {name for name in (subject.name_nl, subject.name_en) if name}


def _not_there(name: str, by_name: dict[str, Subject]) -> forms.ValidationError:
    near = difflib.get_close_matches(name.casefold(), by_name, n=1)
    if near:
        return forms.ValidationError(
            _("There is no subject “%(name)s”. Do you mean “%(near)s”?"),
            params={"name": name, "near": str(by_name[near[0]])},
        )
    return forms.ValidationError(
        _("There is no subject “%(name)s”. Write about it in your own words above."), params={"name": name}
    )
