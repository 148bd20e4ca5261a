"""The form in which somebody asks, before they know where."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dialogue.drafts import submission_key_in
from dialogue.files.form import FileForm
from directory.models import Person
from groups.choosing import MOST_CHOSEN
from groups.proposing import Place
from groups.words import LONGEST_TITLE


class AskForm(FileForm):
    """A question in one sentence, what goes with it, and where it is asked.

    No `maxlength`: browsers cut what is pasted, and nothing typed may get lost.
    """

    title = forms.CharField(
        label=_("Your question in one sentence"),
        required=False,
        help_text=_("Write as you would ask a colleague."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "lead-in"}),
    )
    text = forms.CharField(
        label=_("What should your colleague know? You can leave this empty"),
        required=False,
        strip=False,
        help_text=_("Leave out the names of residents, clients and patients."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    place = forms.CharField(label=_("Where does your question belong?"), required=False)
    find = forms.CharField(label=_("None of these? Look for a group"), required=False, max_length=200)
    people = forms.MultipleChoiceField(
        label=_("Who knows this? You can leave this empty"),
        required=False,
        help_text=_("At most three colleagues. They get a notice at once, and nobody is asked often."),
        widget=forms.CheckboxSelectMultiple,
    )
    # Made with the form: the same form sent twice is one question.
    submission_key = forms.CharField(required=False, initial=lambda: str(uuid4()), widget=forms.HiddenInput)

    places: Sequence[Place] = ()
    knowers: Sequence[Person] = ()
    # Whether it opens as it was left.
    has_draft = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as Django has them
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["data-mentions"] = reverse("directory:people-suggest")
        for name in ("title", "text"):
            # What may answer it shows while it is typed, and what is typed is kept.
            self.fields[name].widget.attrs |= {
                "data-hx-post": reverse("groups:question-found"),
                "data-hx-trigger": "input changed delay:500ms",
                "data-hx-target": "#found",
                "data-hx-sync": "closest form:replace",
            }

    @property
    def typed(self) -> str:
        """What is asked so far, in one line to look with."""
        parts = [self["title"].value() or "", self["text"].value() or ""]
        return " ".join(" ".join(parts).split())

    @property
    def chosen(self) -> str:
        """The place that somebody chose, or else the one that fits best now."""
        return self.own_choice or (self.places[0].value if self.places else "")

    @property
    def own_choice(self) -> str:
        """The place that somebody chose themselves: not the one that stood there proposed."""
        value: str = self["place"].value() or ""
        return "" if value == self.data.get("proposed") else value

    def offer(self, knowers: Sequence[Person]) -> None:
        """Let these colleagues be chosen."""
        self.knowers = knowers
        field = self.fields["people"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (person.slug, ", ".join(filter(None, (person.name, person.job_title)))) for person in knowers
        ]

    def clean_people(self) -> list[Person]:
        """Return the colleagues who were chosen."""
        slugs = self.cleaned_data["people"]
        if len(slugs) > MOST_CHOSEN:
            raise forms.ValidationError(_("Choose at most three colleagues."))
        return [person for person in self.knowers if person.slug in slugs]

    def clean_title(self) -> str:
        """Return the question on one line."""
        title = " ".join(self.cleaned_data["title"].split())
        if not any(character.isalnum() for character in title):
            raise forms.ValidationError(_("Write your question in one sentence."))
        if len(title) > LONGEST_TITLE:
            raise forms.ValidationError(
                _("Make your question shorter, at most %(limit)s characters, and put the rest below it."),
                params={"limit": LONGEST_TITLE},
            )
        return title

    def clean_place(self) -> Place:
        """Return where it is asked."""
        value = self.cleaned_data["place"]
        place = next((place for place in self.places if place.value == value), None)
        if place is None:
            raise forms.ValidationError(
                _("Choose where your question belongs. Not sure? Take the first one: it can be moved.")
            )
        return place

    def clean_submission_key(self) -> UUID | None:
        """Return the key, or None for one that we did not make."""
        return submission_key_in(self.cleaned_data["submission_key"])
