"""Subjects that are typed by name, however many there are."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rapidfuzz.process import extractOne

from directory.models import Subject

SEPARATORS = re.compile(r"[,;\n]")
MOST_SUBJECTS = 8
# From here on a name was most likely meant.
NEAR = 70


class SubjectsField(forms.CharField):
    """A line of names, kept apart by commas; becomes a list of subjects, at most `most`."""

    def __init__(self, *, most: int = MOST_SUBJECTS, **kwargs: Any) -> None:  # Any: as Django has them
        super().__init__(**kwargs)
        self.most = most

    def prepare_value(self, value: Any) -> Any:  # Any: as Django has it, a text or rows
        if value is None or isinstance(value, str):
            return value
        return ", ".join(str(subject) for subject in value)

    def clean(self, value: Any) -> Any:  # Any: as Django has it
        """Return the subjects. Says which one is not there, and what comes near."""
        typed = [" ".join(part.split()) for part in SEPARATORS.split(super().clean(value))]
        by_name = _by_name(Subject.objects.all()) if any(typed) else {}
        faults = [_not_there(name, by_name) for name in typed if name and name.casefold() not in by_name]
        if faults:
            raise ValidationError(faults)
        found = list(dict.fromkeys(by_name[name.casefold()] for name in typed if name))
        if len(found) > self.most:
            raise ValidationError(_("Choose at most %(count)d subjects.") % {"count": self.most})
        return found


def _by_name(subjects: Iterable[Subject]) -> dict[str, Subject]:
    return {
        name.casefold(): subject
        for subject in subjects
        for name in (subject.name_nl, subject.name_en)
        if name
    }


def _not_there(name: str, by_name: dict[str, Subject]) -> str:
    near = extractOne(name.casefold(), by_name.keys(), score_cutoff=NEAR)
    if near is None:
        return _("There is no subject called “%(name)s”.") % {"name": name}
    words = {"name": name, "near": str(by_name[near[0]])}
    return _("There is no subject called “%(name)s”. Do you mean “%(near)s”?") % words
