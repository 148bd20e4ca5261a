"""A form in which somebody writes: it can show what was typed before it is placed, and ask whom they mean."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dialogue.focus import Radios
from dialogue.numbers import number_in
from dialogue.previewing import Preview
from directory.models import Person

CHOICE = "who_"
NOBODY = "nobody"


class WritingForm(forms.Form):
    """A text that is looked at before it is placed. Whoever inherits names the field `text`."""

    preview: Preview | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as Django has them
        super().__init__(*args, **kwargs)
        # Where colleagues are looked for while an @ and a name are typed.
        self.fields["text"].widget.attrs["data-mentions"] = reverse("directory:people-suggest")
        # What was chosen before stays chosen, also when the form comes back for another reason.
        for word in self.meant:
            self.fields[f"{CHOICE}{word}"] = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def asks_for_preview(self) -> bool:
        """Whether the writer wants to see the text first."""
        return self.data.get("act") == "preview"

    @property
    def goes_on(self) -> bool:
        """Whether the writer places the text with what they were told."""
        return self.data.get("act") == "anyway"

    @property
    def meant(self) -> dict[str, int | None]:
        """Whom the writer chose for each @word: {word: key of a colleague, or None for nobody}."""
        chosen = {
            name.removeprefix(CHOICE): self.data.get(name) for name in self.data if name.startswith(CHOICE)
        }
        return {
            word: number_in(choice)
            for word, choice in chosen.items()
            if choice == NOBODY or number_in(choice) is not None
        }

    def clean(self) -> dict[str, Any]:  # Any: cleaned values of every kind
        """Return the answers, with whom the writer means by their @words."""
        return {**(super().clean() or self.cleaned_data), "meant": self.meant}

    @property
    def choices_of_people(self) -> list[BoundField]:
        """The questions whom the writer means."""
        return [self[name] for name in self.fields if name.startswith(CHOICE)]

    def show(self, preview: Preview) -> None:
        """Put the preview with the form, and ask whom the writer means where that is not clear.

        Who became clear by a choice is written by their address from now on.
        """
        self.preview = preview
        self.data = {**dict(self.data.items()), "text": preview.text}
        for word, key in self.meant.items():
            if key is not None:
                del self.fields[f"{CHOICE}{word}"]
        for word, people in preview.questions.items():
            self.fields[f"{CHOICE}{word}"] = _question(word, people)
            if not self.asks_for_preview:
                self.add_error(f"{CHOICE}{word}", _("Choose whom you mean, or nobody."))


def _question(word: str, people: Iterable[Person]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Whom do you mean by @%(word)s?") % {"word": word},
        choices=[*((person.pk, _described(person)) for person in people), (NOBODY, _("Nobody, it is text"))],
        required=False,
        widget=Radios,
        help_text=_("Is your colleague not here? Write more of the name: @%(example)s.")
        % {"example": "jan-de-wit"},
    )


def _described(person: Person) -> str:
    about = [capfirst(person.job_title), person.unit.name if person.unit else ""]
    return ", ".join([person.name, *filter(None, about)])
